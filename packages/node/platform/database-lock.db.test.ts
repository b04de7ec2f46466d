import { type TestDatabase, testDatabase } from '@isthmus/testbed/postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Database, lockDatabase, openDatabase } from './index.ts'

let place: TestDatabase
let database: Database
const warned: string[] = []

const lock = () => lockDatabase(place.connectionString, (sentence) => warned.push(sentence))

beforeAll(async () => {
  place = await testDatabase()
  database = openDatabase({ connectionString: place.connectionString, connections: 1 })
})

afterAll(async () => {
  await database.close()
  await place.drop()
})

it('one peer holds a database until it lets go, and another is told so', async () => {
  const held = await lock()
  await expect(lock()).rejects.toMatchObject({ code: 'STORE_HELD', remedy: expect.any(String) })
  await held.release()
  await (await lock()).release()
  expect(warned).toEqual([])
})

it('a start waits a moment for a peer that is just ending', async () => {
  const held = await lock()
  const next = lock()
  setTimeout(() => void held.release(), 300)
  await (await next).release()
})

it('a lock that is lost with its connection is taken again', async () => {
  const held = await lock()
  await database.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'isthmus-lock' and datname = current_database()",
  )
  await expect.poll(() => warned.length).toBe(1)
  const holders = () =>
    database.query(
      "select 1 from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())",
    )
  await expect.poll(async () => (await holders()).length, { timeout: 10_000 }).toBe(1)
  await expect(lock()).rejects.toMatchObject({ code: 'STORE_HELD' })
  await held.release()
}, 30_000)

it('a database that is not there is called so', async () => {
  await expect(lockDatabase('postgres://x:secret@127.0.0.1:1/z', () => {})).rejects.toMatchObject({
    code: 'DATABASE_UNREACHABLE',
    message: expect.not.stringContaining('secret'),
  })
})
