import { type MessageEntry, parse } from '@isthmus/contract'
import type { ReceivedRow } from './inbox-reader.ts'
import type { Messages } from './messages.ts'
import type { SentMessage } from './outbox-reader.ts'

export function toSentEntry(message: SentMessage): MessageEntry {
  const { messageId, kind, correlationId, state, attempts, nextAttemptAt, fault, settledAt, receipt } =
    message
  return {
    messageId,
    direction: 'sent',
    counterpart: message.to,
    kind,
    correlationId,
    state,
    at: message.acceptedAt.toISOString(),
    deadline: message.deadline.toISOString(),
    attempts,
    ...(state === 'waiting' ? { nextAttemptAt: nextAttemptAt.toISOString() } : {}),
    ...(fault === null ? {} : { fault }),
    ...(settledAt === null ? {} : { settledAt: settledAt.toISOString() }),
    ...(receipt === null ? {} : { receipt: parse('Receipt', JSON.parse(receipt)) }),
  }
}

export function toReceivedEntry(row: ReceivedRow, { openNote }: Pick<Messages, 'openNote'>): MessageEntry {
  const { messageId, from, kind, correlationId, receivedAt, receipt, note } = row
  return {
    messageId,
    direction: 'received',
    counterpart: from,
    kind,
    correlationId,
    state: 'received',
    at: receivedAt.toISOString(),
    receipt: parse('Receipt', JSON.parse(receipt)),
    ...(note === null ? {} : { note: openNote({ messageId, note }) }),
  }
}
