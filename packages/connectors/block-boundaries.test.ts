import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listRecords } from './conformance.ts'
import { limits } from './limits.ts'
import { type ConnectorConfig, openConnector } from './open-connector.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-blocks-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Texts of many lengths and scripts, so that blocks end within characters, line breaks, tags and quotes. */
const texts = Array.from({ length: 9000 }, (_, at) => {
  const letters = ['aλ', '𐎠é\r\n', '","', '""', ' x\n', 'محمد', ']}{[', '\\'][at % 8] ?? ''
  return letters.repeat(1 + ((at * 7919) % (at % 997 === 0 ? 90_000 : 61)))
})

async function readTwice(config: ConnectorConfig): Promise<unknown[]> {
  await using connector = await openConnector(config, { landing: join(folder, 'landing') })
  const records = await listRecords(connector)
  const locators = records.map((record) => record.locator)
  const found = await connector.fetch(locators, new AbortController().signal)
  expect(found.map((record) => record?.value)).toEqual(records.map((record) => record.value))
  return records.map((record) => record.value)
}

it('a CSV file of many blocks is read as another reader reads it', async () => {
  const rows = texts.map(
    (text, at) => `${at},"${text.replaceAll('"', '""')}",${text.replace(/[",\r\n]/g, '')}\r\n`,
  )
  const file = join(folder, 'people.csv')
  const csv = `id,quoted,plain\r\n${rows.join('')}`
  await writeFile(file, csv)
  expect(csv.length).toBeGreaterThan(limits.block * 8)
  expect(await readTwice({ kind: 'csv', file, key: 'id' })).toEqual(
    parse(csv, { columns: true, relax_quotes: true }),
  )
  const grouped = await readTwice({ kind: 'csv', file, groupBy: 'id' })
  expect(grouped).toHaveLength(texts.length)
}, 60_000)

it('XML of many blocks keeps every text and byte range', async () => {
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\r', '&#13;')
  const records = texts.map(
    (text, at) => `<r:p\r\n  id="${at}"><t>${escaped(text)}</t></r:p>${' '.repeat(at % 5)}\r\n`,
  )
  const file = join(folder, 'people.xml')
  await writeFile(file, `<λ xmlns:r="urn:r">${records.join('')}</λ>`)
  const read = await readTwice({ kind: 'xml', file, record: 'λ/p', key: '@id' })
  expect(read).toEqual(texts.map((text, at) => ({ '@id': String(at), t: [text] })))
}, 60_000)

it.each([
  ['lines', (records: string[]) => records.join('\n'), {}],
  ['a document', (records: string[]) => `{"about":"x","list":[${records.join(' ,\n ')}]}`, { items: 'list' }],
])(
  'JSON of many blocks, as %s, keeps every text and byte range',
  async (name, toText, settings) => {
    const records = texts.map((text, at) => JSON.stringify({ id: at, text, list: [text.length] }))
    const file = join(folder, `${name}.json`)
    await writeFile(file, toText(records))
    const read = await readTwice({ kind: 'json', file, key: 'id', ...settings })
    expect(read).toEqual(texts.map((text, at) => ({ id: String(at), text, list: [String(text.length)] })))
  },
  60_000,
)
