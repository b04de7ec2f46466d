import type { IncidentKind } from '@isthmus/contract'
import type { EnvelopeErrorCode, ProofErrorCode } from '@isthmus/protocol/envelope'
import type { HttpSignatureErrorCode } from '@isthmus/protocol/http-signature'
import type { ExchangeErrorCode } from './errors.ts'

export type WireErrorCode = HttpSignatureErrorCode | EnvelopeErrorCode | ProofErrorCode

/** Clocks that differ by more are reported. */
export const notableSkewMs = 5_000

const kinds: Partial<Record<WireErrorCode | ExchangeErrorCode | 'TRUST_LIST_EXPIRED', IncidentKind>> = {
  MESSAGE_REPLAYED: 'message-replayed',
  MESSAGE_ID_REUSED: 'message-replayed',
  IDEMPOTENCY_KEY_REUSED: 'message-replayed',
  MESSAGE_OUT_OF_ORDER: 'message-replayed',
  SIGNATURE_WRONG: 'signature-wrong',
  DIGEST_WRONG: 'signature-wrong',
  BUNDLE_ROOT_WRONG: 'signature-wrong',
  KEY_UNKNOWN: 'signature-wrong',
  KEY_USE_WRONG: 'signature-wrong',
  KEY_NOT_VALID: 'signature-wrong',
  STATEMENT_SIGNATURE_WRONG: 'signature-wrong',
  ANSWER_SIGNATURE_WRONG: 'signature-wrong',
  KEY_REVOKED: 'key-revoked-used',
  SENDER_UNKNOWN: 'sender-unknown',
  TLS_PEER_DIFFERS: 'certificate-unknown',
  SIGNATURE_FROM_THE_FUTURE: 'clock-skewed',
  SIGNATURE_EXPIRED: 'clock-skewed',
  ENVELOPE_FROM_THE_FUTURE: 'clock-skewed',
  ENVELOPE_EXPIRED: 'clock-skewed',
  RECEIPT_MALFORMED: 'receipt-wrong',
  RECEIPT_OF_ANOTHER_MESSAGE: 'receipt-wrong',
  RECEIPT_PATH_WRONG: 'receipt-wrong',
  RECEIPT_SIGNATURE_WRONG: 'receipt-wrong',
  TRUST_LIST_EXPIRED: 'trust-list-expired',
}

/** What a message that was not believed is an incident of. */
export function toIncidentKind(code: string): IncidentKind {
  return Object.hasOwn(kinds, code)
    ? (kinds[code as WireErrorCode] ?? 'message-malformed')
    : 'message-malformed'
}

/** What HTTP itself refuses of a peer, before there is a message; a connection that merely broke is no incident. */
export function toHttpIncidentKind(code: string): IncidentKind | undefined {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'peer-flooding'
  if (code === 'HPE_HEADER_OVERFLOW' || code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return 'message-too-large'
  // A message that breaks off in its midst is what a bad line does as well.
  return code.startsWith('HPE_') && code !== 'HPE_INVALID_EOF_STATE' ? 'message-malformed' : undefined
}
