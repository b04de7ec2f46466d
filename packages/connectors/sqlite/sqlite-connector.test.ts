import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listItems, listRecords } from '../conformance.ts'
import { openConnector } from '../open-connector.ts'

let folder = ''
let file = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-sqlite-'))
  file = join(folder, 'register.db')
  const database = new DatabaseSync(file)
  database.exec(`
    create table person (id integer primary key, name, photo blob);
    create table alias (person integer, number integer, name text, primary key (person, number));
    create table paper (person integer, alias integer, number text);
    create table loose (id, note text);
    insert into person values (1, '007', x'00ff'), (9007199254740993, 1.5, null);
    insert into alias values (1, 2, 'b'), (1, 1, 'a');
    insert into paper values (1, 1, '0012');
    insert into loose values ('1', 'text'), (2, 'number'), (null, 'none'), (2, 'again')`)
  database.close()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const open = (settings: object) =>
  openConnector({ kind: 'sqlite', file, key: 'id', ...settings }, { landing: folder })

it('joins nested continuation tables and keeps every value as text', async () => {
  const papers = { name: 'papers', table: 'paper', on: { person: 'person', alias: 'number' } }
  const aliases = { name: 'aliases', table: 'alias', on: { person: 'id' }, tables: [papers] }
  await using connector = await open({ table: 'person', tables: [aliases] })
  const records = await listRecords(connector)
  expect(records.map((record) => record.value)).toEqual([
    {
      id: '1',
      name: '007',
      photo: '00FF',
      aliases: [
        { person: '1', number: '1', name: 'a', papers: [{ person: '1', alias: '1', number: '0012' }] },
        { person: '1', number: '2', name: 'b', papers: [] },
      ],
    },
    { id: '9007199254740993', name: '1.5', photo: null, aliases: [] },
  ])
  const locators = records.map((record) => record.locator)
  const found = await connector.fetch(locators, new AbortController().signal)
  expect(found.map((record) => record?.value)).toEqual(records.map((record) => record.value))
  expect(records.map(({ place }) => place)).toEqual(['table person, row 1', 'table person, row 2'])
  expect(found.map((record) => record?.place)).toEqual(['table person', 'table person'])
})

it('finds keys of columns that have no type, and counts null and repeated ones', async () => {
  await using connector = await open({ table: 'loose' })
  const items = await listItems(connector)
  expect(items.filter((item) => 'rejected' in item)).toHaveLength(2)
  const found = await connector.fetch(['["1"]', '["2"]', '["3"]'], new AbortController().signal)
  expect(found.map((record) => record?.value.note)).toEqual(['text', 'number', undefined])
})

it('refuses what is no database, and tables that are not there, by name', async () => {
  const other = join(folder, 'other.db')
  await writeFile(other, 'not a database'.repeat(1000))
  await expect(open({ file: other, table: 'person' })).rejects.toMatchObject({ code: 'SOURCE_MALFORMED' })
  await expect(open({ table: 'people' })).rejects.toMatchObject({ code: 'CONFIG_INVALID' })
  await expect(open({ table: 'person', key: 'number' })).rejects.toThrow(/Its columns are: id, name, photo/)
  await expect(open({ file: join(folder, 'none.db'), table: 'person' })).rejects.toMatchObject({
    code: 'SOURCE_UNREACHABLE',
  })
})

it('is unreachable when the file vanishes', async () => {
  const gone = join(folder, 'gone.db')
  const database = new DatabaseSync(gone)
  database.exec('create table person (id text primary key); insert into person values (1)')
  database.close()
  await using connector = await open({ file: gone, table: 'person' })
  await rm(gone)
  await expect(listItems(connector)).rejects.toMatchObject({ code: 'SOURCE_UNREACHABLE' })
})

it('refuses the views and virtual tables of a hostile file, which would compute for ever', async () => {
  const hostile = join(folder, 'hostile.db')
  const database = new DatabaseSync(hostile)
  database.exec(`
    create table person (id integer primary key);
    insert into person values (1);
    create view endless as with recursive n(id) as (select 1 union all select id + 1 from n) select id from n where id < 0;
    create virtual table indexed using fts5(id)`)
  database.close()
  const settings = { file: hostile, table: 'person' }
  await expect(open({ ...settings, table: 'endless' })).rejects.toThrow(/this is a view/)
  await expect(open({ ...settings, table: 'indexed' })).rejects.toThrow(/this is a virtual table/)
  const tables = [{ name: 'more', table: 'endless', on: { id: 'id' } }]
  await expect(open({ ...settings, tables })).rejects.toMatchObject({ code: 'CONFIG_INVALID' })
  for (const table of ['sqlite_schema', 'pragma_table_list', 'json_each'])
    await expect(open({ ...settings, table, key: 'name' }), table).rejects.toThrow(/no such table/)
})

it('refuses a long continuation table until there is an index on its join column', async () => {
  const long = join(folder, 'long.db')
  const change = (sql: string): void => {
    const database = new DatabaseSync(long)
    database.exec(sql)
    database.close()
  }
  change(`create table person (id integer primary key);
    create table alias (person integer, name text);
    insert into person values (1);
    with recursive n(i) as (select 1 union all select i + 1 from n where i <= 10000) insert into alias select 1, i from n`)
  const tables = [{ name: 'aliases', table: 'alias', on: { person: 'id' } }]
  await expect(open({ file: long, table: 'person', tables })).rejects.toThrow(/no index on person/)
  change('create index alias_of_name on alias (name, person)')
  await expect(open({ file: long, table: 'person', tables })).rejects.toThrow(/no index on person/)
  change('create index alias_of_person on alias (person)')
  await using connector = await open({ file: long, table: 'person', tables })
  expect(await listRecords(connector)).toHaveLength(1)
})
