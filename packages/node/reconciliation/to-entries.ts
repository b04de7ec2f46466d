import type { ReconcileEntry } from '@isthmus/contract'
import { leafHash } from '@isthmus/protocol/log'
import type { AuditEventName, LoggedEntry } from '../audit-log/index.ts'

/** Entries about messages; whatever else stands under a correlation id is no matter of the other peer. */
export const exchangeEvents = [
  'exchange.asked',
  'exchange.received',
  'exchange.answered',
  'exchange.completed',
  'exchange.sent',
  'exchange.resent',
  'exchange.discarded',
  'reconciliation.repaired',
] as const satisfies readonly AuditEventName[]

/** `question`: from whoever opened the exchange; `answer`: back to them. */
const legs: Readonly<Record<string, 'question' | 'answer'>> = {
  'exchange.answered': 'answer',
  'exchange.completed': 'answer',
}

/** What the other peer may be told of an entry, or nothing where it is of no message. */
export function toReconcileEntries(logged: LoggedEntry, undelivered: ReadonlySet<string>): ReconcileEntry[] {
  const { entry } = logged
  if (logged.erased) return [toErasedEntry(logged)]
  const { messageId, kind, direction, digest } = entry?.exchange ?? brokenOf(logged) ?? {}
  if (messageId === undefined || kind === undefined || direction === undefined) return []
  return [
    {
      ...placeOf(logged),
      messageId,
      kind,
      direction,
      ...(digest === undefined ? {} : { digest }),
      ...(direction === 'sent' && undelivered.has(messageId) ? { isOnItsWay: true } : {}),
    },
  ]
}

function placeOf(
  logged: LoggedEntry,
): Pick<ReconcileEntry, 'correlationId' | 'leg' | 'at' | 'index' | 'leafHash'> {
  return {
    correlationId: logged.correlationId,
    leg: legOf(logged),
    at: logged.at.toISOString(),
    index: logged.index,
    leafHash: Buffer.from(leafHash(Buffer.from(logged.leaf, 'base64url'))).toString('base64url'),
  }
}

/** As much as lies in clear; of an entry that was erased nobody can tell more. */
function toErasedEntry(logged: LoggedEntry): ReconcileEntry {
  const { direction = directionOf(logged.event), digest } = logged
  return { ...placeOf(logged), direction, isErased: true, ...(digest === undefined ? {} : { digest }) }
}

function legOf({ entry, event }: LoggedEntry): ReconcileEntry['leg'] {
  if (event === 'reconciliation.repaired') return entry?.detail?.leg === 'answer' ? 'answer' : 'question'
  return legs[event] ?? 'question'
}

type Part = { messageId: string; kind: string; direction: 'sent' | 'received'; digest?: string }

/** An exchange that broke off has no digest; its entry excuses that the other half is missing. */
function brokenOf({ entry, event }: LoggedEntry): Part | undefined {
  const { messageId, kind } = entry?.detail ?? {}
  if (typeof messageId !== 'string' || !/^[0-9a-f-]{36}$/.test(messageId) || typeof kind !== 'string')
    return undefined
  return { messageId, kind, direction: directionOf(event) }
}

function directionOf(event: string): 'sent' | 'received' {
  return event === 'exchange.completed' ? 'received' : 'sent'
}

/** Messages of which this log itself says that their other half may be missing. */
export function excusedIn(entries: readonly ReconcileEntry[]): Set<string> {
  return new Set(
    entries
      .filter(({ digest, isOnItsWay }) => digest === undefined || isOnItsWay)
      .flatMap(({ messageId }) => messageId ?? []),
  )
}
