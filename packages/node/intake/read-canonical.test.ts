import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { openConnector } from '@isthmus/connectors'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { IntakeError, inspectSource, parseMapping, QualityTally, readCanonical } from './index.ts'
import { ReferenceSet } from './reference-set.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'intake-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const context = () => ({
  landing: join(folder, 'landing'),
  bounds: {
    sourceFolders: [folder],
    own: [],
    closed: [],
    databaseUrl: 'postgres://localhost/peer',
  },
})

const mappingText = `mapping: 1
source: { id: register, title: Register, description: A register, regime: LED }
records:
  - when: [{ path: state, equals: closed }]
    skip: true
  - kind: person
    reference: number
    claims:
      - names: [{ family: surname, given: given, kind: primary }]
        births: [{ date: born }]
        nationalities: [{ country: nationality }]
`

const csv = `number,surname,given,born,nationality,state
1,Doe,Jane,1957-04-13,Greek,
2,Roe,Richard,1900-02-30,,
3,,,1960,,
4,Closed,Case,,,closed
1,Again,Jane,,,
5,Miles,,1962,French,
6,too,many,columns,in,this,row
`

async function sourceOf(text: string): Promise<{ kind: string; file: string }> {
  const file = join(folder, 'register.csv')
  await writeFile(file, text)
  return { kind: 'csv', file }
}

test('every record is read, skipped or rejected once, and counted', async () => {
  await using connector = await openConnector(await sourceOf(csv), { landing: folder })
  const tally = new QualityTally()
  const locators: (string | undefined)[] = []
  for await (const item of readCanonical(
    connector,
    parseMapping(mappingText),
    new AbortController().signal,
  )) {
    tally.count(item)
    if (item.person) locators.push(item.locator)
  }
  const counts = tally.counts()
  expect(counts).toMatchObject({ persons: 3, things: 0, skipped: 1, rejected: 3 })
  expect(counts.completeness).toMatchObject({
    names: 1,
    aliases: 0,
    births: 0.667,
    birthDays: 0.333,
    nationalities: 0.667,
    sex: 0,
  })
  expect(counts.rejections.map(({ reason }) => reason)).toEqual(
    expect.arrayContaining(['the record has no name', 'an earlier record has the same reference']),
  )
  expect(counts.rejections.every(({ place }) => /register\.csv, line \d/.test(place))).toBe(true)
  expect(Object.keys(counts.faults)).toEqual([expect.stringMatching(/^births: day does not exist/)])
  expect(new Set(locators).size).toBe(3)
})

test('no reason and no fault repeats a value of the source', async () => {
  await using connector = await openConnector(await sourceOf(csv), { landing: folder })
  const tally = new QualityTally()
  for await (const item of readCanonical(connector, parseMapping(mappingText), new AbortController().signal))
    tally.count(item)
  expect(
    JSON.stringify([
      tally.counts().rejections.map(({ reason, remedy }) => [reason, remedy]),
      tally.counts().faults,
    ]),
  ).not.toMatch(/Roe|Again|1900|02-30/)
})

test('a source is inspected under a proposed mapping', async () => {
  const preview = await inspectSource({ connector: await sourceOf(csv) }, context())
  expect(preview.fields.map(({ path }) => path)).toContain('surname')
  expect(parseMapping(preview.mapping).records[0]?.claims?.[0]?.names).toEqual([
    { family: 'surname', given: 'given', kind: 'primary' },
  ])
  expect(preview.records.length).toBeGreaterThan(0)
  expect(preview.records.length).toBeLessThanOrEqual(20)
})

test('a source is inspected under a given mapping, with its rejections', async () => {
  const preview = await inspectSource({ connector: await sourceOf(csv), mapping: mappingText }, context())
  expect(preview.records[0]).toMatchObject({ reference: '1' })
  expect(preview.rejections.length).toBeGreaterThan(0)
})

test('an inspection leaves no unpacked copy behind, also when whoever asked has gone', async () => {
  const file = join(folder, 'register.csv.gz')
  await writeFile(file, gzipSync(csv))
  const draft = { connector: { kind: 'csv', file } }
  expect((await inspectSource(draft, context())).records.length).toBeGreaterThan(0)
  expect(await readdir(join(folder, 'landing'))).toEqual([])
  await expect(inspectSource(draft, { ...context(), signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'READ_CANCELLED',
  })
  expect(await readdir(join(folder, 'landing'))).toEqual([])
})

test('a mapping that names a column the file does not have is refused before a record is read', async () => {
  const draft = { connector: await sourceOf(csv), mapping: mappingText.replace('surname', 'surename') }
  await expect(inspectSource(draft, context())).rejects.toThrow(
    expect.objectContaining({ code: 'MAPPING_NAMES_MISSING_FIELD' }),
  )
  await expect(inspectSource(draft, context())).rejects.toBeInstanceOf(IntakeError)
})

test('only the first hundred rejections are kept, all are counted', () => {
  const tally = new QualityTally()
  for (let line = 0; line < 250; line++)
    tally.count({ rejected: { place: `line ${line}`, reason: 'r', remedy: 'm' } })
  expect(tally.counts().rejected).toBe(250)
  expect(tally.counts().rejections).toHaveLength(100)
})

test('a set of references knows each once, also after growing', () => {
  const references = new ReferenceSet()
  for (let number = 0; number < 20_000; number++) expect(references.add(`ref ${number}`)).toBe(true)
  for (let number = 0; number < 20_000; number += 7) expect(references.add(`ref ${number}`)).toBe(false)
})
