import type { AuditEvent } from '../audit-log/index.ts'

type Actor = { id: string; role: string; organisation: string }

type Sent = { messageId: string; kind: string; to: string; correlationId: string; digest: Buffer }
type Received = Omit<Sent, 'to'> & { from: string; actor?: Actor }

/** Written in the commit that accepts the message. */
export function toSentEvent(message: Sent, actor: Actor | undefined): AuditEvent {
  return { ...toEvent('exchange.sent', message, 'sent'), ...(actor ? { actor } : {}) }
}

export function toResentEvent(
  letter: Omit<Sent, 'digest'>,
  { digest, actor }: { digest: Buffer; actor: Actor | undefined },
): AuditEvent {
  return { ...toEvent('exchange.resent', { ...letter, digest }, 'sent'), ...(actor ? { actor } : {}) }
}

/** Written in the commit that has the effect. */
export function toReceivedEvent({ from, actor, ...message }: Received): AuditEvent {
  return {
    ...toEvent('exchange.received', { ...message, to: from }, 'received'),
    ...(actor ? { actor } : {}),
  }
}

export function toDiscardedEvent(
  { messageId, to, kind, correlationId }: Omit<Sent, 'digest'>,
  actor: Actor | undefined,
): AuditEvent {
  return {
    event: 'exchange.discarded',
    operation: 'config',
    correlationId,
    counterpart: to,
    outcome: 'done',
    detail: { messageId, kind },
    ...(actor ? { actor } : {}),
  }
}

function toEvent(
  event: 'exchange.sent' | 'exchange.resent' | 'exchange.received',
  { messageId, kind, to: counterpart, correlationId, digest }: Sent,
  direction: 'sent' | 'received',
): AuditEvent {
  return {
    event,
    operation: direction === 'sent' ? 'transfer' : 'collection',
    correlationId,
    counterpart,
    outcome: 'done',
    exchange: { messageId, kind, counterpart, direction, digest: digest.toString('base64url') },
  }
}
