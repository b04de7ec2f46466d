import type { Queries } from '../platform/index.ts'
import type { FoundAnomaly } from './find-anomalies.ts'
import type { WatchedName } from './watched-names.ts'

type Handling = { state: 'noted' | 'asked' | 'closed'; note: string; by: string; at: Date }

/** Writes on the queries that are given: mostly the transaction of the audit log's entry about it. */
export class OversightTransactor {
  async keepHandling(
    queries: Queries,
    found: FoundAnomaly,
    { state, note, by, at }: Handling,
  ): Promise<void> {
    await queries.query(
      `insert into oversight.anomaly (id, pseudonym, state, note, handled_at, handled_by, found)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (id) do update set state = excluded.state, note = excluded.note, handled_at = excluded.handled_at,
                                      handled_by = excluded.handled_by, found = excluded.found`,
      [found.id, found.pseudonym, state, note, at, by, JSON.stringify(found)],
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
