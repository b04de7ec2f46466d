import { appendFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listItems, readHostile } from './conformance.ts'
import type { SourceItem } from './connector.ts'
import { type ConnectorConfig, openConnector } from './open-connector.ts'

let folder = ''
let count = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-bad-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function toSource(
  name: string,
  content: string | Uint8Array,
  config: object,
): Promise<ConnectorConfig> {
  const file = join(folder, `${++count}-${name}`)
  await writeFile(file, content)
  return { kind: name.split('.').at(-1) ?? '', file, ...config }
}

const open = (config: ConnectorConfig) => openConnector(config, { landing: join(folder, 'landing') })

async function readAll(config: ConnectorConfig): Promise<SourceItem[]> {
  await using connector = await open(config)
  return await listItems(connector)
}

const values = (items: SourceItem[]) => items.flatMap((item) => ('record' in item ? [item.record.value] : []))
const faults = (items: SourceItem[]) => items.flatMap((item) => ('rejected' in item ? [item.rejected] : []))

describe('a configuration', () => {
  it.each([
    [{ kind: 'oracle' }, 'kind'],
    [{ kind: '__proto__' }, 'kind'],
    [{ kind: 'csv' }, 'file'],
    [{ kind: 'csv', file: 'x', delimiter: ';;' }, 'delimiter'],
    [{ kind: 'csv', file: 'x', separator: ';' }, 'separator'],
    [{ kind: 'csv', file: 'x', encoding: 'klingon' }, 'encoding'],
    [{ kind: 'xml', file: 'x' }, 'record'],
    [{ kind: 'postgres', table: 'person', key: 'id' }, 'connectionString'],
  ])('is refused with the name of the setting: %j', async (config, setting) => {
    await expect(open(config)).rejects.toMatchObject({ code: 'CONFIG_INVALID' })
    await expect(open(config)).rejects.toThrow(setting)
  })

  it('never shows the connection string', async () => {
    const secret = 'correct-horse'
    const config = {
      kind: 'postgres',
      connectionString: `postgres://peer:${secret}@127.0.0.1:1/x`,
      table: 'p',
      key: 'id',
    }
    const error = await open(config).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'SOURCE_UNREACHABLE' })
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(secret)
  })

  it('that lets others read the file of the connection string is refused', async () => {
    const file = join(folder, 'secret')
    await writeFile(file, 'postgres://x', { mode: 0o644 })
    const config = { kind: 'postgres', connectionStringFile: file, table: 'p', key: 'id' }
    await expect(open(config)).rejects.toThrow(/0600/)
  })

  it('that names a missing column is refused with the columns there are', async () => {
    const config = await toSource('people.csv', 'id,name\n1,x\n', { key: 'number' })
    await expect(open(config)).rejects.toThrow(/no column "number".*id, name/)
  })
})

