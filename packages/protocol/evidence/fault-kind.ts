import type { HttpSignatureErrorCode } from '../http-signature/index.ts'
import type { LogErrorCode } from '../log/index.ts'
import type { ProofErrorCode } from '../proof/index.ts'
import type { TrustListErrorCode } from '../trust/index.ts'
import type { SentenceCode } from './words/catalogue.ts'

type FaultKind = Extract<SentenceCode, `fault-${string}`>
type FaultCode =
  | HttpSignatureErrorCode
  | LogErrorCode
  | ProofErrorCode
  | TrustListErrorCode
  | 'CONTRACT_VIOLATED'

/** What each code means to a reader without training. A new code without a kind is a type error. */
const faultKinds: Readonly<Record<FaultCode, FaultKind>> = {
  STRUCTURED_FIELD_UNREADABLE: 'fault-unreadable',
  FIELD_MALFORMED: 'fault-unreadable',
  SIGNATURE_UNREADABLE: 'fault-unreadable',
  DIGEST_UNREADABLE: 'fault-unreadable',
  BUNDLE_MALFORMED: 'fault-unreadable',
  STATEMENT_UNREADABLE: 'fault-unreadable',
  STATEMENT_MALFORMED: 'fault-unreadable',
  RECEIPT_MALFORMED: 'fault-unreadable',
  NOTE_MALFORMED: 'fault-unreadable',
  VERIFIER_KEY_MALFORMED: 'fault-unreadable',
  CHECKPOINT_MALFORMED: 'fault-unreadable',
  TILE_PATH_MALFORMED: 'fault-unreadable',
  TILE_MALFORMED: 'fault-unreadable',
  ENTRY_BUNDLE_MALFORMED: 'fault-unreadable',
  FRONTIER_MALFORMED: 'fault-unreadable',
  ADD_CHECKPOINT_MALFORMED: 'fault-unreadable',
  NOT_JSON: 'fault-unreadable',
  TRUST_LIST_UNREADABLE: 'fault-unreadable',
  INVITATION_UNREADABLE: 'fault-unreadable',
  REQUEST_UNREADABLE: 'fault-unreadable',
  CONTRACT_VIOLATED: 'fault-unreadable',
  SIGNATURE_WRONG: 'fault-signature',
  STATEMENT_SIGNATURE_WRONG: 'fault-signature',
  ANSWER_SIGNATURE_WRONG: 'fault-signature',
  RECEIPT_SIGNATURE_WRONG: 'fault-signature',
  NOTE_SIGNATURE_WRONG: 'fault-signature',
  TRUST_LIST_SIGNATURE_WRONG: 'fault-signature',
  INVITATION_SIGNATURE_WRONG: 'fault-signature',
  REQUEST_SIGNATURE_WRONG: 'fault-signature',
  SENDER_UNKNOWN: 'fault-key',
  KEY_UNKNOWN: 'fault-key',
  KEY_USE_WRONG: 'fault-key',
  KEY_REVOKED: 'fault-key',
  KEY_NOT_VALID: 'fault-key',
  NOTE_KEY_UNKNOWN: 'fault-key',
  SIGNATURE_LIVES_TOO_LONG: 'fault-time',
  SIGNATURE_FROM_THE_FUTURE: 'fault-time',
  SIGNATURE_EXPIRED: 'fault-time',
  STATEMENT_LIVES_TOO_LONG: 'fault-time',
  STATEMENT_EXPIRED: 'fault-time',
  TRUST_LIST_FROM_THE_FUTURE: 'fault-time',
  TRUST_LIST_EXPIRED: 'fault-time',
  INVITATION_EXPIRED: 'fault-time',
  REQUEST_STALE: 'fault-time',
  DIGEST_WRONG: 'fault-content',
  BUNDLE_ROOT_WRONG: 'fault-content',
  COMMITMENT_WRONG: 'fault-content',
  TARGET_WRONG: 'fault-elsewhere',
  MESSAGE_NOT_FOR_US: 'fault-elsewhere',
  TLS_PEER_DIFFERS: 'fault-elsewhere',
  MESSAGE_REPLAYED: 'fault-elsewhere',
  STATEMENT_CORRELATION_WRONG: 'fault-elsewhere',
  STATEMENT_ORGANISATION_FOREIGN: 'fault-elsewhere',
  RECEIPT_OF_ANOTHER_MESSAGE: 'fault-elsewhere',
  CHECKPOINT_OF_ANOTHER_LOG: 'fault-elsewhere',
  TRUST_LIST_OTHER_FEDERATION: 'fault-elsewhere',
  COMPONENT_MISSING: 'fault-form',
  COMPONENT_UNSUPPORTED: 'fault-form',
  METHOD_WRONG: 'fault-form',
  CONTENT_TYPE_WRONG: 'fault-form',
  CONTENT_ENCODING_REFUSED: 'fault-form',
  FIELD_MISSING: 'fault-form',
  FIELD_REPEATED: 'fault-form',
  SIGNATURE_LABEL_WRONG: 'fault-form',
  SIGNATURE_TAG_WRONG: 'fault-form',
  SIGNATURE_ALGORITHM_WRONG: 'fault-form',
  SIGNATURE_COMPONENTS_WRONG: 'fault-form',
  SIGNATURE_PARAMETERS_WRONG: 'fault-form',
  TRUST_LIST_QUORUM_MISSED: 'fault-quorum',
  FOUNDING_IMPOSSIBLE: 'fault-quorum',
  TRUST_LIST_ROLLED_BACK: 'fault-succession',
  TRUST_LIST_FORKED: 'fault-succession',
  TRUST_LIST_GAP: 'fault-succession',
  TRUST_LIST_REVOCATION_UNDONE: 'fault-succession',
  INCLUSION_WRONG: 'fault-tree',
  RECEIPT_PATH_WRONG: 'fault-content',
  CONSISTENCY_WRONG: 'fault-tree',
}

export function faultKindOf(code: string): FaultKind {
  return Object.hasOwn(faultKinds, code) ? faultKinds[code as FaultCode] : 'fault-unknown'
}
