import type { Hit, Person } from '@isthmus/contract'
import {
  type FoundMatch,
  findPersonMatch,
  type Model,
  type PreparedSubject,
  shippedModel,
  toPriorBits,
} from '@isthmus/protocol/score'
import { type Detail, toToldComparison } from './told-comparison.ts'

/** What one source tells of one subject at most; the contract allows no more. */
const mostHits = 25

type Comparing = {
  /** Persons in the source. */
  population: number
  /** What was learnt from the source's own persons, if anything. */
  model: Model | undefined
  detail: Detail
}

/** Compares live records with the subject, in memory; what is no match leaves no trace. Best first. */
export function toHits(
  subject: PreparedSubject,
  persons: readonly (Person | undefined)[],
  { population, model = shippedModel, detail }: Comparing,
): Hit[] {
  const found: { person: Person; match: FoundMatch }[] = []
  for (const person of persons) {
    const match = person && findPersonMatch(subject, person, { population, model, detail })
    if (match) found.push({ person, match })
  }
  return found
    .sort((a, b) => b.match.score - a.match.score)
    .slice(0, mostHits)
    .map(({ person, match: { comparisons, score, probability, band } }) => ({
      reference: person.reference,
      score,
      prior: toPriorBits(population),
      probability,
      band,
      comparisons: comparisons.map((comparison) => toToldComparison(comparison, detail)),
      ...(person.category ? { category: person.category } : {}),
      ...(person.asOf ? { asOf: person.asOf } : {}),
    }))
}
