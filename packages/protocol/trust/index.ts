export { listDifferences } from './difference.ts'
export { TrustListError, type TrustListErrorCode } from './errors.ts'
export { toFingerprint } from './fingerprint.ts'
export {
  type FoundingParts,
  isEveryLogWitnessed,
  joinFirstList,
  parseFirstList,
  toFirstList,
} from './founding.ts'
export { signInvitation, verifyInvitation } from './invitation.ts'
export { isKeyIdOf, keyIdOf } from './key-id.ts'
export { toPayload } from './payload.ts'
export { findRevocationUndone, isRevocationOnly } from './revocations.ts'
export { barringShortcomings, listShortcomings } from './shortcomings.ts'
export { signTrustList } from './sign-trust-list.ts'
export {
  createDocumentSigner,
  type DocumentSigner,
  type DocumentType,
  findDocument,
  findSignatureKey,
  signDocument,
  toDocumentText,
  toSignature,
  verifySignatures,
} from './signed-document.ts'
export { listHash, type OpenedTrustList, parseTrustList } from './trust-list.ts'
export {
  type PeerRequest,
  signTrustRequest,
  verifyFoundingKeys,
  verifyTrustRequest,
} from './trust-request.ts'
export {
  type Anchor,
  type AtTime,
  defaultGraceMs,
  isSignedByQuorum,
  type VerifiedTrustList,
  validityOf,
  verifyChain,
  verifyInForce,
  verifyPinned,
  verifySuccessor,
  verifyTrustList,
} from './verify-trust-list.ts'
