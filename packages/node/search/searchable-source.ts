import type { SourceEntry } from '@isthmus/contract'
import type { Model } from '@isthmus/protocol/score'
import type { FetchedPersons } from '../intake/index.ts'
import type { PolicySource } from '../policy/index.ts'

/** A source of this peer as search needs it: what the catalogue says, what the policy asks, and the way to live records. */
export type SearchableSource = {
  entry: SourceEntry
  policySource: PolicySource
  /** The persons at these locators, read now from the source. Throws when the source cannot be read. */
  fetchPersons(locators: readonly string[], sourceState: string, signal: AbortSignal): Promise<FetchedPersons>
}

/**
 * Candidates of the hit index for each subject's keys, in their order: they share match keys with the question, nothing
 * more is known yet. Their locators are good in `sourceState` only. Undefined where the source has not been indexed.
 */
export type FindCandidates = (lookup: {
  sourceId: string
  subjects: readonly (readonly string[])[]
  limit: number
  kind: 'person'
}) => Promise<readonly FoundCandidates[] | undefined>

/** `model`: what was learnt from the source's own persons; the shipped one where it is missing. */
export type FoundCandidates = {
  population: number
  sourceState: string
  model?: Model
  candidates: readonly FoundCandidate[]
}

/** `digest` differs from that of a person who is not, or no longer, the one that was indexed. */
export type FoundCandidate = { locator: string; digest: bigint }
