export { TrustError, type TrustErrorCode } from './errors.ts'
export { parsePeerSecrets } from './peer-secrets.ts'
export { type KnownPeer, Trust } from './trust.ts'
export { signTrustList, verifyTrustList } from './trust-list.ts'
