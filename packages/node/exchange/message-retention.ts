import { randomUUID } from 'node:crypto'
import type { Clock, Database, Queries } from '../platform/index.ts'
import type { LogWriter } from './log-writer.ts'
import { toDiscardedEvent } from './message-events.ts'
import { longestUnderOneIdMs } from './message-kinds.ts'

export type RetentionParts = { database: Database; auditLog: LogWriter; clock: Clock }

export type EndedMessages = { discarded: number; sent: number; received: number }

const dayMs = 86_400_000

/**
 * A message that was received is known so long: no envelope under its id is good after 30 days from its acceptance, which
 * was before it arrived, and the day is more than two clocks may differ.
 */
const receivedKeptMs = longestUnderOneIdMs + dayMs

/** What was sent is listed so long after it was settled, and as long its idempotency key stands for it. */
const settledKeptMs = longestUnderOneIdMs

const mostAtOnce = 2_000
const mostDiscarded = 200

/**
 * Ends what is older than it may be: dead letters that can no longer be sent again are given up, with an entry each;
 * settled and received messages are removed, with their notes, and one entry says how many.
 */
export async function endMessageRetention(
  parts: RetentionParts,
  signal?: AbortSignal,
): Promise<EndedMessages> {
  const { database, auditLog, clock } = parts
  const now = clock().getTime()
  const before = (ms: number): Date => new Date(now - ms)
  const ended = {
    discarded: await repeat(() => discardOld(parts, before(longestUnderOneIdMs)), signal),
    sent: await repeat(() => removeSettled(database, before(settledKeptMs)), signal),
    received: await repeat(() => removeReceived(database, before(receivedKeptMs)), signal),
  }
  if (ended.sent + ended.received > 0)
    await auditLog.append({
      event: 'exchange.erased',
      operation: 'erasure',
      correlationId: randomUUID(),
      outcome: 'done',
      detail: { sent: ended.sent, received: ended.received },
    })
  return ended
}

async function repeat(step: () => Promise<number>, signal: AbortSignal | undefined): Promise<number> {
  let count = 0
  for (;;) {
    signal?.throwIfAborted()
    const more = await step()
    count += more
    if (more === 0) return count
  }
}

type DeadLetter = { messageId: string; to: string; kind: string; correlationId: string }

/** Few at a time: the log waits meanwhile. */
function discardOld({ auditLog, clock }: RetentionParts, acceptedBefore: Date): Promise<number> {
  return auditLog.appendWith(async (transaction) => {
    const letters = await transaction.query<DeadLetter>(
      `update exchange.outbox set state = 'discarded', body = null, content = null, settled_at = $2
        where message_id in (select message_id from exchange.outbox
                              where state = 'dead' and accepted_at < $1 limit $3)
        returning message_id as "messageId", to_peer as to, kind, correlation_id as "correlationId"`,
      [acceptedBefore, clock(), mostDiscarded],
    )
    return { events: letters.map((letter) => toDiscardedEvent(letter, undefined)), result: letters.length }
  })
}

async function removeSettled(queries: Queries, settledBefore: Date): Promise<number> {
  const [row] = await queries.query<{ count: number }>(
    `with gone as (
       delete from exchange.outbox where message_id in (
         select message_id from exchange.outbox
          where state in ('delivered', 'discarded') and accepted_at < $1 and settled_at < $1 limit $2)
       returning 1)
     select count(*)::int as count from gone`,
    [settledBefore, mostAtOnce],
  )
  return row?.count ?? 0
}

async function removeReceived(queries: Queries, receivedBefore: Date): Promise<number> {
  const [row] = await queries.query<{ count: number }>(
    `with gone as (
       delete from exchange.inbox where (from_peer, message_id) in (
         select from_peer, message_id from exchange.inbox where received_at < $1 limit $2)
       returning from_peer, message_id),
     notes as (
       delete from exchange.note n using gone g
        where n.from_peer = g.from_peer and n.message_id = g.message_id)
     select count(*)::int as count from gone`,
    [receivedBefore, mostAtOnce],
  )
  return row?.count ?? 0
}
