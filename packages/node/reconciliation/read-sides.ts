import { parse, type ReconcileEntry, type ReconcileQuestion } from '@isthmus/contract'
import type { LoggedEntry } from '../audit-log/index.ts'
import { ReconciliationError } from './errors.ts'
import type { ReconciliationRoom } from './reconciliation-room.ts'
import { exchangeEvents, toReconcileEntries } from './to-entries.ts'

/** Entries that one slice may have on one side; more are not believed of another peer. */
const mostEntries = 500_000

/** Ids that one question names; the contract allows no more. */
const idsOfQuestion = 200

type Window = { from: Date; to: Date }

export type Asking = { peerId: string; correlationId: string; signal: AbortSignal }

/** What this log has of messages with the peer. */
export async function readOwnEntries(
  room: ReconciliationRoom,
  peerId: string,
  { from, to }: Window,
): Promise<ReconcileEntry[]> {
  const undelivered = new Set(await room.outboxReader.listUndelivered(peerId))
  const filter = { since: from, until: to, counterpart: peerId, events: exchangeEvents }
  const entries: ReconcileEntry[] = []
  for await (const logged of room.auditReader.streamEntries(filter)) {
    entries.push(...toReconcileEntries(logged, undelivered))
  }
  return entries
}

/** Own entries over whole answers of the peer, which name the places that it has signed for. */
export function readCompleted(
  { auditReader }: ReconciliationRoom,
  peerId: string,
  { from, to }: Window,
): AsyncGenerator<LoggedEntry> {
  const events = ['exchange.completed'] as const
  return auditReader.streamEntries({ since: from, until: to, counterpart: peerId, events })
}

/** What this log has under a correlation id, whenever that was. */
export async function readOwnOf(
  room: ReconciliationRoom,
  peerId: string,
  correlationId: string,
): Promise<ReconcileEntry[]> {
  const logged = await room.auditReader.readEntries({
    correlationId,
    counterpart: peerId,
    events: exchangeEvents,
  })
  return logged.flatMap((one) => toReconcileEntries(one, new Set()))
}

/** What the other peer says that its log has. Throws ReconciliationError ANSWER_UNUSABLE, ContractError, ExchangeError. */
export async function askForEntries(
  room: ReconciliationRoom,
  asking: Asking,
  { from, to }: Window,
): Promise<ReconcileEntry[]> {
  const entries: ReconcileEntry[] = []
  let after: number | undefined
  do {
    const window = { from: from.toISOString(), to: to.toISOString() }
    const page = await askOnce(room, asking, after === undefined ? window : { ...window, after })
    entries.push(...page.entries)
    if (entries.length > mostEntries || (page.next !== undefined && page.next <= (after ?? -1)))
      throw new ReconciliationError(
        'ANSWER_UNUSABLE',
        `${asking.peerId} answers with entries that do not end`,
      )
    after = page.next
  } while (after !== undefined)
  return entries
}

/** What it has under these correlation ids, whenever that was. */
export async function askForIds(
  room: ReconciliationRoom,
  asking: Asking,
  correlationIds: readonly string[],
): Promise<ReconcileEntry[]> {
  const entries: ReconcileEntry[] = []
  const to = room.clock().toISOString()
  for (let at = 0; at < correlationIds.length; at += idsOfQuestion) {
    const some = correlationIds.slice(at, at + idsOfQuestion)
    const page = await askOnce(room, asking, { from: '2000-01-01T00:00:00.000Z', to, correlationIds: some })
    entries.push(...page.entries)
  }
  return entries
}

async function askOnce(
  { peerClient }: ReconciliationRoom,
  { peerId, correlationId, signal }: Asking,
  content: ReconcileQuestion,
): Promise<{ entries: ReconcileEntry[]; next?: number }> {
  const entries: ReconcileEntry[] = []
  let next: number | undefined
  for await (const line of peerClient.ask(
    peerId,
    { kind: 'reconcile.ask', correlationId, content: { ...content } },
    signal,
  )) {
    const answer = parse('ReconcileAnswer', line)
    entries.push(...answer.entries)
    next = answer.next
  }
  return next === undefined ? { entries } : { entries, next }
}
