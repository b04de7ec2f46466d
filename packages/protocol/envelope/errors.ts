export type EnvelopeErrorCode =
  | 'ENVELOPE_MALFORMED'
  | 'ENVELOPE_NOT_FOR_US'
  | 'SENDER_UNKNOWN'
  | 'SIGNATURE_WRONG'
  | 'ENVELOPE_EXPIRED'
  | 'ENVELOPE_FROM_THE_FUTURE'
  | 'ENVELOPE_LIVES_TOO_LONG'
  | 'ENVELOPE_REPLAYED'
  | 'ANSWER_OUT_OF_ORDER'
  | 'SEAL_BROKEN'

/** A message that is not to be believed. The message names the clause, never the content. */
export class EnvelopeError extends Error {
  override name = 'EnvelopeError'
  readonly code: EnvelopeErrorCode

  constructor(code: EnvelopeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
