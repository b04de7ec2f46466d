import type { BundlePlace, Receipt } from '@isthmus/contract'
import type { Fields } from '@isthmus/protocol/http-signature'
import type { WaitingMessage } from './outbox-transactor.ts'
import type { OpenedPayload, Transcript } from './transcript.ts'
import type { Arrived, BelievedMessage } from './wire.ts'

export type SentAttempt = {
  message: WaitingMessage
  /** When it was signed. */
  at: Date
  targetUri: string
  fields: Fields
  /** Verified. */
  receipt: Receipt
  /** Undefined for a message that went alone. */
  bundle: BundlePlace | undefined
  content: OpenedPayload
}

/** What the sender keeps of a message that has its receipt. */
export function toSentTranscript(
  { message, at, targetUri, fields, receipt, bundle, content }: SentAttempt,
  trustListVersion: number,
): Transcript {
  const { messageId, kind, to: counterpart, correlationId, body, digests } = message
  // A dead letter that was sent again may have arrived before: that receipt is of bytes that are no longer here.
  const isOfBody = receipt.digest === digests.at(-1)?.toString('base64url')
  return {
    ...{ direction: 'sent', counterpart, kind, messageId, correlationId, at, trustListVersion },
    request: { method: 'POST', targetUri, fields, body, ...(bundle ? { bundle } : {}) },
    question: content,
    answers: [],
    ...(isOfBody ? { receipt } : {}),
  }
}

/** What the receiver keeps of a message whose effect and receipt are committed. `receipt` as JSON. */
export function toReceivedTranscript(
  { message, arrived, receipt }: { message: BelievedMessage; arrived: Arrived; receipt: string },
  { at, trustListVersion }: { at: Date; trustListVersion: number },
): Transcript {
  const { envelope, salt, payload } = message
  const { method, targetUri, fields, body } = arrived.request
  return {
    direction: 'received',
    counterpart: envelope.from,
    kind: envelope.kind,
    messageId: envelope.messageId,
    correlationId: envelope.correlationId,
    ...{ at, trustListVersion },
    request: {
      ...{ method, targetUri, fields, body: Buffer.from(body) },
      ...(arrived.bundle ? { bundle: arrived.bundle } : {}),
    },
    question: { salt, payload },
    answers: [],
    // Signed by this peer a moment ago.
    receipt: JSON.parse(receipt) as Receipt,
  }
}
