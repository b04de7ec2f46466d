export { type AllowedDeletions, assertDeletions, type Deletions } from './assert-deletions.ts'
export { IntakeError, type IntakeErrorCode } from './errors.ts'
export { inspectSource } from './inspect-source.ts'
export { type IntakeRun, openIntakeRun } from './intake-run.ts'
export {
  assertFits,
  type Canonical,
  type Fault,
  findCountry,
  type MappingText,
  parseMapping,
  parseMappingText,
  proposeMapping,
  toCanonical,
  toCountry,
} from './mapping/index.ts'
export { type FetchedPersons, type OpenSource, OpenSources } from './open-sources.ts'
export { type ConnectParts, connectSource } from './operations/connect-source.ts'
export { type QualityCounts, QualityTally } from './quality-tally.ts'
export { type CanonicalItem, readCanonical } from './read-canonical.ts'
export { IntakeReader, type StoredSource } from './reader.ts'
export { type SourceBounds, toSourceBounds, verifySourcePlaces } from './source-bounds.ts'
export { IntakeTransactor, type NewSource, type RunOutcome } from './transactor.ts'
