import type { Person, SourceEntry } from '@isthmus/contract'
import type { PolicySource } from '../policy/index.ts'

/** A source of this peer as search needs it: what the catalogue says, what the policy asks, and the way to live records. */
export type SearchableSource = {
  entry: SourceEntry
  policySource: PolicySource
  /**
   * The persons at these locators, read now from the source; undefined where a record is gone. Throws when the source
   * cannot be read or has been replaced since it was indexed.
   */
  fetchPersons(
    locators: readonly string[],
    sourceState: string,
    signal: AbortSignal,
  ): Promise<(Person | undefined)[]>
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

export type FoundCandidates = {
  population: number
  sourceState: string
  candidates: readonly { locator: string }[]
}
