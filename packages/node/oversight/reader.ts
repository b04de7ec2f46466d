import type { Anomaly } from '@isthmus/contract'
import type { Queries } from '../platform/index.ts'
import type { WatchedName } from './watched-names.ts'

export type HandledAnomaly = Required<Pick<Anomaly, 'state' | 'note' | 'handledAt' | 'handledBy'>>
export type KnownOfficer = { officerId: string; organisation: string; sealedName: Buffer }

export class OversightReader {
  readonly #queries: Queries

  constructor(queries: Queries) {
    this.#queries = queries
  }

  async readHandled(ids: readonly string[]): Promise<Map<string, HandledAnomaly>> {
    const rows = await this.#queries.query<AnomalyRow>('select * from oversight.anomaly where id = any($1)', [
      ids,
    ])
    return new Map(rows.map((row) => [row.id, toHandled(row)]))
  }

  /** What the data-protection officer wants to know of this officer, the latest first. */
  async listQuestions(pseudonym: string): Promise<Anomaly[]> {
    const rows = await this.#queries.query<AnomalyRow>(
      `select * from oversight.anomaly where pseudonym = $1 and state = 'asked' order by handled_at desc limit 50`,
      [pseudonym],
    )
    return rows.map((row) => ({ ...row.found, ...toHandled(row) }))
  }

  async listOfficers(): Promise<KnownOfficer[]> {
    const rows = await this.#queries.query<{ officer_id: string; organisation: string; sealed_name: Buffer }>(
      'select officer_id, organisation, sealed_name from oversight.officer',
    )
    return rows.map((row) => ({
      officerId: row.officer_id,
      organisation: row.organisation,
      sealedName: row.sealed_name,
    }))
  }

  async listWatched(): Promise<WatchedName[]> {
    const rows = await this.#queries.query<{ hash: Buffer; officer_id: string }>(
      'select hash, officer_id from oversight.watched_name',
    )
    return rows.map(({ hash, officer_id }) => ({ hash: hash.toString('base64url'), officerId: officer_id }))
  }

  async countProtected(): Promise<number> {
    const [row] = await this.#queries.query<{ names: bigint }>(
      `select count(distinct (added_at, added_by)) as names from oversight.watched_name where officer_id = ''`,
    )
    return Number(row?.names ?? 0)
  }
}

type AnomalyRow = {
  id: string
  pseudonym: string
  state: 'noted' | 'asked' | 'closed'
  note: string
  handled_at: Date
  handled_by: string
  found: Omit<Anomaly, keyof HandledAnomaly>
}

function toHandled(row: AnomalyRow): HandledAnomaly {
  return {
    state: row.state,
    note: row.note,
    handledAt: row.handled_at.toISOString(),
    handledBy: row.handled_by,
  }
}
