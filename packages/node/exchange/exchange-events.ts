import type { ExchangeEnd, LogPosition, Statement } from '@isthmus/contract'
import type { AuditEvent } from '../audit-log/index.ts'

export type ExchangeMessage = {
  messageId: string
  kind: string
  counterpart: string
  correlationId: string
  statement?: Pick<
    Statement,
    'pseudonym' | 'role' | 'organisation' | 'purpose' | 'legalBasis' | 'caseReference'
  >
}

type Side = { direction: 'sent' | 'received'; digest: Uint8Array }

/** The asker's, before the question leaves. */
export function toAskedEvent(message: ExchangeMessage, digest: Uint8Array): AuditEvent {
  return toEvent('exchange.asked', message, { direction: 'sent', digest })
}

/** The answerer's, before it answers. */
export function toReceivedQuestionEvent(message: ExchangeMessage, digest: Uint8Array): AuditEvent {
  return toEvent('exchange.received', message, { direction: 'received', digest })
}

/** The answerer's, before the last line leaves. */
export function toAnsweredEvent(message: ExchangeMessage, digest: Uint8Array, lines: number): AuditEvent {
  return { ...toEvent('exchange.answered', message, { direction: 'sent', digest }), detail: { lines } }
}

/**
 * The asker's, once the whole answer is believed. It names the places in the other log that were signed for question and
 * answer, so that they can be looked for there.
 */
export function toCompletedEvent(
  message: ExchangeMessage,
  digest: Uint8Array,
  { lines, end }: { lines: number; end: ExchangeEnd },
): AuditEvent {
  const places = { received: toDetail(end.receipt.log), answered: toDetail(end.answered.log) }
  const event = toEvent('exchange.completed', message, { direction: 'received', digest })
  return { ...event, detail: { lines, ...places } }
}

function toDetail({ origin, index, leafHash }: LogPosition): Record<string, string | number> {
  return { origin, index, leafHash }
}

/** An exchange that broke off; there is no whole answer, so no digest of one. */
export function toBrokenEvent(
  event: 'exchange.answered' | 'exchange.completed',
  message: ExchangeMessage,
  reason: string,
): AuditEvent {
  return {
    event,
    operation: 'query',
    correlationId: message.correlationId,
    counterpart: message.counterpart,
    ...statedOf(message),
    outcome: 'failed',
    reason,
    detail: { messageId: message.messageId, kind: message.kind },
  }
}

function toEvent(
  event: AuditEvent['event'],
  message: ExchangeMessage,
  { direction, digest }: Side,
): AuditEvent {
  const { messageId, kind, counterpart, correlationId } = message
  return {
    event,
    operation: 'query',
    correlationId,
    counterpart,
    ...statedOf(message),
    outcome: 'done',
    exchange: {
      messageId,
      kind,
      counterpart,
      direction,
      digest: Buffer.from(digest).toString('base64url'),
    },
  }
}

function statedOf({ statement }: ExchangeMessage): Partial<AuditEvent> {
  if (!statement) return {}
  const { pseudonym, role, organisation, purpose, legalBasis, caseReference } = statement
  return { actor: { id: pseudonym, role, organisation }, purpose, legalBasis, caseReference }
}
