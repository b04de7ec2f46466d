import { CodedError } from '../errors/index.ts'

/** Clauses of docs/protocol.md, sections 7 to 9, that need no secret to be judged. */
export type ProofErrorCode =
  | 'COMMITMENT_WRONG'
  | 'STATEMENT_UNREADABLE'
  | 'STATEMENT_SIGNATURE_WRONG'
  | 'STATEMENT_MALFORMED'
  | 'STATEMENT_CORRELATION_WRONG'
  | 'STATEMENT_LIVES_TOO_LONG'
  | 'STATEMENT_EXPIRED'
  | 'STATEMENT_ORGANISATION_FOREIGN'
  | 'ANSWER_SIGNATURE_WRONG'
  | 'RECEIPT_MALFORMED'
  | 'RECEIPT_OF_ANOTHER_MESSAGE'
  | 'RECEIPT_PATH_WRONG'
  | 'RECEIPT_SIGNATURE_WRONG'

/** Something signed that does not prove what it should. The message names the clause, never a value. */
export class ProofError extends CodedError<ProofErrorCode> {
  override name = 'ProofError'
}
