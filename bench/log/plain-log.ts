import type { AuditEvent } from '@isthmus/node/audit-log'
import type { Database } from '@isthmus/node/platform'

/**
 * What the log is compared with: one table of readable rows, the same group commit, and neither tree, seal nor salt. Its
 * owner can change any row unseen.
 */
export class PlainLog {
  readonly #database: Database
  #waiting: { event: AuditEvent; done: () => void; failed: (fault: unknown) => void }[] = []
  #isFlushing = false

  private constructor(database: Database) {
    this.#database = database
  }

  static async create(database: Database): Promise<PlainLog> {
    await database.query(`create table public.plain_entry (
      seq bigint generated always as identity primary key, at timestamptz not null default now(), event text not null,
      correlation_id uuid not null, entry jsonb not null)`)
    await database.query('create index on public.plain_entry (correlation_id)')
    return new PlainLog(database)
  }

  append(event: AuditEvent): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ event, done, failed })
      if (!this.#isFlushing) void this.#flush()
    })
  }

  async #flush(): Promise<void> {
    this.#isFlushing = true
    await new Promise(setImmediate)
    while (this.#waiting.length > 0) {
      const batch = this.#waiting
      this.#waiting = []
      await this.#write(batch.map(({ event }) => event)).then(
        () => {
          for (const { done } of batch) done()
        },
        (fault) => {
          for (const { failed } of batch) failed(fault)
        },
      )
    }
    this.#isFlushing = false
  }

  #write(events: readonly AuditEvent[]): Promise<unknown> {
    return this.#database.query(
      `insert into public.plain_entry (event, correlation_id, entry)
       select * from unnest($1::text[], $2::uuid[], $3::jsonb[])`,
      [
        events.map(({ event }) => event),
        events.map(({ correlationId }) => correlationId),
        events.map((event) => JSON.stringify(event)),
      ],
      'plain-append',
    )
  }
}
