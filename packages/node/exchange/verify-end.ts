import { type Envelope, type ExchangeEnd, hasShape } from '@isthmus/contract'
import { EnvelopeError } from '@isthmus/protocol/envelope'
import type { Wire } from './wire.ts'

export type Answered = {
  /** SHA-256 over the lines before the last one. */
  answer: Buffer
  sent: Pick<Envelope, 'to' | 'messageId' | 'correlationId'> & { digest: Uint8Array }
  wire: Pick<Wire, 'verifyReceipt'>
}

/**
 * Clauses 8.8 and 8.9: the last line names these lines, and its receipt this question. Throws EnvelopeError
 * ANSWER_MALFORMED, ANSWER_DIGEST_WRONG, ProofError RECEIPT_..., HttpSignatureError KEY_...
 */
export function verifyEnd(content: unknown, { answer, sent, wire }: Answered): ExchangeEnd {
  if (!hasShape('ExchangeEnd', content)) {
    throw new EnvelopeError('ANSWER_MALFORMED', 'the last line is not as the contract says')
  }
  if (content.answered.digest !== answer.toString('base64url')) {
    throw new EnvelopeError('ANSWER_DIGEST_WRONG', 'the log of the peer names another answer')
  }
  return { ...content, receipt: wire.verifyReceipt(content.receipt, sent) }
}
