export { verifyAnswerLine } from './answer-line.ts'
export { type Hash, payloadCommitmentOf, verifyCommitment } from './commitment.ts'
export { ProofError, type ProofErrorCode } from './errors.ts'
export { type AnswerHeader, answerLineBytes, type EnvelopeHeader, headerBytes } from './header.ts'
export {
  type ExpectedReceipt,
  mostReceipts,
  type ReceiptToSign,
  receiptBytes,
  signReceipt,
  signReceipts,
  verifyReceipt,
} from './receipt.ts'
export {
  type ExpectedStatement,
  longestStatementMs,
  signStatement,
  verifyStatement,
} from './statement.ts'
