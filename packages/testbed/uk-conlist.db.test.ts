import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openConnector } from '@isthmus/connectors'
import { assertFits, parseMappingText, readCanonical } from '@isthmus/node/intake'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { loadUkConlist } from './loaders/uk-conlist-to-postgres.ts'
import { testDatabase } from './postgres.ts'
import { readDemoPersons } from './read-lists.ts'

const folder = join(import.meta.dirname, 'sources/uk-conlist')
const csv = join(folder, 'uk_hmt_conlist_20180413.csv')
const store = await testDatabase()
afterAll(() => store.drop())

test('the list is loaded within five seconds, whole, and again without a trace of the first time', async () => {
  const start = performance.now()
  for (const _ of [1, 2]) expect(await loadUkConlist(csv, store.connectionString)).toEqual({ subjects: 1050 })
  expect(performance.now() - start).toBeLessThan(10_000)
  const client = new pg.Client({ connectionString: store.connectionString })
  await client.connect()
  const { rows } = await client.query<{ count: string }>('select count(*) from conlist.name')
  await client.end()
  expect(rows).toEqual([{ count: '2765' }])
})

test('read through the PostgreSQL connector, the persons are those of the published file', async () => {
  const text = parseMappingText(await readFile(join(folder, 'uk-conlist.yaml'), 'utf8'))
  const config = { ...text.mapping.connector, kind: 'postgres', connectionString: store.connectionString }
  await using connector = await openConnector(config, { landing: tmpdir() })
  assertFits(text, await connector.describe(), 'postgres')
  const read = new Map<string, unknown>()
  for await (const { person } of readCanonical(connector, text.mapping, new AbortController().signal)) {
    if (person) read.set(person.reference, person)
  }
  expect(read.size).toBe(721)
  for await (const { person } of readDemoPersons('uk-conlist'))
    expect(read.get(person.reference)).toEqual(person)
})
