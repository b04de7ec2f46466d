import { CodedError } from '../errors/index.ts'

/** Clauses of docs/protocol.md, sections 5, 6 and 8, in the order in which they are judged. */
export type EnvelopeErrorCode =
  | 'ENVELOPE_UNREADABLE'
  | 'VERSION_UNSUPPORTED'
  | 'KIND_UNKNOWN'
  | 'ENVELOPE_MALFORMED'
  | 'ENVELOPE_FIELDS_DIFFER'
  | 'ENVELOPE_LIVES_TOO_LONG'
  | 'ENVELOPE_FROM_THE_FUTURE'
  | 'ENVELOPE_EXPIRED'
  | 'SEALING_KEY_UNKNOWN'
  | 'SEAL_BROKEN'
  | 'PAYLOAD_UNREADABLE'
  | 'STATEMENT_MISSING'
  | 'ANSWER_MALFORMED'
  | 'ANSWER_NOT_OURS'
  | 'ANSWER_OUT_OF_ORDER'
  | 'ANSWER_DIGEST_WRONG'

/** A message that is not to be believed. The message names the clause, never the content. */
export class EnvelopeError extends CodedError<EnvelopeErrorCode> {
  override name = 'EnvelopeError'
}
