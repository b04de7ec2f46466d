import { CodedError } from '../errors/index.ts'

export type TrustListErrorCode =
  | 'TRUST_LIST_UNREADABLE'
  | 'TRUST_LIST_SIGNATURE_WRONG'
  | 'TRUST_LIST_QUORUM_MISSED'
  | 'TRUST_LIST_OTHER_FEDERATION'
  | 'TRUST_LIST_ROLLED_BACK'
  | 'TRUST_LIST_FORKED'
  | 'TRUST_LIST_GAP'
  | 'TRUST_LIST_REVOCATION_UNDONE'
  | 'TRUST_LIST_FROM_THE_FUTURE'
  | 'TRUST_LIST_EXPIRED'
  | 'INVITATION_UNREADABLE'
  | 'INVITATION_SIGNATURE_WRONG'
  | 'INVITATION_EXPIRED'
  | 'REQUEST_UNREADABLE'
  | 'REQUEST_SIGNATURE_WRONG'
  | 'REQUEST_STALE'
  | 'FOUNDING_IMPOSSIBLE'

/** Why a signed document of the federation is not believed. No message repeats a personal value of the document. */
export class TrustListError extends CodedError<TrustListErrorCode> {
  override name = 'TrustListError'
}
