import type { Receipt } from '@isthmus/contract'
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
  /** Verified, as JSON. */
  receipt: string
  content: OpenedPayload
}

/** What the sender keeps of a message that has its receipt. */
export function toSentTranscript(
  { message, at, targetUri, fields, receipt, content }: SentAttempt,
  trustListVersion: number,
): Transcript {
  const { messageId, kind, to: counterpart, correlationId, body, digests } = message
  // Verified when it came.
  const given = JSON.parse(receipt) as Receipt
  // A dead letter that was sent again may have arrived before: that receipt is of bytes that are no longer here.
  const isOfBody = given.digest === digests.at(-1)?.toString('base64url')
  return {
    ...{ direction: 'sent', counterpart, kind, messageId, correlationId, at, trustListVersion },
    request: { method: 'POST', targetUri, fields, body },
    question: content,
    answers: [],
    ...(isOfBody ? { receipt: given } : {}),
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
    request: { method, targetUri, fields, body: Buffer.from(body) },
    question: { salt, payload },
    answers: [],
    // Signed by this peer a moment ago.
    receipt: JSON.parse(receipt) as Receipt,
  }
}
