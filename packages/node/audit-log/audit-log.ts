import type { Clock, Database, SqlValue } from '../platform/index.ts'
import type { AuditEvent } from './audit-event.ts'

const columns = [
  'at',
  'event',
  'operation',
  'correlation_id',
  'actor_id',
  'actor_role',
  'organisation',
  'counterpart',
  'purpose',
  'legal_basis',
  'case_reference',
  'subject_commitment',
  'outcome',
  'reason',
  'detail',
] as const

/** Entries that one INSERT carries at most; PostgreSQL allows 65,535 parameters. */
const longestBatch = 1000

type Waiting = { rows: SqlValue[][]; done: () => void; failed: (fault: unknown) => void }

/** Appends entries. An entry that `append` has acknowledged is durable (group commit: one INSERT for all that wait). */
export class AuditLog {
  readonly #database: Database
  readonly #clock: Clock
  #waiting: Waiting[] = []
  #isFlushing = false

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  append(...events: AuditEvent[]): Promise<void> {
    if (events.length === 0) return Promise.resolve()
    const at = this.#clock()
    return new Promise((done, failed) => {
      this.#waiting.push({ rows: events.map((event) => toRow(event, at)), done, failed })
      if (!this.#isFlushing) void this.#flush()
    })
  }

  async #flush(): Promise<void> {
    this.#isFlushing = true
    while (this.#waiting.length > 0) {
      const batch = this.#waiting
      this.#waiting = []
      await this.#write(batch)
    }
    this.#isFlushing = false
  }

  async #write(batch: Waiting[]): Promise<void> {
    const rows = batch.flatMap((waiting) => waiting.rows)
    try {
      await this.#insert(rows)
      for (const waiting of batch) waiting.done()
    } catch (fault) {
      // One entry that the database cannot hold must not take along those that happened to wait with it.
      if (batch.length > 1 && isOfValues(fault)) {
        for (const waiting of batch) await this.#write([waiting])
        return
      }
      for (const waiting of batch) waiting.failed(fault)
    }
  }

  async #insert(rows: SqlValue[][]): Promise<void> {
    if (rows.length <= longestBatch) return this.#insertOnce(this.#database, rows)
    await this.#database.transact(async (transaction) => {
      for (let from = 0; from < rows.length; from += longestBatch) {
        await this.#insertOnce(transaction, rows.slice(from, from + longestBatch))
      }
    })
  }

  async #insertOnce(queries: Pick<Database, 'query'>, rows: SqlValue[][]): Promise<void> {
    const tuples = rows.map(
      (row, index) => `(${row.map((_, column) => `$${index * columns.length + column + 1}`).join(',')})`,
    )
    const name = rows.length === 1 ? 'audit-log-append-one' : undefined
    await queries.query(
      `insert into audit_log.entry (${columns.join(',')}) values ${tuples.join(',')}`,
      rows.flat(),
      name,
    )
  }
}

/** SQLSTATE classes 22 (data exception) and 23 (integrity constraint): the statement is at fault, not the database. */
function isOfValues(fault: unknown): boolean {
  return fault instanceof Error && 'sqlState' in fault && /^2[23]/.test(String(fault.sqlState))
}

function toRow(event: AuditEvent, at: Date): SqlValue[] {
  return [
    at,
    event.event,
    event.operation,
    event.correlationId,
    event.actor?.id ?? null,
    event.actor?.role ?? null,
    event.actor?.organisation ?? null,
    event.counterpart ?? null,
    event.purpose ?? null,
    event.legalBasis ?? null,
    event.caseReference ?? null,
    event.subjectCommitment ?? null,
    event.outcome,
    event.reason ?? null,
    JSON.stringify(event.detail ?? {}),
  ]
}
