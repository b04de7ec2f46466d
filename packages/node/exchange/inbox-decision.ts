import { timingSafeEqual } from 'node:crypto'

/** What is compared of a message that came with one that lies in the inbox. */
export type Known = {
  messageId: string
  idempotencyKey: string | undefined
  kind: string
  commitment: Buffer
  receipt: string
}

export type Incoming = Omit<Known, 'receipt'> & { sequence: number }

export type Reception =
  | { verdict: 'new' }
  | { verdict: 'duplicate'; receipt: string }
  | { verdict: 'refused'; code: 'MESSAGE_ID_REUSED' | 'IDEMPOTENCY_KEY_REUSED' | 'MESSAGE_OUT_OF_ORDER' }

/**
 * Whether a message has its effect now, had it already, or must not have it. `known` are the messages of the same sender
 * with this id or this idempotency key; `lastSequence` is undefined for a kind without an order.
 */
export function decideReception(
  incoming: Incoming,
  known: readonly Known[],
  lastSequence: number | undefined,
): Reception {
  const sameId = known.find(({ messageId }) => messageId === incoming.messageId)
  if (sameId) {
    return isSameContent(sameId, incoming)
      ? { verdict: 'duplicate', receipt: sameId.receipt }
      : { verdict: 'refused', code: 'MESSAGE_ID_REUSED' }
  }
  if (known.some(({ idempotencyKey }) => isSameKey(idempotencyKey, incoming.idempotencyKey))) {
    return { verdict: 'refused', code: 'IDEMPOTENCY_KEY_REUSED' }
  }
  if (lastSequence !== undefined && incoming.sequence <= lastSequence) {
    return { verdict: 'refused', code: 'MESSAGE_OUT_OF_ORDER' }
  }
  return { verdict: 'new' }
}

function isSameContent(known: Known, incoming: Incoming): boolean {
  return (
    known.kind === incoming.kind &&
    known.commitment.length === incoming.commitment.length &&
    timingSafeEqual(known.commitment, incoming.commitment)
  )
}

function isSameKey(known: string | undefined, incoming: string | undefined): boolean {
  return known !== undefined && known === incoming
}
