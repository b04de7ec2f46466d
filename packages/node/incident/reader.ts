import type { Incident, IncidentKind } from '@isthmus/contract'
import type { Queries } from '../platform/index.ts'
import { IncidentError } from './errors.ts'
import { incidentSeverities, severeKinds } from './incident-severity.ts'

export type IncidentQuery = { state?: Incident['state'] | 'all'; before?: number }

/** An incident by the id of its counterpart alone; the trust list knows the rest. */
export type StoredIncident = Omit<Incident, 'counterpart'> & { counterpartId: string | undefined }

const pageSize = 50
const mostId = 999_999_999_999_999

const columns = `id, kind, counterpart, correlation_id, first_seen_at, last_seen_at, count, detail, state, handled_at,
  handled_by, note`

export class IncidentReader {
  readonly #queries: Queries

  constructor(queries: Queries) {
    this.#queries = queries
  }

  /** One page, the last opened first; without a state, all that are not closed. */
  async listIncidents({
    state,
    before = mostId,
  }: IncidentQuery): Promise<{ incidents: StoredIncident[]; next?: string }> {
    const rows = await this.#queries.query<IncidentRow>(
      `select ${columns} from incident.incident
        where id < $1 and case when $2 = 'all' then true when $2 = '' then state <> 'closed' else state = $2 end
        order by id desc limit $3`,
      [Math.min(before, mostId), state ?? '', pageSize + 1],
    )
    const shown = rows.slice(0, pageSize)
    const last = rows.length > pageSize ? shown.at(-1) : undefined
    return { incidents: shown.map(toIncident), ...(last ? { next: String(last.id) } : {}) }
  }

  /** Severe ones that nobody has acknowledged or closed. */
  async countSevere(): Promise<number> {
    const [row] = await this.#queries.query<{ severe: bigint }>(
      `select count(*) as severe from incident.incident where state = 'open' and kind = any($1)`,
      [severeKinds],
    )
    return Number(row?.severe ?? 0)
  }

  /** Throws IncidentError INCIDENT_NOT_FOUND. */
  async getIncident(id: number): Promise<StoredIncident> {
    const [row] = await this.#queries.query<IncidentRow>(
      `select ${columns} from incident.incident where id = $1`,
      [id],
    )
    if (row) return toIncident(row)
    throw new IncidentError('INCIDENT_NOT_FOUND', 'there is no such incident', {
      remedy: 'see isthmus incident list',
    })
  }
}

type IncidentRow = {
  id: bigint
  kind: IncidentKind
  counterpart: string
  correlation_id: string | null
  first_seen_at: Date
  last_seen_at: Date
  count: bigint
  detail: Incident['detail']
  state: Incident['state']
  handled_at: Date | null
  handled_by: string | null
  note: string | null
}

function toIncident(row: IncidentRow): StoredIncident {
  return {
    id: `i${row.id}`,
    kind: row.kind,
    severity: incidentSeverities[row.kind],
    state: row.state,
    firstSeenAt: row.first_seen_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    count: Number(row.count),
    detail: row.detail,
    counterpartId: row.counterpart || undefined,
    ...(row.correlation_id ? { correlationId: row.correlation_id } : {}),
    ...(row.handled_at ? { handledAt: row.handled_at.toISOString() } : {}),
    ...(row.handled_by ? { handledBy: row.handled_by } : {}),
    ...(row.note ? { note: row.note } : {}),
  }
}
