import pg from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from './postgres.ts'

test('every test database is fresh, and gone after its test', async () => {
  const [first, second] = await Promise.all([testDatabase(), testDatabase()])
  expect(first.connectionString).not.toBe(second.connectionString)
  const client = new pg.Client({ connectionString: first.connectionString })
  client.on('error', () => {})
  await client.connect()
  const tables = await client.query("select 1 from pg_tables where schemaname = 'public'")
  expect(tables.rowCount).toBe(0)
  await Promise.all([first.drop(), second.drop()])
  const late = new pg.Client({ connectionString: first.connectionString })
  await expect(late.connect()).rejects.toThrow('does not exist')
})

test('a test database stores every script and compares by code point', async () => {
  const database = await testDatabase()
  const client = new pg.Client({ connectionString: database.connectionString })
  await client.connect()
  const { rows } = await client.query<{ encoding: string; sorted: string[] }>(
    "select current_setting('server_encoding') as encoding, array_agg(n order by n) as sorted from unnest(array['Ωμέγα', 'Zoe', 'محمد', 'a']) n",
  )
  await client.end()
  await database.drop()
  expect(rows[0]).toEqual({ encoding: 'UTF8', sorted: ['Zoe', 'a', 'Ωμέγα', 'محمد'] })
})
