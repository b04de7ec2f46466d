export type { AnsweringParts } from './answer-question.ts'
export type { FederationParts } from './ask-federation.ts'
export { SearchError, type SearchErrorCode } from './errors.ts'
export { answerSearch } from './operations/answer-search.ts'
export {
  type Asked,
  type AskingOfficer,
  type AskParts,
  askBatch,
  askSearch,
} from './operations/ask-search.ts'
export type { FindCandidates, FoundCandidates, SearchableSource } from './searchable-source.ts'
export { SourceDirectory } from './source-directory.ts'
