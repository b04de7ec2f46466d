import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readHostile } from './conformance.ts'
import { ConnectorError, type SourceRecord } from './connector.ts'
import { type ConnectorConfig, openConnector } from './open-connector.ts'

let folder = ''
let count = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-hostile-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const kinds = {
  csv: {
    settings: { header: ['a', 'b'], key: 'a' },
    words: ['"', '""', ',', '\n', '\r\n', 'x', '\ufeff', '\0', '"a",', '\xff', 'é'],
  },
  xml: {
    settings: { record: 'l/p', key: 'n' },
    words: [
      '<l>',
      '</l>',
      '<p>',
      '</p>',
      '<n>1</n>',
      '<!DOCTYPE l [',
      ']>',
      '&amp;',
      '&x;',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<?',
      '\r',
      'Ζ',
      '\xff',
      ' a="1"',
      '\ufeff',
    ],
  },
  json: {
    settings: { lines: true },
    words: [
      '{',
      '}',
      '[',
      ']',
      '"',
      '\\',
      '"a":',
      '1',
      '-0.5e',
      ',',
      '\n',
      '"__proto__":',
      '{"polluted":1}',
      '\\ud800',
      'null',
      '\xff',
      '{"a":"b"}\n',
    ],
  },
  'json document': {
    settings: { items: 'i', lines: false },
    words: [
      '{"i":[',
      ']}',
      '{"a":1}',
      ',',
      '"',
      '\\',
      '[',
      ']',
      '{',
      '}',
      '"i":',
      '\n',
      '1',
      '\xff',
      '{"__proto__":{"polluted":1}}',
    ],
  },
}

function toHostile(words: readonly string[]): fc.Arbitrary<Uint8Array> {
  const pieces = fc
    .array(fc.constantFrom(...words), { maxLength: 60 })
    .map((parts) =>
      Buffer.concat(parts.map((part) => Buffer.from(part, part === '\xff' ? 'latin1' : 'utf8'))),
    )
  return fc.oneof(
    { weight: 4, arbitrary: pieces },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  )
}

describe.each(Object.entries(kinds))('hostile bytes as %s', (name, { settings, words }) => {
  const kind = name.split(' ')[0] ?? ''

  it.each([
    ['plain', (bytes: Uint8Array) => bytes],
    ['compressed', (bytes: Uint8Array) => gzipSync(bytes)],
    ['compressed and cut', (bytes: Uint8Array) => gzipSync(bytes).subarray(0, -4)],
  ])(
    'end in records, rejections or a ConnectorError with place and remedy (%s)',
    async (form, pack) => {
      await fc.assert(
        fc.asyncProperty(toHostile(words), async (bytes) => {
          const file = join(folder, String(++count))
          await writeFile(file, pack(bytes))
          const outcome = await readHostile(() =>
            openConnector({ kind, file, ...settings }, { landing: folder }),
          )
          for (const fault of outcome.faults) {
            expect(fault.place.length * fault.reason.length * fault.remedy.length).toBeGreaterThan(0)
          }
          expect(Object.prototype).not.toHaveProperty('polluted')
          await rm(file)
        }),
        { numRuns: form === 'plain' ? 400 : 60 },
      )
    },
    60_000,
  )

  it('give records that can be read again at their locators', async () => {
    await fc.assert(
      fc.asyncProperty(toHostile(words), async (bytes) => {
        const file = join(folder, String(++count))
        await writeFile(file, bytes)
        const { records, found } = await readAndFetch({ kind, file, ...settings })
        expect(found).toEqual(records)
        await rm(file)
      }),
      { numRuns: 200 },
    )
  }, 60_000)

  it('as a locator find nothing and break nothing', async () => {
    const file = join(folder, String(++count))
    await writeFile(file, kind === 'xml' ? '<l/>' : kind === 'csv' ? '1,2\n' : '{"i":[]}')
    await using connector = await openConnector({ kind, file, ...settings }, { landing: folder })
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string(), fc.stringMatching(/^(\d:)?\d{1,12}\+\d{1,9}$/)),
        async (locator) => {
          const found = await connector.fetch([locator], new AbortController().signal)
          expect(found).toHaveLength(1)
        },
      ),
    )
  })
})

/** The values of the records before any fault, as read and as fetched. */
async function readAndFetch(config: ConnectorConfig): Promise<{ records: unknown[]; found: unknown[] }> {
  const records: SourceRecord[] = []
  try {
    await using connector = await openConnector(config, { landing: folder })
    try {
      for await (const item of connector.read(new AbortController().signal)) {
        if ('record' in item) records.push(item.record)
      }
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error
    }
    const locators = records.map((record) => record.locator)
    const found = await connector.fetch(locators, new AbortController().signal)
    return { records: records.map((record) => record.value), found: found.map((record) => record?.value) }
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    return { records: [], found: [] }
  }
}
