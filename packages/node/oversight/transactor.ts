import type { Queries } from '../platform/index.ts'
import type { FoundAnomaly } from './find-anomalies.ts'
import type { WatchedName } from './watched-names.ts'

/** `state` is what the anomaly is in from now on, `act` what was done. */
type Handling = {
  state: HandledState
  act: 'noted' | 'asked' | 'closed'
  note: string
  by: string
  at: Date
}

export type HandledState = 'noted' | 'asked' | 'answered' | 'closed'

/** Writes on the queries that are given: mostly the transaction of the audit log's entry about it. */
export class OversightTransactor {
  async keepHandling(
    queries: Queries,
    found: FoundAnomaly,
    { state, act, note, by, at }: Handling,
  ): Promise<void> {
    await queries.query(
      `insert into oversight.anomaly (id, pseudonym, state, note, handled_at, handled_by, found)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (id) do update set state = excluded.state, note = excluded.note, handled_at = excluded.handled_at,
                                      handled_by = excluded.handled_by, found = excluded.found`,
      [found.id, found.pseudonym, state, note, at, by, JSON.stringify(found)],
    )
    await this.#keepRemark(queries, { anomalyId: found.id, state: act, text: note, by, at })
  }

  /** False when no question waits any more. */
  async keepAnswer(
    queries: Queries,
    { anomalyId, text, by, at }: { anomalyId: string; text: string; by: string; at: Date },
  ): Promise<boolean> {
    const updated = await queries.query(
      `update oversight.anomaly set state = 'answered' where id = $1 and state = 'asked' returning id`,
      [anomalyId],
    )
    if (updated.length === 0) return false
    await this.#keepRemark(queries, { anomalyId, state: 'answered', text, by, at })
    return true
  }

  async #keepRemark(
    queries: Queries,
    remark: { anomalyId: string; state: HandledState; text: string; by: string; at: Date },
  ): Promise<void> {
    const { anomalyId, state, text, by, at } = remark
    await queries.query(
      `insert into oversight.remark (anomaly_id, number, state, remark, said_at, said_by)
       select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5 from oversight.remark where anomaly_id = $1`,
      [anomalyId, state, text, at, by],
    )
  }

  async keepOfficer(
    queries: Queries,
    {
      officerId,
      organisation,
      sealedName,
      at,
    }: { officerId: string; organisation: string; sealedName: Buffer; at: Date },
  ): Promise<void> {
    await queries.query(
      `insert into oversight.officer (officer_id, organisation, sealed_name, noted_at) values ($1, $2, $3, $4)
       on conflict (officer_id) do update set organisation = excluded.organisation, sealed_name = excluded.sealed_name,
                                              noted_at = excluded.noted_at`,
      [officerId, organisation, sealedName, at],
    )
  }

  async keepWatched(
    queries: Queries,
    names: readonly WatchedName[],
    { by, at }: { by: string; at: Date },
  ): Promise<void> {
    for (const { hash, officerId } of names) {
      await queries.query(
        `insert into oversight.watched_name (hash, officer_id, added_at, added_by) values ($1, $2, $3, $4)
         on conflict do nothing`,
        [Buffer.from(hash, 'base64url'), officerId, at, by],
      )
    }
  }
}
