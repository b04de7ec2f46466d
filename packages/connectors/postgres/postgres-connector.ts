import { Pool, type PoolClient, type PoolConfig, type QueryConfig } from 'pg'
import Cursor from 'pg-cursor'
import {
  type Connector,
  ConnectorError,
  type ConnectorKind,
  type SourceDescription,
  type SourceItem,
  type SourceRecord,
} from '../connector.ts'
import { describeRecords } from '../description.ts'
import { toCancelled } from '../files/file-fault.ts'
import { limits } from '../limits.ts'
import { findKey, toItemMaker, toKnownFields, toRecord } from '../relational/relational-record.ts'
import { type Column, getPlan, type RelationalPlan, toConfigError } from '../relational/table-plan.ts'
import { type SqlDialect, toColumn, toTableSelect } from '../relational/table-select.ts'
import { getConnectionString, type PostgresConfig, postgresConfigSchema } from './postgres-config.ts'
import { toPostgresDialect } from './postgres-dialect.ts'
import { toPostgresError, toSlowError } from './postgres-fault.ts'

export const postgresKind: ConnectorKind<PostgresConfig> = {
  kind: 'postgres',
  exceptions: {},
  configSchema: postgresConfigSchema,
  open: openPostgres,
}

type JsonRow = [string | null]

const firstBatch = 20
const largestBatch = 500
/** About how much of the source one batch may bring into memory, in characters. */
const batchSize = 4 * 1024 * 1024
/** Set on every connection, since a connection string could set something else. */
const session = `set default_transaction_read_only = on; set datestyle = 'ISO'; set timezone = 'UTC'; set bytea_output = 'hex'`
const connectMs = 10_000

/** How long an answer is waited for, in milliseconds. */
type Patience = { statement: number; fetch: number }

function toPoolSettings({ statement, fetch }: Patience): PoolConfig {
  return {
    max: 4,
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    application_name: 'isthmus',
    onConnect: (client) => {
      // A connection that breaks while it is in use says so twice: the query fails, and this event would end the process.
      client.on('error', () => undefined)
      return client.query(
        toTimed(`${session}; set statement_timeout = ${Math.max(statement, fetch)}`, connectMs),
      )
    },
  }
}

/** A statement that is given up when no answer comes; the pool's own setting would cut a cursor off. */
function toTimed(
  text: string,
  query_timeout: number,
  values: unknown[] = [],
): QueryConfig & { query_timeout: number } {
  return { text, query_timeout, ...(values.length > 0 ? { values } : {}) }
}

class PostgresConnector implements Connector {
  readonly #pool: Pool
  readonly #dialect: SqlDialect
  readonly #plan: RelationalPlan
  readonly #opened: string
  readonly #patience: Patience
  readonly #cancels = new Set<Promise<unknown>>()

  constructor(
    pool: Pool,
    parts: { dialect: SqlDialect; plan: RelationalPlan; state: string; patience: Patience },
  ) {
    this.#pool = pool
    this.#dialect = parts.dialect
    this.#plan = parts.plan
    this.#opened = parts.state
    this.#patience = parts.patience
  }

