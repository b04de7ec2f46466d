/** Clauses of docs/protocol.md, section 4, in the order in which they are judged, and the faults of RFC 9421 itself. */
export type HttpSignatureErrorCode =
  | 'STRUCTURED_FIELD_UNREADABLE'
  | 'COMPONENT_MISSING'
  | 'COMPONENT_UNSUPPORTED'
  | 'METHOD_WRONG'
  | 'TARGET_WRONG'
  | 'CONTENT_TYPE_WRONG'
  | 'CONTENT_ENCODING_REFUSED'
  | 'FIELD_MISSING'
  | 'FIELD_REPEATED'
  | 'FIELD_MALFORMED'
  | 'MESSAGE_NOT_FOR_US'
  | 'SENDER_UNKNOWN'
  | 'TLS_PEER_DIFFERS'
  | 'SIGNATURE_UNREADABLE'
  | 'SIGNATURE_LABEL_WRONG'
  | 'SIGNATURE_TAG_WRONG'
  | 'SIGNATURE_ALGORITHM_WRONG'
  | 'SIGNATURE_COMPONENTS_WRONG'
  | 'SIGNATURE_PARAMETERS_WRONG'
  | 'SIGNATURE_LIVES_TOO_LONG'
  | 'SIGNATURE_FROM_THE_FUTURE'
  | 'SIGNATURE_EXPIRED'
  | 'KEY_UNKNOWN'
  | 'KEY_USE_WRONG'
  | 'KEY_REVOKED'
  | 'KEY_NOT_VALID'
  | 'DIGEST_UNREADABLE'
  | 'DIGEST_WRONG'
  | 'SIGNATURE_WRONG'
  | 'MESSAGE_REPLAYED'

/** A request that is not to be believed. The message names the clause, never a value of the content. */
export class HttpSignatureError extends Error {
  override name = 'HttpSignatureError'
  readonly code: HttpSignatureErrorCode

  constructor(code: HttpSignatureErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