describe('a CSV file', () => {
  it('with a wrong column count has that row rejected, with line and remedy', async () => {
    const items = await readAll(await toSource('people.csv', 'id,name\n1,x\n2\n3,y,z\n4,w\n', {}))
    expect(values(items).map((value) => value.id)).toEqual(['1', '4'])
    expect(faults(items).map((fault) => fault.place.replace(/^.*, /, ''))).toEqual(['line 3', 'line 4'])
    expect(faults(items)[0]?.remedy).toMatch(/delimiter/)
  })

  it('with invalid UTF-8 has that row rejected and the others read', async () => {
    const bytes = Buffer.concat([
      Buffer.from('id,name\n1,Ζωή\n2,'),
      Buffer.from([0xe9, 0x0a]),
      Buffer.from('3,é\n'),
    ])
    const items = await readAll(await toSource('people.csv', bytes, {}))
    expect(values(items).map((value) => value.name)).toEqual(['Ζωή', 'é'])
    expect(faults(items)).toMatchObject([{ reason: expect.stringContaining('UTF-8') }])
  })

  it.each(['windows-1253', 'utf-16le'])('in %s is read as the same text', async (encoding) => {
    const text = 'id,name\n1,Ζωή\n'
    const bytes =
      encoding === 'utf-16le'
        ? Buffer.from(`\ufeff${text}`, 'utf16le')
        : Buffer.from(
            [...text].map((letter) => ({ Ζ: 0xc6, ω: 0xf9, ή: 0xde })[letter] ?? letter.charCodeAt(0)),
          )
    const settings = encoding === 'utf-16le' ? {} : { encoding }
    const config = await toSource('people.csv', bytes, settings)
    await using connector = await open(config)
    const items = await listItems(connector)
    expect(values(items)).toEqual([{ id: '1', name: 'Ζωή' }])
    const locators = items.flatMap((item) => ('record' in item ? [item.record.locator] : []))
    const found = await connector.fetch(locators, new AbortController().signal)
    expect(found[0]?.value).toEqual({ id: '1', name: 'Ζωή' })
  })

  it('with a byte order mark has it in no column name', async () => {
    const items = await readAll(await toSource('people.csv', '\ufeffid,name\n1,x\n', { key: 'id' }))
    expect(values(items)).toEqual([{ id: '1', name: 'x' }])
  })

  it('with a NUL byte has that row rejected', async () => {
    const items = await readAll(await toSource('people.csv', 'id,name\n1,a\0b\n2,x\n', {}))
    expect(values(items)).toEqual([{ id: '2', name: 'x' }])
    expect(faults(items)).toMatchObject([{ reason: expect.stringContaining('NUL') }])
  })

  it('with a field of 10 MB has that row rejected and the next read', async () => {
    const large = `id,name\n1,"${'x'.repeat(10_000_000)}"\n2,y\n3,${'x'.repeat(10_000_000)}\n4,z\n`
    const items = await readAll(await toSource('people.csv', large, {}))
    expect(values(items).map((value) => value.id)).toEqual(['2', '4'])
    expect(faults(items)).toHaveLength(2)
  })

  it('with a line of 40 MB has that line rejected and the next read', async () => {
    const items = await readAll(await toSource('people.csv', `id,name\n${'x'.repeat(40_000_000)}\n4,z\n`, {}))
    expect(values(items).map((value) => value.id)).toEqual(['4'])
    expect(faults(items)).toHaveLength(1)
  })

  it.each([
    ['at once', ''],
    ['much later', '5,n\n'.repeat(600_000)],
  ])('with a quote left open loses that row alone; quotes follow %s', async (_when, between) => {
    const items = await readAll(
      await toSource('people.csv', `id,name\n1,"x\n2,y\n${between}3,"z"\n4,w\n`, {}),
    )
    const ids = values(items).map((value) => value.id)
    expect([...ids.slice(0, 1), ...ids.slice(-2)]).toEqual(['2', '3', '4'])
    expect(faults(items).map((fault) => fault.place.replace(/^.*, /, ''))).toEqual(['line 2'])
  })

  it('with a duplicate key has the later row rejected', async () => {
    const items = await readAll(await toSource('people.csv', 'id,name\n1,x\n1,y\n,z\n', { key: 'id' }))
    expect(values(items)).toEqual([{ id: '1', name: 'x' }])
    expect(faults(items).map((fault) => fault.reason)).toEqual([
      'an earlier row has the same key',
      'the row has no key',
    ])
  })

  it('with columns called __proto__ and constructor has these as fields', async () => {
    const [value] = values(await readAll(await toSource('people.csv', '__proto__,constructor\nx,y\n', {})))
    expect(Object.entries(value ?? {})).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })

  it('whose records span rows that do not stand together is grouped, in the order of the first rows', async () => {
    const rows = 'note\nid,name\r\n2,a\r\n1,b\r\n2,"c\r\nd"\r\n\r\n1,e\r\n,f\r\n'
    const config = await toSource('people.csv', rows, { skipLines: 1, groupBy: 'id' })
    await using connector = await open(config)
    const items = await listItems(connector)
    const names = (value: object) =>
      'rows' in value && Array.isArray(value.rows) ? value.rows.map((row) => row.name) : []
    expect(values(items).map((value) => [value.id, ...names(value)])).toEqual([
      ['2', 'a', 'c\r\nd'],
      ['1', 'b', 'e'],
    ])
    expect(faults(items)).toMatchObject([
      { place: expect.stringContaining('line 9'), reason: 'the row has no key' },
    ])
    const locators = items.flatMap((item) => ('record' in item ? [item.record.locator] : []))
    const found = await connector.fetch(locators, new AbortController().signal)
    expect(found.map((record) => record?.value)).toEqual(values(items))
  })

  it('has overflow text appended from a continuation file', async () => {
    const more = join(folder, 'more.csv')
    await writeFile(more, '7,"lo, world"\n\x1a')
    const tables = [
      { name: 'more', file: more, header: ['id', 'text'], on: { id: 'id' }, append: { text: 'remark' } },
    ]
    const items = await readAll(await toSource('people.csv', 'id,remark\n7,hel\n8,-\n', { tables }))
    expect(values(items)).toEqual([
      { id: '7', remark: 'hello, world' },
      { id: '8', remark: '-' },
    ])
  })
})

