import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import {
  type Connector,
  ConnectorError,
  type ConnectorKind,
  type SourceDescription,
  type SourceItem,
  type SourceRecord,
} from '../connector.ts'
import { describeRecords } from '../description.ts'
import { toCancelled, toFileError } from '../files/file-fault.ts'
import { limits } from '../limits.ts'
import { findKey, toItemMaker, toKnownFields, toRecord } from '../relational/relational-record.ts'
import { type Column, getPlan, listTables, type RelationalPlan } from '../relational/table-plan.ts'
import { toColumn, toTableSelect } from '../relational/table-select.ts'
import { type SqliteConfig, sqliteConfigSchema } from './sqlite-config.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import { toSqliteError } from './sqlite-fault.ts'
import { verifyIndexed, verifyTable } from './verify-table.ts'

export const sqliteKind: ConnectorKind<SqliteConfig> = {
  kind: 'sqlite',
  exceptions: {},
  configSchema: sqliteConfigSchema,
  open: openSqlite,
}

/** node:sqlite answers synchronously: other work gets its turn after so many rows. */
const rowsPerTurn = 500

class SqliteConnector implements Connector {
  readonly #path: string
  readonly #database: DatabaseSync
  readonly #plan: RelationalPlan
  readonly #opened: string

  constructor(path: string, database: DatabaseSync, parts: { plan: RelationalPlan; state: string }) {
    this.#path = path
    this.#database = database
    this.#plan = parts.plan
    this.#opened = parts.state
  }

  describe(): Promise<SourceDescription> {
    return describeRecords((signal) => this.read(signal), toKnownFields(this.#plan.main, toType))
  }

  async *read(signal: AbortSignal): AsyncGenerator<SourceItem> {
    const toItem = toItemMaker(this.#plan)
    const { row, from } = toTableSelect(sqliteDialect, this.#plan.main, 'scan')
    const rows = this.#guard(() =>
      this.#database
        .prepare(
          `select case when octet_length(row) <= ${limits.row} then row end as row from (select ${row} as row from ${from})`,
        )
        .iterate(),
    )
    let count = 0
    for (;;) {
      if (count++ % rowsPerTurn === 0) {
        await setImmediate()
        await this.#verifyUnchanged()
      }
      if (signal.aborted) throw toCancelled(this.#name)
      const next = this.#guard(() => rows.next())
      if (next.done === true) return
      const { row: json } = next.value
      yield toItem(typeof json === 'string' ? json : null)
    }
  }

  async fetch(locators: readonly string[], signal: AbortSignal): Promise<(SourceRecord | undefined)[]> {
    if (signal.aborted) throw toCancelled(this.#name)
    await this.#verifyUnchanged()
    const { row, from } = toTableSelect(sqliteDialect, this.#plan.main, 'look-up')
    const where = this.#plan.key.map((column) => toComparison(column)).join(' and ')
    return this.#guard(() => {
      const statement = this.#database.prepare(`select ${row} as row from ${from} where ${where} limit 1`)
      return locators.map((locator) => {
        const key = findKey(this.#plan, locator)
        const found = key === undefined ? undefined : statement.get(...key)
        return found === undefined ? undefined : toRecord(this.#plan, String(found.row))
      })
    })
  }

  async state(): Promise<string> {
    return getState(this.#path, this.#database, this.#plan)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#database.isOpen) this.#database.close()
  }

  get #name(): string {
    return basename(this.#path)
  }

  async #verifyUnchanged(): Promise<void> {
    if ((await this.state()) === this.#opened) return
    throw new ConnectorError('SOURCE_REPLACED', {
      place: this.#name,
      reason: 'the database file or its tables were replaced since it was opened',
      remedy: 'Index the source again.',
    })
  }

  #guard<Result>(work: () => Result): Result {
    try {
      return work()
    } catch (error) {
      throw toSqliteError(error, this.#name)
    }
  }
}

async function openSqlite(config: SqliteConfig): Promise<Connector> {
  const path = resolve(config.file)
  await stat(path).catch((error: unknown) => {
    throw toFileError(error, path)
  })
  let database: DatabaseSync | undefined
  try {
    const opened = new DatabaseSync(path, { readOnly: true, timeout: 5000, allowExtension: false })
    database = opened
    opened.exec('pragma trusted_schema = off; pragma cell_size_check = on')
    const plan = await getPlan(config, async (table) => listColumns(opened, table))
    verifyIndexed(opened, plan.main)
    return new SqliteConnector(path, opened, { plan, state: await getState(path, opened, plan) })
  } catch (error) {
    database?.close()
    throw toSqliteError(error, basename(path))
  }
}

function listColumns(database: DatabaseSync, table: string): Column[] {
  verifyTable(database, table)
  const rows = database.prepare('select name, type, pk from pragma_table_info(?)').all(table)
  return rows.map((row) => ({
    name: String(row.name),
    type: String(row.type),
    isKey: Number(row.pk) > 0,
  }))
}

/** A column without a declared type holds what was put in, so a text is compared with its text. */
function toComparison(column: Column): string {
  const expression = toColumn('t', column.name)
  return column.type === '' || /blob/i.test(column.type)
    ? `${sqliteDialect.toText(expression)} = ?`
    : `${expression} = ?`
}

function toType(column: Column): string {
  if (/int|real|floa|doub|num|dec/i.test(column.type)) return 'number'
  return /bool/i.test(column.type) ? 'boolean' : /date|time/i.test(column.type) ? 'date' : ''
}

/** Rows may come and go; keys stay good until the file or the definition of a table is another. */
async function getState(path: string, database: DatabaseSync, plan: RelationalPlan): Promise<string> {
  try {
    const { dev, ino } = await stat(path, { bigint: true })
    const select = database.prepare('select sql from sqlite_schema where name = ?')
    const definitions = listTables(plan.main).map((table) => String(select.get(table)?.sql))
    return `${dev}-${ino}-${createHash('sha256').update(definitions.join('\n')).digest('hex').slice(0, 16)}`
  } catch (error) {
    throw error instanceof Error && 'syscall' in error
      ? toFileError(error, path)
      : toSqliteError(error, basename(path))
  }
}
