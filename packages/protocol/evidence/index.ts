export {
  answerName,
  type EvidenceFiles,
  manifestName,
  proofName,
  trustListName,
} from './evidence-files.ts'
export { type Finding, Findings } from './finding.ts'
export { limitsOf, limitsOfLogs } from './limits.ts'
export { formatReadable, type ReadableEntry, readablePath } from './readable.ts'
export { readTrustChain, type TrustChainOptions } from './trust-chain.ts'
export { type MeasuredFile, verifyFileInHand } from './verify-attachment.ts'
export { type VerifiedCheckpoint, verifyCheckpoint } from './verify-checkpoint.ts'
export { type EvidenceReport, verifyEvidence } from './verify-evidence.ts'
export { type LogFiles, type LogOptions, type LogReport, verifyLogFiles } from './verify-log-files.ts'
export { manifestBytes } from './verify-manifest.ts'
export {
  keysOf,
  nameOf,
  type ProvenEntry,
  verifyEd25519,
  verifyLogProof,
  verifyReceiptFile,
  verifyReceiptLogged,
} from './verify-receipt.ts'
export { originOf, requiredWitnesses, type TrustFile, verifyTrust, witnessNameOf } from './verify-trust.ts'
export {
  catalogues,
  type EvidenceLanguage,
  fillIn,
  isEvidenceLanguage,
  type Said,
  type SentenceCode,
  say,
  toSentence,
} from './words/catalogue.ts'
export { createEvidenceZip, openEvidenceZip } from './zip.ts'
