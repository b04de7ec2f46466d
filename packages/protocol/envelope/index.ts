export { type ExpectedAnswer, openAnswer, sealAnswer } from './answer.ts'
export { EnvelopeError, type EnvelopeErrorCode } from './errors.ts'
export { type Header, longestLifetimeMs, toleratedSkewMs } from './header.ts'
export {
  generatePeerKeys,
  type PeerPublicKeys,
  type PeerSecrets,
  type PrivateKeys,
  type PublicKeys,
  toPrivateKeys,
  toPublicKeys,
} from './keys.ts'
export {
  type AnswerSecret,
  type OpenedQuestion,
  type OpeningPeer,
  openQuestion,
  type SealedQuestion,
  sealQuestion,
} from './question.ts'
