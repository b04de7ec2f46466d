import type { LogEntry, PastSearch, Purpose } from '@isthmus/contract'
import type { Queries, SqlValue } from '../platform/index.ts'
import type { AuditEventName } from './audit-event.ts'
import { EntryBox, entryOf, saltOf } from './entry-box.ts'
import { countStored } from './open-tree.ts'
import { type StoredEntry, storedColumns } from './stored-entry.ts'

/** An entry with its place; `entry` and `salt` are gone when it was erased. Hashes and digests are base64url. */
export type LoggedEntry = {
  index: number
  at: Date
  correlationId: string
  event: string
  counterpart?: string
  direction?: 'sent' | 'received'
  digest?: string
  leaf: string
  salt?: string
  entry?: LogEntry
  erased: boolean
}

/** All conditions that are given must hold. `from` and `to` are indexes, `since` and `until` instants; the latter are out. */
export type EntryFilter = {
  from?: number
  to?: number
  since?: Date
  until?: Date
  correlationId?: string
  actorId?: string
  counterpart?: string
  direction?: 'sent' | 'received'
  events?: readonly AuditEventName[]
  newestFirst?: boolean
  /** 1,000 unless said. */
  limit?: number
}

export class AuditLogReader {
  readonly #queries: Queries
  readonly #box: EntryBox

  /** `key` is the keystore's `audit-log` key. */
  constructor(queries: Queries, key: Buffer) {
    this.#queries = queries
    this.#box = new EntryBox(key)
  }

  countEntries(): Promise<number> {
    return countStored(this.#queries)
  }

  /** Entries by index, opened. */
  async readEntries(filter: EntryFilter = {}): Promise<LoggedEntry[]> {
    const { conditions, values } = this.#toConditions(filter)
    const rows = await this.#queries.query<StoredEntry>(
      `select ${storedColumns} from audit_log.entry
        where ${conditions.join(' and ') || 'true'}
        order by index ${filter.newestFirst ? 'desc' : ''} limit $${values.length + 1}`,
      [...values, filter.limit ?? 1_000],
    )
    return rows.map((row) => this.#toLogged(row))
  }

  /** All entries of the filter, read in pages; `limit` is the size of a page. */
  async *streamEntries(filter: EntryFilter = {}): AsyncGenerator<LoggedEntry> {
    const limit = filter.limit ?? 1_000
    let from = filter.from ?? 0
    for (;;) {
      const page = await this.readEntries({ ...filter, newestFirst: false, from, limit })
      yield* page
      const last = page.at(-1)
      if (!last || page.length < limit) return
      from = last.index + 1
    }
  }

  /** The officer's own searches, newest first, one for each correlation id; `before` is the index of an entry. */
  async listSearches(
    actorId: string,
    page: { before?: bigint; size: number },
  ): Promise<{ searches: PastSearch[]; next?: string }> {
    const rows = await this.#queries.query<{ correlation_id: string; first: bigint; subjects: number }>(
      `select correlation_id, min(index) as first, count(*)::int as subjects
         from audit_log.entry
        where actor_tag = $1 and event = 'search.asked' and index < $2
        group by correlation_id
        order by min(index) desc
        limit $3`,
      [this.#box.tagOf(actorId), (page.before ?? 2n ** 62n).toString(), page.size],
      'audit-log-list-searches',
    )
    const opened = await this.#openSearches(rows.map((row) => row.correlation_id))
    const last = rows.at(-1)
    return {
      searches: rows.flatMap(({ first, correlation_id, subjects }) => {
        const asked = opened.get(`${first}`)
        const completed = opened.get(correlation_id)
        return asked ? [toPastSearch({ asked, completed, subjects })] : []
      }),
      ...(last && rows.length === page.size ? { next: String(last.first) } : {}),
    }
  }

  /** Asked entries by index, and the latest completed one by correlation id. */
  async #openSearches(correlationIds: readonly string[]): Promise<Map<string, LogEntry>> {
    const rows = await this.#queries.query<StoredEntry>(
      `select ${storedColumns} from audit_log.entry
        where correlation_id = any($1::uuid[]) and (event = 'search.completed' or index in
          (select min(index) from audit_log.entry
            where correlation_id = any($1::uuid[]) and event = 'search.asked' group by correlation_id))
        order by index`,
      [correlationIds],
    )
    return new Map(
      rows.flatMap((row) => {
        const { entry } = this.#toLogged(row)
        const key = row.event === 'search.completed' ? row.correlation_id : `${row.index}`
        return entry ? [[key, entry] as const] : []
      }),
    )
  }

  #toConditions(filter: EntryFilter): { conditions: string[]; values: SqlValue[] } {
    const given: [string, SqlValue | undefined][] = [
      ['index >= ?', filter.from],
      ['index < ?', filter.to],
      ['at >= ?', filter.since],
      ['at < ?', filter.until],
      ['correlation_id = ?', filter.correlationId],
      ['actor_tag = ?', filter.actorId === undefined ? undefined : this.#box.tagOf(filter.actorId)],
      ['counterpart = ?', filter.counterpart],
      ['direction = ?', filter.direction],
      ['event = any(?::text[])', filter.events],
    ]
    const present = given.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]))
    return {
      conditions: present.map(({ sql }, at) => sql.replace('?', `$${at + 1}`)),
      values: present.map(({ value }) => value),
    }
  }

  #toLogged(row: StoredEntry): LoggedEntry {
    const opening = row.sealed && this.#box.findOpening(Number(row.index), row.sealed)
    return {
      index: Number(row.index),
      at: row.at,
      correlationId: row.correlation_id,
      event: row.event,
      ...(row.counterpart === null ? {} : { counterpart: row.counterpart }),
      ...(row.direction === null ? {} : { direction: row.direction }),
      ...(row.digest === null ? {} : { digest: row.digest.toString('base64url') }),
      leaf: row.leaf.toString('base64url'),
      ...(opening ? { salt: saltOf(opening).toString('base64url'), entry: entryOf(opening) } : {}),
      erased: row.sealed === null,
    }
  }
}

function toPastSearch({
  asked,
  completed,
  subjects,
}: {
  asked: LogEntry
  completed: LogEntry | undefined
  subjects: number
}): PastSearch {
  return {
    correlationId: asked.correlationId,
    askedAt: asked.at,
    // `search.asked` is written with a purpose of the contract.
    purpose: asked.purpose as Purpose,
    legalBasis: asked.legalBasis ?? '',
    caseReference: asked.caseReference ?? '',
    subjects,
    states: statesOf(completed),
  }
}

function statesOf(completed: LogEntry | undefined): Record<string, number> {
  const states = completed?.detail?.states
  if (typeof states !== 'object' || states === null) return {}
  return Object.fromEntries(
    Object.entries(states).filter((state): state is [string, number] => typeof state[1] === 'number'),
  )
}