  describe(): Promise<SourceDescription> {
    return describeRecords((signal) => this.read(signal), toKnownFields(this.#plan.main, toType))
  }

  async *read(signal: AbortSignal): AsyncGenerator<SourceItem> {
    const toItem = toItemMaker(this.#plan)
    const client = await this.#connect(signal)
    let isDone = false
    try {
      // The server's clock would go on between the batches of a cursor, so each batch is timed here.
      const begin =
        'begin transaction isolation level repeatable read, read only; set local statement_timeout = 0'
      await this.#guard(() => client.query(toTimed(begin, this.#patience.statement)))
      const cursor = client.query(
        new Cursor<JsonRow>(toScan(this.#dialect, this.#plan), [], { rowMode: 'array' }),
      )
      let wanted = firstBatch
      for (;;) {
        const rows = await this.#guard(() =>
          this.#answer(cursor.read(wanted), this.#patience.statement, signal),
        )
        for (const [json] of rows) yield toItem(json)
        if (rows.length < wanted) break
        wanted = toNextBatch(rows)
      }
      await this.#guard(() => client.query(toTimed('commit', this.#patience.statement)))
      isDone = true
    } finally {
      this.#release(client, isDone)
    }
  }

  async fetch(locators: readonly string[], signal: AbortSignal): Promise<(SourceRecord | undefined)[]> {
    const keys = locators.map((locator) => findKey(this.#plan, locator))
    const known = keys.filter((key) => key !== undefined)
    const columns = this.#plan.key.map((_column, at) => known.map((key) => key[at]))
    const { text, table } = toFetch(this.#dialect, this.#plan)
    const client = await this.#connect(signal)
    let isDone = false
    try {
      const query = client.query<[string | null, string | null]>({
        text,
        values: [...columns, table],
        rowMode: 'array',
      })
      const { rows } = await this.#guard(() => this.#answer(query, this.#patience.fetch, signal))
      isDone = true
      for (const [tableNow] of rows) this.#verifyTable(tableNow)
      const found = rows.map(([, json]) => (json === null ? undefined : toRecord(this.#plan, json)))
      let at = 0
      return keys.map((key) => (key === undefined ? undefined : found[at++]))
    } finally {
      this.#release(client, isDone)
    }
  }

  state(): Promise<string> {
    return this.#guard(() =>
      getState(this.#pool, { dialect: this.#dialect, plan: this.#plan, withinMs: this.#patience.fetch }),
    )
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#cancels)
    await this.#pool.end()
  }

  get #place(): string {
    return `table ${this.#plan.main.table}`
  }

  #verifyTable(tableNow: string | null): void {
    if (tableNow !== null && this.#opened.split('-')[1] === tableNow) return
    throw new ConnectorError('SOURCE_REPLACED', {
      place: this.#place,
      reason: 'the table was dropped or made anew since the source was opened',
      remedy: 'Open the source anew and index it again.',
    })
  }

  async #connect(signal: AbortSignal): Promise<PoolClient> {
    if (signal.aborted) throw toCancelled(this.#place)
    return this.#guard(() => this.#pool.connect())
  }

  /** A query that was left belongs to its connection: both end, and the server is told, which would go on otherwise. */
  #release(client: PoolClient, isDone: boolean): void {
    client.release(!isDone)
    const pid = 'processID' in client ? client.processID : undefined
    if (isDone || typeof pid !== 'number') return
    // Nobody waits for this: a server that hangs would not answer it either.
    const cancel = this.#pool
      .query(toTimed('select pg_cancel_backend($1)', this.#patience.fetch, [pid]))
      .catch(() => undefined)
      .finally(() => this.#cancels.delete(cancel))
    this.#cancels.add(cancel)
  }

  /** What the database answers; READ_CANCELLED or SOURCE_UNREACHABLE when nobody waits or it takes too long. */
  async #answer<Result>(work: Promise<Result>, withinMs: number, signal: AbortSignal): Promise<Result> {
    const late = AbortSignal.timeout(withinMs)
    try {
      return await untilAborted(work, AbortSignal.any([signal, late]), this.#place)
    } catch (error) {
      throw late.aborted && !signal.aborted ? toSlowError(this.#place, withinMs) : error
    }
  }

  async #guard<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work()
    } catch (error) {
      throw toPostgresError(error, this.#place)
    }
  }
}

async function openPostgres(config: PostgresConfig): Promise<Connector> {
  const connectionString = await getConnectionString(config)
  const dialect = toPostgresDialect(config.schema)
  const patience = {
    statement: (config.statementSeconds ?? 30) * 1000,
    fetch: (config.fetchSeconds ?? 5) * 1000,
  }
  let pool: Pool | undefined
  try {
    const opened = new Pool({ connectionString, ...toPoolSettings(patience) })
    pool = opened
    opened.on('error', () => undefined) // an idle connection that breaks is noticed by the next query
    const withinMs = patience.statement
    const plan = await getPlan(config, (table) =>
      listColumns(opened, { table, quoted: dialect.toTable(table), withinMs }),
    )
    const state = await getState(opened, { dialect, plan, withinMs })
    return new PostgresConnector(opened, { dialect, plan, state, patience })
  } catch (error) {
    await pool?.end().catch(() => undefined)
    throw toPostgresError(error, `table ${config.table}`)
  }
}

async function listColumns(
  pool: Pool,
  { table, quoted, withinMs }: { table: string; quoted: string; withinMs: number },
): Promise<Column[]> {
  const text = `select a.attname as name, format_type(a.atttypid, null) as type,
            coalesce(a.attnum = any(i.indkey), false) as "isKey"
       from pg_attribute a left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
      where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped
      order by a.attnum`
  const { rows } = await pool.query<Column>(toTimed(text, withinMs, [quoted]))
  if (rows.length > 0) return rows
  throw toConfigError(
    table,
    'the database has no such table',
    'Correct its name and schema; they are written as in the database.',
  )
}

/** All rows as JSON, null in the place of one that is too long. */
function toScan(dialect: SqlDialect, plan: RelationalPlan): string {
  const { row, from } = toTableSelect(dialect, plan.main, 'scan')
  return `select case when octet_length(s.row) <= ${limits.row} then s.row end
    from (select (${row})::text as row from ${from} offset 0) as s`
}

function toNextBatch(rows: readonly JsonRow[]): number {
  const size = rows.reduce((sum, [json]) => sum + (json?.length ?? limits.row), 0)
  return Math.max(1, Math.min(largestBatch, Math.floor((batchSize * rows.length) / (size + 1))))
}

/** One statement for all keys; each row tells also which table the name stands for now. */
function toFetch(dialect: SqlDialect, plan: RelationalPlan): { text: string; table: string } {
  const { row, from } = toTableSelect(dialect, plan.main, 'look-up')
  const names = plan.key.map((_column, at) => `k${at}`)
  const given = plan.key.map((_column, at) => `$${at + 1}::text[]`)
  const on = plan.key.map((column, at) => `${toColumn('t', column.name)} = k.k${at}::${column.type}`)
  const text = `select to_regclass($${plan.key.length + 1})::oid::text, r.row
    from unnest(${given.join(', ')}) with ordinality as k(${names.join(', ')}, position)
    left join lateral (select (${row})::text as row from ${from} where ${on.join(' and ')} limit 1) as r on true
    order by k.position`
  return { text, table: dialect.toTable(plan.main.table) }
}

/** Keys stay good until a table is made anew: the database's and the tables' own numbers. */
async function getState(
  pool: Pool,
  { dialect, plan, withinMs }: { dialect: SqlDialect; plan: RelationalPlan; withinMs: number },
): Promise<string> {
  const tables = [plan.main, ...plan.main.tables].map((table) => dialect.toTable(table.table))
  const text = `select concat_ws('-', (select oid from pg_database where datname = current_database()),
       (select string_agg(coalesce(to_regclass(name)::oid::text, 'none'), '-' order by position)
          from unnest($1::text[]) with ordinality as t(name, position))) as state`
  const { rows } = await pool.query<{ state: string }>(toTimed(text, withinMs, [tables]))
  return rows[0]?.state ?? ''
}

function toType(column: Column): string {
  if (/^(?:integer|bigint|smallint|numeric|real|double)/.test(column.type)) return 'number'
  if (/^(?:date|timestamp)/.test(column.type)) return 'date'
  return column.type === 'boolean' ? 'boolean' : ''
}

async function untilAborted<Result>(
  work: Promise<Result>,
  signal: AbortSignal,
  place: string,
): Promise<Result> {
  work.catch(() => undefined)
  if (signal.aborted) throw toCancelled(place)
  let stop: (() => void) | undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(toCancelled(place))
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop)
  }
}
