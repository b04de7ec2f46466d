import type { ReconcileEntry, ReconciliationFinding } from '@isthmus/contract'
import { ErasedEntries } from './match-erased.ts'

/** What one log says of messages with the other peer. */
export type LogSide = {
  entries: readonly ReconcileEntry[]
  /** Messages whose other half may be missing, as this log itself says: broken off, given up, or still on their way. */
  excused: ReadonlySet<string>
}

/** `there`: what the other log has, where this one has nothing. */
export type LogFinding = ReconciliationFinding & { there?: ReconcileEntry }

export type Comparison = {
  compared: number
  agreeing: number
  /** Of those that agree: compared by what an erasure left of one half or both. */
  erased: number
  findings: LogFinding[]
}

export type CompareOptions = {
  from: Date
  to: Date
  /** Two entries of one message that lie further apart are late. */
  lateMs: (kind: string) => number
}

/**
 * What the logs of two peers say of the same messages. Each half of a message in the window is looked for on the other
 * side: sent here and received there, or the other way round. A message that was sent again under one id has several digests;
 * one of them must be the one that arrived. Pure; the entries given may reach beyond the window, so that the other half of
 * what lies at its edge is found. An erased entry is no missing one: what stays of it is compared.
 */
export function compareLogs(own: LogSide, other: LogSide, options: CompareOptions): Comparison {
  const [ownHalves, otherHalves] = [toHalves(own.entries), toHalves(other.entries)]
  const keys = new Set([...ownHalves.keys(), ...otherHalves.keys()])
  const comparison: Comparison = { compared: 0, agreeing: 0, erased: 0, findings: [] }
  const erased = { own: new ErasedEntries(own.entries), other: new ErasedEntries(other.entries) }
  for (const key of keys) {
    const pair = { own: ownHalves.get(key) ?? [], other: otherHalves.get(key) ?? [] }
    const half = findErasedHalf(pair, erased)
    if (![...pair.own, ...pair.other].some(({ at }) => isWithin(at, options))) continue
    comparison.compared += 1
    if (half) comparison.erased += 1
    const finding = half ? undefined : judge(pair, { own, other, erased }, options)
    if (finding) comparison.findings.push(finding)
    else comparison.agreeing += 1
  }
  compareErased(comparison, erased, options)
  return comparison
}

type Erased = { own: ErasedEntries; other: ErasedEntries }

/** What an erasure left of the half that is not there to be read. */
function findErasedHalf({ own, other }: Pair, erased: Erased): ReconcileEntry | undefined {
  if (own.length > 0 && other.length > 0) return undefined
  return own.length > 0 ? erased.other.takeHalfOf(own) : erased.own.takeHalfOf(other)
}

/** Messages of which neither half can be read any more. */
function compareErased(comparison: Comparison, { own, other }: Erased, options: CompareOptions): void {
  for (const entry of own.listAlone()) {
    const half = other.takeHalfOf([entry])
    if (!half) continue
    own.mark(entry)
    if (!isWithin(entry.at, options) && !isWithin(half.at, options)) continue
    comparison.compared += 1
    comparison.agreeing += 1
    comparison.erased += 1
  }
  for (const [side, entries] of [
    ['there', own.listAlone()],
    ['here', other.listAlone()],
  ] as const) {
    for (const { correlationId, direction, at } of entries.filter((entry) => isWithin(entry.at, options))) {
      comparison.compared += 1
      if (own.excuses(correlationId) || other.excuses(correlationId)) comparison.agreeing += 1
      else comparison.findings.push({ kind: `missing-${side}`, correlationId, direction, at })
    }
  }
}

type Halves = ReadonlyMap<string, ReconcileEntry[]>
type Pair = { own: readonly ReconcileEntry[]; other: readonly ReconcileEntry[] }

/** The way of a message, seen from the peer whose log is `own`: questions go one way, their answers the other. */
function toHalves(entries: readonly ReconcileEntry[]): Halves {
  return Map.groupBy(
    entries.filter(({ digest, isErased }) => digest !== undefined && !isErased),
    ({ messageId, leg }) => `${messageId} ${leg}`,
  )
}

function judge(
  pair: Pair,
  sides: { own: LogSide; other: LogSide; erased: Erased },
  options: CompareOptions,
): LogFinding | undefined {
  const [here] = pair.own
  const [there] = pair.other
  const known = here ?? there
  if (!known) return undefined
  const { messageId = '', correlationId } = known
  if (!here || !there) {
    if (sides.own.excused.has(messageId) || sides.other.excused.has(messageId)) return undefined
    if (sides.erased.own.excuses(correlationId) || sides.erased.other.excuses(correlationId)) return undefined
    const { direction } = here ?? {
      direction: there?.direction === 'sent' ? ('received' as const) : ('sent' as const),
    }
    const about = { messageId, correlationId, direction, at: known.at }
    return there ? { kind: 'missing-here', ...about, there } : { kind: 'missing-there', ...about }
  }
  const about = { messageId, correlationId, direction: here.direction, at: here.at }
  if (!doAgree(pair)) return { kind: 'contradicting', ...about }
  return apart(pair) > options.lateMs(here.kind ?? '') ? { kind: 'late', ...about } : undefined
}

/** What was received was sent, word for word, under the same correlation id, in opposite directions. */
function doAgree({ own, other }: Pair): boolean {
  const sent = [...own, ...other].filter(({ direction }) => direction === 'sent')
  const received = [...own, ...other].filter(({ direction }) => direction === 'received')
  const [first] = own
  const isSameExchange = [...own, ...other].every(
    (entry) => entry.correlationId === first?.correlationId && entry.kind === first.kind,
  )
  const areOpposite =
    own.every(({ direction }) => direction === first?.direction) &&
    other.every(({ direction }) => direction !== first?.direction)
  const digests = new Set(sent.map(({ digest }) => digest))
  return (
    isSameExchange &&
    areOpposite &&
    received.length > 0 &&
    received.every(({ digest }) => digests.has(digest))
  )
}

function apart({ own, other }: Pair): number {
  const instants = (entries: readonly ReconcileEntry[]): number[] => entries.map(({ at }) => Date.parse(at))
  return Math.min(...instants(own).flatMap((here) => instants(other).map((there) => Math.abs(here - there))))
}

function isWithin(at: string, { from, to }: CompareOptions): boolean {
  const instant = Date.parse(at)
  return instant >= from.getTime() && instant < to.getTime()
}
