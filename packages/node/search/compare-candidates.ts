import type { Hit, Person } from '@isthmus/contract'
import {
  comparePerson,
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
  comparing: Comparing,
): Hit[] {
  const { population, model = shippedModel } = comparing
  return persons
    .flatMap((person) =>
      person ? [{ person, ...comparePerson(subject, person, { population, model }) }] : [],
    )
    .filter(({ band }) => band !== 'none')
    .sort((a, b) => b.score - a.score)
    .slice(0, mostHits)
    .flatMap(({ person }) => toHit(subject, person, comparing))
}

/** Compared once more, for only what is told has to be explained word by word. */
function toHit(
  subject: PreparedSubject,
  person: Person,
  { population, model = shippedModel, detail }: Comparing,
): Hit[] {
  const { score, probability, band, comparisons } = comparePerson(subject, person, {
    population,
    model,
    detail,
  })
  if (band === 'none') return []
  return [
    {
      reference: person.reference,
      score,
      prior: toPriorBits(population),
      probability,
      band,
      comparisons: comparisons.map((comparison) => toToldComparison(comparison, detail)),
      ...(person.category ? { category: person.category } : {}),
      ...(person.asOf ? { asOf: person.asOf } : {}),
    },
  ]
}