describe('an XML file', () => {
  const shape = { record: 'list/person' }

  it('with a billion laughs is refused at its DOCTYPE', async () => {
    const laughs = `<?xml version="1.0"?>\n<!DOCTYPE list [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>\n<list><person>&b;</person></list>`
    await expect(readAll(await toSource('list.xml', laughs, shape))).rejects.toMatchObject({
      code: 'SOURCE_MALFORMED',
      place: expect.stringContaining('line 2'),
      remedy: expect.stringContaining('entities'),
    })
  })

  it('with an external entity is refused', async () => {
    const outside = `<!DOCTYPE list SYSTEM "file:///etc/passwd" [<!ENTITY x SYSTEM "file:///etc/passwd">]><list><person>&x;</person></list>`
    await expect(readAll(await toSource('list.xml', outside, shape))).rejects.toMatchObject({
      code: 'SOURCE_MALFORMED',
    })
  })

  it('with an entity nobody defined is refused without its name', async () => {
    const config = await toSource('list.xml', '<list>\n<person>&secret;</person></list>', shape)
    await expect(readAll(config)).rejects.toMatchObject({ place: expect.stringContaining('line 2') })
    await expect(readAll(config)).rejects.not.toThrow(/secret/)
  })

  it('that is truncated gives its whole records and then the error', async () => {
    const config = await toSource(
      'list.xml',
      '<list><person><n>1</n></person>\n<person><n>2</n></pers',
      shape,
    )
    await using connector = await open(config)
    const read = connector.read(new AbortController().signal)[Symbol.asyncIterator]()
    expect(await read.next()).toMatchObject({ value: { record: { value: { n: ['1'] } } } })
    await expect(read.next()).rejects.toMatchObject({
      code: 'SOURCE_MALFORMED',
      place: expect.stringContaining('line 2'),
    })
  })

  it('with invalid UTF-8 gives the records before it and then the error with its line', async () => {
    const bytes = Buffer.concat([
      Buffer.from('<list><person><n>1</n></person>\n<person>'),
      Buffer.from([0xff]),
      Buffer.from('</person></list>'),
    ])
    const outcome = await readHostile(async () => open(await toSource('list.xml', bytes, shape)))
    expect(outcome).toMatchObject({ records: 1, faults: [{ place: expect.stringContaining('line 2') }] })
  })

  it('with a text of 10 MB has that record rejected and the next read', async () => {
    const large = `<list><person><n>${'x'.repeat(10_000_000)}</n></person><person><n>2</n></person></list>`
    const items = await readAll(await toSource('list.xml', large, shape))
    expect(values(items)).toEqual([{ n: ['2'] }])
    expect(faults(items)).toMatchObject([{ reason: expect.stringContaining('1 MiB') }])
  })

  it('with a NUL is refused; with too deep nesting or a duplicate key a record is rejected', async () => {
    await expect(readAll(await toSource('list.xml', '<list>\0</list>', shape))).rejects.toMatchObject({
      code: 'SOURCE_MALFORMED',
    })
    const deep = `<list><person>${'<a>'.repeat(100)}${'</a>'.repeat(100)}</person><person id="1"/><person id="1"/></list>`
    const items = await readAll(await toSource('list.xml', deep, { ...shape, key: '@id' }))
    expect(values(items)).toEqual([{ '@id': '1' }])
    expect(faults(items)).toHaveLength(2)
  })

  it('without the record path says which root there is', async () => {
    await expect(readAll(await toSource('list.xml', '<other/>', shape))).rejects.toThrow(
      /root element is other/,
    )
  })

  it('with elements named __proto__ and constructor has these as fields', async () => {
    const xml =
      '<list><person><__proto__><polluted>1</polluted></__proto__><constructor>x</constructor></person></list>'
    const [value] = values(await readAll(await toSource('list.xml', xml, shape)))
    expect(JSON.stringify(value)).toBe('{"__proto__":[{"polluted":["1"]}],"constructor":["x"]}')
    expect(Object.prototype).not.toHaveProperty('polluted')
  })

  it('in ISO-8859-7, or with names that are not Latin, keeps text and byte ranges', async () => {
    const greek = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="ISO-8859-7"?><list><person><n>'),
      Buffer.from([0xc6, 0xf9, 0xde]),
      Buffer.from('</n></person></list>'),
    ])
    expect(values(await readAll(await toSource('list.xml', greek, shape)))).toEqual([{ n: ['Ζωή'] }])
    const config = await toSource('list.xml', '<λίστα>é\r\n<πρόσωπο\r\n α="1">𐎠</πρόσωπο></λίστα>', {
      record: 'λίστα/πρόσωπο',
    })
    await using connector = await open(config)
    const [item] = await listItems(connector)
    const record = item !== undefined && 'record' in item ? item.record : undefined
    expect(record?.value).toEqual({ '@α': '1', '#text': '𐎠' })
    const [found] = await connector.fetch([record?.locator ?? ''], new AbortController().signal)
    expect(found?.value).toEqual(record?.value)
  })
})

