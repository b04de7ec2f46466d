import type { Person, SearchSubject } from '@isthmus/contract'
import { matchKeysOfPerson, matchKeysOfSubject } from '@isthmus/protocol/match-keys'

/** An in-memory stand-in for a peer's hit index: match key to persons. */
export class KeyIndex {
  readonly persons: readonly Person[]
  readonly keys: number
  readonly #places = new Map<string, number[]>()

  constructor(persons: readonly Person[]) {
    this.persons = persons
    let keys = 0
    for (const [at, person] of persons.entries()) {
      for (const key of matchKeysOfPerson(person)) {
        const places = this.#places.get(key)
        if (places === undefined) this.#places.set(key, [at])
        else places.push(at)
        keys++
      }
    }
    this.keys = keys
  }

  /** The persons that share a key with any of the subjects. */
  candidatesOf(subjects: readonly SearchSubject[]): Set<number> {
    const found = new Set<number>()
    for (const subject of subjects) {
      for (const key of matchKeysOfSubject(subject))
        for (const at of this.#places.get(key) ?? []) found.add(at)
    }
    return found
  }

  largestBucket(): number {
    let largest = 0
    for (const places of this.#places.values()) largest = Math.max(largest, places.length)
    return largest
  }
}

/** One subject for each name of a person, with its births and documents: what officers with that record could ask. */
export function toSubjects(person: Person): SearchSubject[] {
  const claim = person.claims[0]
  if (claim === undefined) return []
  const birth = claim.births[0]
  const documents = claim.documents.slice(0, 5).map(({ number }) => ({ number }))
  return claim.names.map((name) => ({
    full: name.full ?? '',
    ...(birth === undefined ? {} : { birth }),
    ...(documents.length === 0 ? {} : { documents }),
  }))
}
