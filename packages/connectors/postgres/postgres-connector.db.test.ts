import { type TestDatabase, testDatabase } from '@isthmus/testbed/postgres'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listItems, listRecords } from '../conformance.ts'
import { openConnector } from '../open-connector.ts'

let database: TestDatabase
const landing = '/nonexistent'

beforeAll(async () => {
  database = await testDatabase()
  await run(`
    create table person (country text, number bigint, name varchar(40), born date, seen timestamptz, primary key (country, number));
    create table paper (id serial primary key, country text, number bigint, kind text);
    create table stamp (paper integer, at text, photo bytea);
    create table "odd ""one""; drop table person" (id text, "__proto__" text);
    insert into person values ('GR', 7, 'Ζωή', '1970-01-02', '2020-01-01 12:00+02'), ('GR', 12345678901234567, null, null, null);
    insert into paper (country, number, kind) values ('GR', 7, 'visa'), ('GR', 7, 'permit'), ('IT', 7, 'stray');
    insert into stamp values (1, 'b', '\\x00ff'), (1, 'a', null);
    insert into "odd ""one""; drop table person" values ('1', 'x'), ('1', 'y'), (null, 'z')`)
})
afterAll(() => database.drop())

async function run(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.connectionString })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

const papers = {
  name: 'papers',
  table: 'paper',
  on: { country: 'country', number: 'number' },
  orderBy: 'kind',
  tables: [{ name: 'stamps', table: 'stamp', on: { paper: 'id' }, orderBy: 'at' }],
}

it('joins nested continuation tables by a key of two columns, all as text', async () => {
  const { connectionString } = database
  const config = {
    kind: 'postgres',
    connectionString,
    table: 'person',
    key: ['country', 'number'],
    tables: [papers],
  }
  await using connector = await openConnector(config, { landing })
  const records = await listRecords(connector)
  expect(records.map((record) => record.locator).toSorted()).toEqual([
    '["GR","12345678901234567"]',
    '["GR","7"]',
  ])
  const [found] = await connector.fetch(['["GR","7"]'], new AbortController().signal)
  expect(found?.value).toEqual({
    country: 'GR',
    number: '7',
    name: 'Ζωή',
    born: '1970-01-02',
    seen: '2020-01-01 10:00:00+00',
    papers: [
      { id: '2', country: 'GR', number: '7', kind: 'permit', stamps: [] },
      {
        id: '1',
        country: 'GR',
        number: '7',
        kind: 'visa',
        stamps: [
          { paper: '1', at: 'a', photo: null },
          { paper: '1', at: 'b', photo: '\\x00ff' },
        ],
      },
    ],
  })
  expect(records.find((record) => record.locator === '["GR","7"]')?.value).toEqual(found?.value)
  const { fields } = await connector.describe()
  expect(fields.find((field) => field.path === 'born')?.type).toBe('date')
  expect(fields.map((field) => field.path)).toContain('papers[].stamps[].photo')
})

it('counts rows whose key is null or repeated, in a table of any name', async () => {
  const { connectionString } = database
  const config = { kind: 'postgres', connectionString, table: 'odd "one"; drop table person', key: 'id' }
  await using connector = await openConnector(config, { landing })
  const items = await listItems(connector)
  expect(items.filter((item) => 'record' in item)).toHaveLength(1)
  expect(items.flatMap((item) => ('rejected' in item ? [item.rejected.reason] : []))).toEqual([
    'two rows have the same id',
    'a row has null in id',
  ])
})

it('cannot write, even where the connection string asks for it', async () => {
  await run(`create function write() returns text language sql volatile as $$ insert into stamp values (9) returning 'x' $$;
    create view writing as select write() as id`)
  const connectionString = `${database.connectionString}?options=-c%20default_transaction_read_only%3Doff`
  await using connector = await openConnector(
    { kind: 'postgres', connectionString, table: 'writing', key: 'id' },
    { landing },
  )
  await expect(listItems(connector)).rejects.toMatchObject({ name: 'ConnectorError' })
  await expect(connector.fetch(['["x"]'], new AbortController().signal)).rejects.toMatchObject({
    name: 'ConnectorError',
  })
})

it('takes the connection string from the environment and says when a table or a server is not there', async () => {
  process.env.ISTHMUS_SOURCE_REGISTER = database.connectionString
  const open = (settings: object) =>
    openConnector({ kind: 'postgres', key: 'id', table: 'paper', ...settings }, { landing })
  {
    await using connector = await open({ connectionStringEnv: 'ISTHMUS_SOURCE_REGISTER' })
    expect(await listItems(connector)).toHaveLength(3)
  }
  await expect(
    open({ connectionStringEnv: 'ISTHMUS_SOURCE_REGISTER', table: 'papers' }),
  ).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
  })
  await expect(open({ connectionStringEnv: 'ISTHMUS_SOURCE_NONE' })).rejects.toThrow(/not set/)
  await expect(open({ connectionStringEnv: 'PATH' })).rejects.toThrow(/connectionStringEnv.*pattern/)
  const nowhere = new URL(database.connectionString)
  nowhere.pathname = '/nowhere'
  await expect(open({ connectionString: nowhere.href })).rejects.toThrow(/no such database/)
})

it('is unreachable when the server ends the connection halfway', async () => {
  await run(
    `create table crowd as select n as id, repeat('x', 2000) as note from generate_series(1, 20000) as n`,
  )
  const config = { kind: 'postgres', connectionString: database.connectionString, table: 'crowd', key: 'id' }
  await using connector = await openConnector(config, { landing })
  const reading = async () => {
    let count = 0
    for await (const _item of connector.read(new AbortController().signal)) {
      if (++count !== 100) continue
      await run(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'isthmus' and state <> 'idle'`,
      )
    }
  }
  await expect(reading()).rejects.toMatchObject({ code: 'SOURCE_UNREACHABLE' })
})

it('does not wait for a server that takes too long, nor for its word that it has stopped', async () => {
  await run(`create table slow (id text primary key); insert into slow values ('1')`)
  const { connectionString } = database
  const settings = { kind: 'postgres', connectionString, table: 'slow', key: 'id' }
  await using connector = await openConnector(
    { ...settings, statementSeconds: 3, fetchSeconds: 1 },
    { landing },
  )
  const keeper = new pg.Client({ connectionString })
  await keeper.connect()
  await keeper.query('begin; lock table slow')
  const { signal } = new AbortController()
  await expect(connector.fetch(['["1"]'], signal)).rejects.toThrow(/within 1 seconds/)
  const reading = async (): Promise<void> => {
    for await (const _item of connector.read(signal));
  }
  await expect(reading()).rejects.toThrow(/within 3 seconds/)
  await keeper.query('commit')
  await keeper.end()
  expect(await connector.fetch(['["1"]'], signal)).toMatchObject([{ place: 'table slow' }])
})
