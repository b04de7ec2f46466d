export { type Postings, parsePostings, postingsKept, toBucketOfToken } from './bucket.ts'
export {
  type BuiltGeneration,
  buildGeneration,
  type GenerationDraft,
  type Indexable,
} from './build-generation.ts'
export { MatchingError, type MatchingErrorCode } from './errors.ts'
export { type Candidate, type CandidateQuestion, type FoundCandidates, HitIndex } from './hit-index.ts'
export { type IndexKey, toIndexKey, toToken } from './index-key.ts'
export { type IndexingParts, indexSource } from './operations/index-source.ts'
export { type RemovalParts, removeSource } from './operations/remove-source.ts'
export { type RankedRecord, rankRecords } from './ranking.ts'
export { dropIndex, sweepGenerations } from './sweep-generations.ts'
