export {
  type Hash,
  mostReceipts,
  ProofError,
  type ProofErrorCode,
  payloadCommitmentOf,
  type ReceiptToSign,
  signReceipt,
  signReceipts,
  signStatement,
  verifyCommitment,
  verifyReceipt,
  verifyStatement,
} from '../proof/index.ts'
export {
  type AnswerToSeal,
  type ExpectedAnswer,
  longestAnswerMs,
  type OpenedAnswer,
  openAnswer,
  type SealedAnswer,
  sealAnswer,
} from './answer.ts'
export { EnvelopeError, type EnvelopeErrorCode } from './errors.ts'
export { type EncapsulatedFileKey, type FileKeyPlace, openFileKey, sealFileKey } from './file-key.ts'
export {
  type AnswerKind,
  isMessageKind,
  isQuestionKind,
  type KindRules,
  type MessageKind,
  messageKinds,
  type QuestionKind,
} from './kinds.ts'
export type { MessageSecret } from './message-keys.ts'
export { sha256, verifyEd25519 } from './native.ts'
export { type OpenedMessage, type OpeningParts, openMessage, parseEnvelope } from './open-message.ts'
export { type MessageToSeal, type Random, type SealedMessage, sealMessage } from './seal-message.ts'
export {
  longestSessionMs,
  type Receiver,
  ReceiverSessions,
  type SenderSession,
  SenderSessions,
} from './sessions.ts'
export { importOpeningKey, importSealingKey } from './suite.ts'
