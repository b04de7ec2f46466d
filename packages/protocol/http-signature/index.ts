export { parseContentDigest, toContentDigest } from './content-digest.ts'
export { HttpSignatureError, type HttpSignatureErrorCode } from './errors.ts'
export {
  type ListedKey,
  longestSignatureMs,
  toleratedSkewMs,
  type VerifyEd25519,
} from './profile.ts'
export {
  type BundleToSign,
  type RequestToSign,
  type SigningParts,
  signBundle,
  signRequest,
} from './sign-request.ts'
export {
  type Fields,
  type HttpMessage,
  type HttpRequest,
  type HttpResponse,
  toSignatureBase,
} from './signature-base.ts'
export {
  type BareItem,
  type InnerList,
  type Item,
  isInnerList,
  type Member,
  parseDictionary,
  serialiseInnerList,
  serialiseItem,
  serialiseMember,
} from './structured-fields.ts'
export {
  type BundledRequest,
  mostOfBundle,
  parseBundle,
  toBundleBody,
  toBundleTree,
  type VerifiedBundle,
  verifyBundle,
  verifyBundledMessage,
} from './verify-bundle.ts'
export { verifyKey } from './verify-key.ts'
export {
  type ReceivedRequest,
  type SeenSignature,
  type VerifiedRequest,
  type VerifyingParts,
  verifyRequest,
} from './verify-request.ts'
