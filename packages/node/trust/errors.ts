import { NodeError } from '../platform/index.ts'

export type TrustErrorCode =
  | 'TRUST_LIST_UNREADABLE'
  | 'TRUST_LIST_SIGNATURE_WRONG'
  | 'TRUST_LIST_EXPIRED'
  | 'PEER_NOT_LISTED'
  | 'KEYS_UNREADABLE'

export class TrustError extends NodeError<TrustErrorCode> {
  override name = 'TrustError'
}
