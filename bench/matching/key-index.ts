import type { Name, Person, SearchSubject } from '@isthmus/contract'
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

/** A name as one text. */
export function toText(name: Name): string {
  const parts = [name.given, name.middle, name.patronymic, name.family].filter((part) => part !== undefined)
  return name.full ?? parts.join(' ')
}

/** One subject for each name of a person, with its first birth and documents: what an officer with that record could ask. */
export function toSubjects(person: Person): SearchSubject[] {
  const birth = person.claims.flatMap((claim) => claim.births)[0]
  const documents = person.claims
    .flatMap((claim) => claim.documents)
    .slice(0, 5)
    .map(({ number }) => ({ number }))
  return person.claims
    .flatMap((claim) => claim.names)
    .map((name) => ({
      full: toText(name),
      ...(birth === undefined ? {} : { birth }),
      ...(documents.length === 0 ? {} : { documents }),
    }))
}
