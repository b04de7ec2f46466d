import type { Queries, Transaction } from '../platform/index.ts'
import { IncidentError } from './errors.ts'
import type { Tally } from './raised.ts'
import { IncidentReader, type StoredIncident } from './reader.ts'

export type HandledIncident = {
  id: number
  state: 'acknowledged' | 'closed'
  by: string
  at: Date
  note: string
}

/** Of each kind and counterpart so many closed incidents are kept; the audit log keeps that there were more. */
const mostClosed = 50

/** Writes in the transaction of the audit log's entry about it, so that neither is without the other. */
export class IncidentTransactor {
  /** Adds to the incident that is open already, or opens one. True when it opened one. */
  async count(
    queries: Queries,
    { kind, counterpart, correlationId, detail, ...seen }: Tally,
  ): Promise<boolean> {
    const [row] = await queries.query<{ is_new: boolean }>(
      `insert into incident.incident as i (kind, counterpart, correlation_id, first_seen_at, last_seen_at, count, detail)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (kind, counterpart) where state <> 'closed'
       do update set count = i.count + excluded.count, last_seen_at = greatest(i.last_seen_at, excluded.last_seen_at),
                     correlation_id = coalesce(excluded.correlation_id, i.correlation_id), detail = excluded.detail
       returning xmax = 0 as is_new`,
      [
        kind,
        counterpart,
        correlationId ?? null,
        seen.firstSeenAt,
        seen.lastSeenAt,
        seen.count,
        JSON.stringify(detail),
      ],
      'incident-count',
    )
    return row?.is_new ?? false
  }

  /** Gives what the incident was before. Throws IncidentError INCIDENT_NOT_FOUND, INCIDENT_CLOSED. */
  async handle(
    transaction: Transaction,
    { id, state, by, at, note }: HandledIncident,
  ): Promise<StoredIncident> {
    const before = await new IncidentReader(transaction).getIncident(id)
    const changed = await transaction.query(
      `update incident.incident set state = $2, handled_by = $3, handled_at = $4, note = $5
        where id = $1 and state <> 'closed' returning id`,
      [id, state, by, at, note || null],
    )
    if (changed.length === 0)
      throw new IncidentError('INCIDENT_CLOSED', 'this incident is closed already', {
        remedy: 'if it happens again, it opens a new one',
      })
    await transaction.query(
      `delete from incident.incident where id in (
         select id from incident.incident where kind = $1 and counterpart = $2 and state = 'closed'
          order by id desc offset $3)`,
      [before.kind, before.counterpartId ?? '', mostClosed],
    )
    return before
  }
}
