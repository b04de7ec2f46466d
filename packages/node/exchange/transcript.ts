import type { BundlePlace, Receipt } from '@isthmus/contract'
import type { Fields } from '@isthmus/protocol/http-signature'

/** A payload with the salt that opens its commitment. */
export type OpenedPayload = { salt: Buffer; payload: Buffer }

/**
 * One exchange as it went over the wire, with what opens it: enough for anybody to verify it later without a key of
 * either peer. It holds personal data; whoever takes it keeps it sealed.
 */
export type Transcript = {
  direction: 'sent' | 'received'
  counterpart: string
  kind: string
  messageId: string
  correlationId: string
  /** When it was sent, or had arrived. */
  at: Date
  /** Version of the trust list by which it was believed. */
  trustListVersion: number
  /** `bundle`: its place among the messages that came with it under one signature; absent when it came alone. */
  request: { method: string; targetUri: string; fields: Fields; body: Buffer; bundle?: BundlePlace }
  /**
   * The 76 bytes from which the keys of this exchange, and of no other, are taken (docs/protocol.md, 6.3); absent for a
   * message that is answered by a receipt alone.
   */
  secret?: Buffer
  question: OpenedPayload
  /** Lines of a streamed answer with the last one; empty for a message that is answered by a receipt alone. */
  answers: (OpenedPayload & { line: string })[]
  receipt?: Receipt
  /** Why the exchange did not come to its end. */
  fault?: string
}

/**
 * Called once for each exchange when it has ended, for a message when its receipt is there. Must not throw, nor do work of
 * its own: thousands of messages may end in a second.
 */
export type OnTranscript = (transcript: Transcript) => void

/** Characters of answer lines that a transcript holds; what is longer is noted as `fault`, not kept. */
const longestAnswers = 32_000_000

/** Collects the lines of one answer for its transcript. */
export class TranscriptLines {
  readonly answers: Transcript['answers'] = []
  #length = 0

  add(line: string, { salt, payload }: OpenedPayload): void {
    this.#length += line.length
    if (this.#length <= longestAnswers) this.answers.push({ line, salt, payload })
    else this.answers.length = 0
  }

  get fault(): { fault: string } | Record<string, never> {
    return this.#length > longestAnswers ? { fault: 'TRANSCRIPT_TOO_LONG' } : {}
  }
}
