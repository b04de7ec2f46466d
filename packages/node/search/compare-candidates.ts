import type { Hit, Person } from '@isthmus/contract'
import { comparePerson, type PreparedSubject } from '@isthmus/protocol/score'

/** What one source tells of one subject at most; the contract allows no more. */
const mostHits = 25

/** Compares live records with the subject, in memory; what is no match leaves no trace. Best first. */
export function toHits(
  subject: PreparedSubject,
  persons: readonly (Person | undefined)[],
  population: number,
): Hit[] {
  return persons
    .flatMap((person) => (person ? toHit(subject, person, population) : []))
    .sort((a, b) => b.score - a.score)
    .slice(0, mostHits)
}

function toHit(subject: PreparedSubject, person: Person, population: number): Hit[] {
  const result = comparePerson(subject, person, { population })
  if (result.band === 'none') return []
  return [
    {
      reference: person.reference,
      score: result.score,
      probability: result.probability,
      band: result.band,
      comparisons: result.comparisons,
      ...(person.category ? { category: person.category } : {}),
      ...(person.asOf ? { asOf: person.asOf } : {}),
    },
  ]
}
