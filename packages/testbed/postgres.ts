import { randomBytes } from 'node:crypto'
import pg from 'pg'

export interface TestDatabase {
  readonly connectionString: string
  /** Ends every connection to the database and removes it. */
  drop(): Promise<void>
}

/**
 * A fresh, empty database on the PostgreSQL that the set-up of vitest has started.
 *
 * @throws Error when ISTHMUS_TEST_DATABASE is not set, that is, outside vitest
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env.ISTHMUS_TEST_DATABASE
  if (!server)
    throw new Error('ISTHMUS_TEST_DATABASE is not set: run through vitest, or set it to a PostgreSQL server')
  const name = `test_${process.pid}_${randomBytes(5).toString('hex')}`
  await runOn(server, `create database ${name} template template0`)
  const url = new URL(server)
  url.pathname = name
  return {
    connectionString: url.href,
    drop: () => runOn(server, `drop database if exists ${name} with (force)`),
  }
}

async function runOn(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
