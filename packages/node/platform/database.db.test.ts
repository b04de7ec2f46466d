import { type TestDatabase, testDatabase } from '@isthmus/testbed/postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Database, migrate, openDatabase, PlatformError } from './index.ts'

let place: TestDatabase
let database: Database

beforeAll(async () => {
  place = await testDatabase()
  database = openDatabase({ connectionString: place.connectionString, connections: 2 })
})

afterAll(async () => {
  await database.close()
  await place.drop()
})

async function faultOf(act: Promise<unknown>): Promise<PlatformError> {
  const fault = await act.then(() => undefined).catch((cause: unknown) => cause)
  if (fault instanceof PlatformError) return fault
  throw new TypeError('no PlatformError', { cause: fault })
}

it('migrates once, also when two peers start on one database', async () => {
  const second = openDatabase({ connectionString: place.connectionString, connections: 2 })
  const applied = await Promise.all([migrate(database), migrate(second)])
  await second.close()
  expect(applied.flat().length).toBeGreaterThan(3)
  expect(new Set(applied.flat()).size).toBe(applied.flat().length)
  expect(await migrate(database)).toEqual([])
})

it('keeps all of a transaction or nothing', async () => {
  await database.query('create table notes (text text not null)')
  const fault = database.transact(async (transaction) => {
    await transaction.query('insert into notes values ($1)', ['one'])
    throw new RangeError('changed my mind')
  })
  await expect(fault).rejects.toThrow('changed my mind')
  await database.transact((transaction) => transaction.query('insert into notes values ($1)', ['two']))
  expect(await database.query('select text from notes')).toEqual([{ text: 'two' }])
})

it('repeats no value of a statement in its faults', async () => {
  await database.query('create unique index notes_text on notes (text)')
  const twice = await faultOf(database.query('insert into notes values ($1)', ['two']))
  expect(twice).toMatchObject({ code: 'STORE_FAILED', sqlState: '23505' })
  const wrong = await faultOf(database.query('select $1::uuid', ['Kowalski']))
  for (const fault of [twice, wrong]) {
    expect(fault.message).not.toMatch(/two|Kowalski/)
    expect(String(fault.stack)).not.toMatch(/Kowalski/)
    expect(fault.cause).not.toHaveProperty('detail')
    const cause = fault.cause as Error
    expect(`${cause.message} ${cause.stack}`).not.toMatch(/two|Kowalski/)
  }
})

it('survives a connection that breaks in the middle of a transaction', async () => {
  const broken = database.transact(async (transaction) => {
    const [row] = await transaction.query<{ pid: number }>('select pg_backend_pid() as pid')
    await database.query('select pg_terminate_backend($1)', [row?.pid ?? 0])
    await new Promise((resolve) => setTimeout(resolve, 100))
    await transaction.query('select 1')
  })
  await expect(broken).rejects.toBeInstanceOf(PlatformError)
  expect(await database.query('select 1 as one')).toEqual([{ one: 1 }])
})

it('says in words that the database is not there', async () => {
  const nowhere = openDatabase({ connectionString: 'postgres://x:y@127.0.0.1:1/z' })
  for (const act of [
    nowhere.query('select 1'),
    nowhere.transact((transaction) => transaction.query('select 1')),
  ]) {
    const fault = await faultOf(act)
    expect(fault.code).toBe('DATABASE_UNREACHABLE')
    expect(fault.message).not.toContain('y@')
  }
  await nowhere.close()
})
