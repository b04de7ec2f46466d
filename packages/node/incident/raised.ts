import type { IncidentKind } from '@isthmus/contract'

/** Codes and counts; never a name, or a value of a record or a question. */
export type IncidentDetail = Readonly<Record<string, string | number | boolean>>

export type RaisedIncident = {
  kind: IncidentKind
  /** Id of a peer of the trust list. Whoever is not in the list counts as nobody. */
  counterpart?: string
  correlationId?: string
  detail?: IncidentDetail
}

/** What has been raised of one kind and counterpart and is not in the database yet. */
export type Tally = {
  kind: IncidentKind
  counterpart: string
  correlationId: string | undefined
  detail: IncidentDetail
  firstSeenAt: Date
  lastSeenAt: Date
  count: number
}

const mostMembers = 8
const mostLength = 120
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function tallyKeyOf({ kind, counterpart }: Pick<Tally, 'kind' | 'counterpart'>): string {
  return `${kind}\n${counterpart}`
}

/** The tally that holds this as well. `isKnownPeer`: a stranger who invents names must not get a row for each. */
export function toTally(
  raised: RaisedIncident,
  { at, isKnownPeer, before }: { at: Date; isKnownPeer: (id: string) => boolean; before?: Tally | undefined },
): Tally {
  const { kind, counterpart = '', correlationId } = raised
  const given = correlationId !== undefined && uuid.test(correlationId) ? correlationId : undefined
  return {
    kind,
    counterpart: isKnownPeer(counterpart) ? counterpart : '',
    correlationId: given ?? before?.correlationId,
    detail: raised.detail ? toShortDetail(raised.detail) : (before?.detail ?? {}),
    firstSeenAt: before?.firstSeenAt ?? at,
    lastSeenAt: at,
    count: (before?.count ?? 0) + 1,
  }
}

/** Two tallies of one kind and counterpart, the later one last. */
export function mergeTallies(earlier: Tally, later: Tally): Tally {
  return {
    ...later,
    correlationId: later.correlationId ?? earlier.correlationId,
    firstSeenAt: earlier.firstSeenAt,
    count: earlier.count + later.count,
  }
}

function toShortDetail(detail: IncidentDetail): IncidentDetail {
  const members = Object.entries(detail).slice(0, mostMembers)
  return Object.fromEntries(
    members.map(([name, value]) => [toShort(name), typeof value === 'string' ? toShort(value) : value]),
  )
}

/** Without NUL, which PostgreSQL cannot hold, and without what could move a terminal's cursor. */
function toShort(text: string): string {
  return text.slice(0, mostLength).replaceAll(/\p{C}/gu, ' ')
}