describe('a JSON file', () => {
  it('keeps numbers as they are written and rejects what readers disagree on, line by line', async () => {
    const lines = [
      '{"id":1.50,"big":12345678901234567890,"e":1E+2,"text":"1.50, -0"}',
      '{"id":1,"id":2}',
      '{"id":"\\ud800"}',
      '{"id":"a\\u0000"}',
      `{"id":${'['.repeat(100)}${']'.repeat(100)}}`,
      '[1]',
      '{"id":',
      '{"__proto__":{"polluted":1},"constructor":true,"none":null}',
    ]
    const items = await readAll(await toSource('people.json', `\ufeff${lines.join('\r\n')}`, { lines: true }))
    expect(JSON.stringify(values(items))).toBe(
      JSON.stringify([
        { id: '1.50', big: '12345678901234567890', e: '1E+2', text: '1.50, -0' },
        JSON.parse('{"__proto__":{"polluted":"1"},"constructor":"true","none":null}'),
      ]),
    )
    expect(faults(items).map((fault) => fault.place.replace(/^.*, /, ''))).toEqual(
      [2, 3, 4, 5, 6, 7].map((line) => `line ${line}`),
    )
    expect(Object.prototype).not.toHaveProperty('polluted')
  })

  it('that is a truncated document gives its whole records and then the error', async () => {
    const outcome = await readHostile(async () =>
      open(await toSource('people.json', '[{"id":1},\n{"id":2},\n{"id"', {})),
    )
    expect(outcome).toMatchObject({ records: 2, faults: [{ place: expect.stringContaining('line 3') }] })
  })

  it.each([
    '[{"a":1} {"b":2}]',
    '[,{"a":1}]',
    '[{"a":1},]',
    '{"x":[]}',
    '[{"a":1}]]',
    '[{"a":"x},{"b":"y"}]',
    '[',
    '',
    '{"people":{}}',
  ])('that is not the expected document is refused: %s', async (text) => {
    const config = await toSource('people.json', text, text.startsWith('[') ? {} : { items: 'people' })
    await expect(readAll(config)).rejects.toMatchObject({ code: 'SOURCE_MALFORMED' })
  })

  it('nested too deep outside its records is refused', async () => {
    const config = await toSource('people.json', `{"a":${'['.repeat(100_000)}`, { items: 'people' })
    await expect(readAll(config)).rejects.toMatchObject({ code: 'SOURCE_MALFORMED' })
  })
})

