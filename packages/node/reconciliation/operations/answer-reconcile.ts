import { hasShape, parse, type ReconcileAnswer, type ReconcileQuestion } from '@isthmus/contract'
import type { AuditLog, AuditLogReader } from '../../audit-log/index.ts'
import type { Asker } from '../../exchange/index.ts'
import type { Policy } from '../../policy/index.ts'
import type { Trust } from '../../trust/index.ts'
import { exchangeEvents, toReconcileEntries } from '../to-entries.ts'

export type TellingParts = {
  auditLog: Pick<AuditLog, 'append'>
  auditReader: Pick<AuditLogReader, 'readEntries'>
  policy: Policy
  trust: Trust
  /** Ids of messages to this peer that are on their way, or were given up. */
  listUndelivered: (peerId: string) => Promise<readonly string[]>
}

const entriesOfPage = 500
/** Pages that one question is answered with; the asker asks on for the rest. */
const mostPages = 20

/**
 * reconcile.ask of another peer: what this log says of messages with that very peer, page by page. Whoever asks learns
 * nothing new: it has sent or received each of them.
 */
export async function* answerReconcile(
  parts: TellingParts,
  { content, asker }: { content: unknown; asker: Asker },
  signal: AbortSignal,
): AsyncGenerator<ReconcileAnswer> {
  const { peerId, correlationId } = asker
  const reason = hasShape('ReconcileQuestion', content) ? refusalOf(parts, peerId) : 'CONTRACT_VIOLATED'
  await parts.auditLog.append({
    event: reason === undefined ? 'reconciliation.answered' : 'operation.denied',
    operation: reason === undefined ? 'disclosure' : 'denied',
    correlationId,
    counterpart: peerId,
    outcome: reason === undefined ? 'done' : 'refused',
    ...(reason === undefined ? {} : { reason }),
  })
  const question = parse('ReconcileQuestion', content)
  if (reason !== undefined) return
  const pages = question.correlationIds
    ? readAsked(parts, question, peerId)
    : readPages(parts, question, peerId)
  for await (const page of pages) {
    if (signal.aborted) return
    yield page
  }
}

async function* readPages(
  { auditReader, listUndelivered }: TellingParts,
  { from: since, to: until, after }: ReconcileQuestion,
  peerId: string,
): AsyncGenerator<ReconcileAnswer> {
  const undelivered = new Set(await listUndelivered(peerId))
  let from = after === undefined ? 0 : after + 1
  for (let page = 0; page < mostPages; page += 1) {
    const logged = await auditReader.readEntries({
      since: new Date(since),
      until: new Date(until),
      from,
      counterpart: peerId,
      events: exchangeEvents,
      limit: entriesOfPage,
    })
    const last = logged.at(-1)
    const isLast = !last || logged.length < entriesOfPage
    const entries = logged.flatMap((one) => toReconcileEntries(one, undelivered))
    yield { entries, ...(isLast ? {} : { next: last.index }) }
    if (isLast) return
    from = last.index + 1
  }
}

/** Entries that the asker's log has the other half of, and did not find within its window. */
async function* readAsked(
  parts: TellingParts,
  { correlationIds = [], from, to }: ReconcileQuestion,
  peerId: string,
): AsyncGenerator<ReconcileAnswer> {
  const window = { since: new Date(from), until: new Date(to) }
  for (const correlationId of correlationIds) {
    const filter = {
      ...window,
      correlationId,
      counterpart: peerId,
      events: exchangeEvents,
      limit: entriesOfPage,
    }
    const logged = await parts.auditReader.readEntries(filter)
    const undelivered = new Set<string>()
    yield { entries: logged.flatMap((one) => toReconcileEntries(one, undelivered)) }
  }
}

function refusalOf({ policy, trust }: TellingParts, peerId: string): string | undefined {
  const asking = trust.findPeer(peerId)
  if (!asking) return 'PEER_UNKNOWN'
  const { self } = trust
  const decision = policy.mayTellOfMessages(
    { id: asking.id, owner: asking.owner },
    { id: self.id, owner: self.owner },
  )
  return decision.allowed ? undefined : decision.refusal.code
}
