import pg from 'pg'
import { framesOf, PlatformError } from './error.ts'

/** Values that may stand for $1, $2, ... */
export type SqlValue = string | number | bigint | boolean | Date | Buffer | null | readonly SqlValue[]

export interface Queries {
  /** Runs one statement; `name` makes it a prepared statement of the connection. */
  query<Row>(sql: string, values?: readonly SqlValue[], name?: string): Promise<Row[]>
}

export interface Transaction extends Queries {
  /** The raw client, for COPY only. */
  readonly client: pg.PoolClient
}

export interface Database extends Queries {
  /** Runs `work` in one transaction; rolls back when it throws. */
  transact<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>
  /** Calls `listener` whenever a statement has met a full disk. */
  onFull(listener: () => void): void
  close(): Promise<void>
}

/** bigint columns come as bigint: a token of the hit index does not fit a double. */
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, BigInt)

export type DatabaseOptions = { connectionString: string; connections?: number; applicationName?: string }

export function openDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.connections ?? 8,
    application_name: options.applicationName ?? 'isthmus',
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    // A server that is gone is noticed; statements have no limit of time, since COPY and index builds run long.
    keepAlive: true,
    types,
  })
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {})
  const listeners: (() => void)[] = []
  const noted = new WeakSet<PlatformError>()
  const noteFull = <Result>(act: Promise<Result>): Promise<Result> =>
    act.catch((fault: unknown) => {
      // A fault inside a transaction is seen twice, unless a savepoint has taken it back.
      if (isDiskFull(fault) && !noted.has(fault)) {
        noted.add(fault)
        for (const listener of listeners) listener()
      }
      throw fault
    })
  return {
    query: (sql, values, name) => noteFull(run(pool, sql, values, name)),
    transact: (work) =>
      noteFull(
        transact(pool, ({ client, query }) =>
          work({ client, query: (sql, values, name) => noteFull(query(sql, values, name)) }),
        ),
      ),
    onFull: (listener) => void listeners.push(listener),
    close: () => pool.end(),
  }
}

function isDiskFull(fault: unknown): fault is PlatformError {
  return fault instanceof PlatformError && fault.code === 'DISK_FULL'
}

async function run<Row>(
  queryable: Pick<pg.ClientBase, 'query'> | pg.Pool,
  sql: string,
  values: readonly SqlValue[] = [],
  name?: string,
): Promise<Row[]> {
  const query = { text: sql, values: values as unknown[], ...(name ? { name } : {}) }
  try {
    const result = await queryable.query(query)
    return result.rows as Row[]
  } catch (cause) {
    throw toDatabaseFault(cause)
  }
}

async function transact<Result>(
  pool: pg.Pool,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect().catch((cause: unknown) => {
    throw toDatabaseFault(cause)
  })
  let broken: Error | undefined
  // The connection may break between two statements; the next one fails, and without a listener the process would end.
  const noteBroken = (fault: Error): void => {
    broken = fault
  }
  client.on('error', noteBroken)
  try {
    await run(client, 'begin')
    const result = await work({ client, query: (sql, values, name) => run(client, sql, values, name) })
    await run(client, 'commit')
    return result
  } catch (fault) {
    await client.query('rollback').catch(noteBroken)
    throw fault
  } finally {
    client.off('error', noteBroken)
    client.release(broken)
  }
}

/** PostgreSQL repeats values in `detail`; only code, message head and constraint may travel on. */
export function toDatabaseFault(cause: unknown): Error {
  if (!(cause instanceof Error))
    return new PlatformError('STORE_FAILED', 'the database failed without a message')
  const { code, constraint } = cause as { code?: string; constraint?: string }
  if (code === '53100' || code === 'ENOSPC') {
    return new PlatformError('DISK_FULL', 'the disk of the database is full', {
      cause: bare(cause),
      remedy: 'free space on the disk that holds the data folder, then try again',
    })
  }
  if (code === 'ECONNREFUSED' || code === 'ENOENT' || code === '57P01' || code === '57P03') {
    return new PlatformError('DATABASE_UNREACHABLE', `the database does not answer (${code})`, {
      cause: bare(cause),
    })
  }
  const fault = new PlatformError(
    'STORE_FAILED',
    `the database refused a statement (${code ?? cause.message})`,
    {
      cause: bare(cause),
    },
  )
  return Object.assign(fault, { sqlState: code, constraint })
}

/** The message goes too: that of a value that cannot be read quotes it. */
function bare(cause: Error): Error {
  const { code = 'no code' } = cause as { code?: string }
  const copy = new Error(`${cause.name} (${code})`)
  copy.stack = `${copy.message}\n${framesOf(cause)}`
  return copy
}
