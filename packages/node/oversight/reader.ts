import type { Anomaly } from '@isthmus/contract'
import type { Queries } from '../platform/index.ts'
import type { WatchedName } from './watched-names.ts'

export type HandledAnomaly = Required<Pick<Anomaly, 'state' | 'note' | 'handledAt' | 'handledBy' | 'remarks'>>
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
    const remarks = await this.#readRemarks(ids)
    return new Map(rows.map((row) => [row.id, toHandled(row, remarks.get(row.id) ?? [])]))
  }

  /**
   * What the data-protection officer asked this officer, the latest first, with the answers. What is only noted is not for
   * the officer, and neither is who wrote it.
   */
  async listQuestions(pseudonym: string): Promise<Anomaly[]> {
    const rows = await this.#queries.query<AnomalyRow>(
      `select * from oversight.anomaly a where pseudonym = $1
          and exists (select 1 from oversight.remark r where r.anomaly_id = a.id and r.state = 'asked')
        order by handled_at desc limit 50`,
      [pseudonym],
    )
    const remarks = await this.#readRemarks(rows.map(({ id }) => id))
    return rows.map((row) => ({
      ...row.found,
      state: row.state,
      remarks: (remarks.get(row.id) ?? []).filter(({ state }) => state === 'asked' || state === 'answered'),
    }))
  }

  async #readRemarks(ids: readonly string[]): Promise<Map<string, Remark[]>> {
    const rows = await this.#queries.query<RemarkRow>(
      'select * from oversight.remark where anomaly_id = any($1) order by anomaly_id, number',
      [ids],
    )
    const byAnomaly = Map.groupBy(rows, ({ anomaly_id }) => anomaly_id)
    return new Map([...byAnomaly].map(([id, own]) => [id, own.map(toRemark)]))
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

type Remark = NonNullable<Anomaly['remarks']>[number]
type RemarkRow = { anomaly_id: string; state: Remark['state']; remark: string; said_at: Date }

function toRemark({ state, remark, said_at }: RemarkRow): Remark {
  return { state, text: remark, at: said_at.toISOString() }
}

type AnomalyRow = {
  id: string
  pseudonym: string
  state: 'noted' | 'asked' | 'answered' | 'closed'
  note: string
  handled_at: Date
  handled_by: string
  found: Omit<Anomaly, keyof HandledAnomaly>
}

function toHandled(row: AnomalyRow, remarks: Remark[]): HandledAnomaly {
  return {
    state: row.state,
    note: row.note,
    handledAt: row.handled_at.toISOString(),
    handledBy: row.handled_by,
    remarks,
  }
}
