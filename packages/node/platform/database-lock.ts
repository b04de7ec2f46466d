import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { toDatabaseFault } from './database.ts'
import { PlatformError } from './error.ts'

export type DatabaseLock = { release(): Promise<void> }

/** What the lock is called inside one database. */
const lockName = 'isthmus-peer'

/** A peer that was killed a moment ago may still be held by the database. */
const patienceMs = 3_000
const retryMs = 200

/**
 * Holds the database for one peer until `release`, on a connection of its own: when the process ends in whatever way,
 * PostgreSQL lets go. A lock that is lost with its connection is taken again; `warn` hears of both.
 *
 * @throws PlatformError STORE_HELD | DATABASE_UNREACHABLE | STORE_FAILED
 */
export async function lockDatabase(
  connectionString: string,
  warn: (sentence: string) => void,
): Promise<DatabaseLock> {
  let isReleased = false
  let holder: pg.Client | undefined
  const hold = async (): Promise<void> => {
    const client = await connect(connectionString)
    if (!(await tryLock(client))) {
      await client.end()
      throw held()
    }
    client.once('end', () => {
      if (!isReleased) void regain()
    })
    holder = client
    if (isReleased) await client.end()
  }
  const regain = async (): Promise<void> => {
    warn('the lock on the database was lost with its connection')
    while (!isReleased) {
      await sleep(patienceMs, undefined, { ref: false })
      const fault = isReleased ? undefined : await hold().catch((cause: unknown) => cause)
      if (fault === undefined) return
      warn(fault instanceof PlatformError ? fault.message : 'the database does not answer')
    }
  }
  await hold()
  return {
    release: async () => {
      isReleased = true
      await holder?.end().catch(() => {})
    },
  }
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString,
    application_name: 'isthmus-lock',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  })
  // Without a listener a connection that breaks would end the process; `end` follows in any case.
  client.on('error', () => {})
  await client.connect().catch((cause: unknown) => {
    throw toDatabaseFault(cause)
  })
  return client
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const until = Date.now() + patienceMs
  for (;;) {
    const { rows } = await client
      .query<{ locked: boolean }>(
        "select pg_try_advisory_lock(hashtext('platform'), hashtext($1)) as locked",
        [lockName],
      )
      .catch((cause: unknown) => {
        throw toDatabaseFault(cause)
      })
    if (rows[0]?.locked) return true
    if (Date.now() >= until) return false
    await sleep(retryMs)
  }
}

function held(): PlatformError {
  return new PlatformError('STORE_HELD', 'another peer runs on this database', {
    remedy: 'stop that peer, or give this one a database of its own',
  })
}