describe('a source', () => {
  it('that is not there, is a folder, or vanishes halfway is unreachable', async () => {
    await expect(open({ kind: 'csv', file: join(folder, 'none.csv') })).rejects.toMatchObject({
      code: 'SOURCE_UNREACHABLE',
    })
    await expect(open({ kind: 'csv', file: folder })).rejects.toMatchObject({ code: 'SOURCE_UNREACHABLE' })
    const config = await toSource('people.csv', `id\n${'1\n'.repeat(500_000)}`, {})
    await using connector = await open(config)
    const read = connector.read(new AbortController().signal)[Symbol.asyncIterator]()
    await read.next()
    await rm(String(config.file))
    const rest = async () => {
      while ((await read.next()).done !== true);
    }
    await expect(rest()).rejects.toMatchObject({ code: 'SOURCE_UNREACHABLE' })
    await expect(connector.fetch(['3+1'], new AbortController().signal)).rejects.toMatchObject({
      code: 'SOURCE_UNREACHABLE',
    })
    await expect(connector.state()).rejects.toMatchObject({ code: 'SOURCE_UNREACHABLE' })
  })

  it('that grows while it is read is replaced', async () => {
    const config = await toSource('people.csv', `id\n${'1\n'.repeat(500_000)}`, {})
    await using connector = await open(config)
    const rest = async () => {
      let seen = 0
      for await (const _item of connector.read(new AbortController().signal)) {
        if (seen++ === 0) await appendFile(String(config.file), '2\n')
      }
    }
    await expect(rest()).rejects.toMatchObject({ code: 'SOURCE_REPLACED' })
  })
})

describe('a compressed file', () => {
  const text = `id,name\n${'1,Ζωή\n'.repeat(1000)}`

  it('is unpacked once, and again when it was replaced; the copy before it stays until the new one is opened again', async () => {
    const landing = join(folder, 'landing-gz')
    const config = await toSource('people.csv', gzipSync(text), {})
    const read = async () => {
      await using connector = await openConnector(config, { landing })
      const items = await listItems(connector)
      const locators = items.slice(0, 3).flatMap((item) => ('record' in item ? [item.record.locator] : []))
      const found = await connector.fetch(locators, new AbortController().signal)
      expect(found.map((record) => record?.value.name)).toEqual(['Ζωή', 'Ζωή', 'Ζωή'])
      return items.length
    }
    expect(await read()).toBe(1000)
    const [first] = await readdir(landing)
    expect(await read()).toBe(1000)
    expect(await readdir(landing)).toEqual([first])
    await writeFile(`${config.file}.new`, gzipSync(`${text}2,Ζωή\n`))
    await rename(`${config.file}.new`, String(config.file))
    expect(await read()).toBe(1001)
    expect(await readdir(landing)).toHaveLength(2)
    expect(await readdir(landing)).toContain(first)
    expect(await read()).toBe(1001)
    const copies = await readdir(landing)
    expect(copies).toHaveLength(1)
    expect(copies).not.toEqual([first])
  })

  it('that is cut off or damaged is malformed, and leaves nothing in the landing folder', async () => {
    const packed = gzipSync(text)
    const landing = join(folder, 'landing-cut')
    await mkdir(landing)
    const damaged = Buffer.from(packed).fill(0x55, 20, 40)
    for (const bytes of [packed.subarray(0, packed.length / 2), damaged, packed.subarray(0, 3)]) {
      const config = await toSource('people.csv', bytes, {})
      await expect(openConnector(config, { landing })).rejects.toMatchObject({ code: 'SOURCE_MALFORMED' })
    }
    expect(await readdir(landing)).toEqual([])
  })

  it('that unpacks to more than is allowed is too large', async () => {
    const config = await toSource('people.csv', gzipSync(Buffer.alloc(50_000_000)), { maxBytes: 1_000_000 })
    await expect(open(config)).rejects.toMatchObject({
      code: 'SOURCE_TOO_LARGE',
      remedy: expect.stringContaining('maxBytes'),
    })
  })
})

describe('a CSV with another delimiter than a comma', () => {
  it('is refused with the delimiter to set, instead of taking each line for one field', async () => {
    const config = await toSource('semicolons.csv', 'id;family;given\n1;Παπαδοπούλου;Ελένη\n', {})
    const opening = openConnector(config, { landing: join(folder, 'landing') })
    await expect(opening).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      remedy: expect.stringContaining('";"'),
    })
  })
})
