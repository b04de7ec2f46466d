import type { Person } from '@isthmus/contract'
import { matchKeysOfPerson, matchKeysOfSubject } from '@isthmus/protocol/match-keys'
import { comparePerson, explain, prepareSubject } from '@isthmus/protocol/score'
import { toSubjects } from '../key-index.ts'

/** Comparisons per second on this core: persons ready and persons seen for the first time, explanation on. */
export function runSpeed(persons: readonly Person[]): Record<string, number> {
  const subjects = persons.slice(0, 200).flatMap((person) => toSubjects(person).slice(0, 1))
  const held = persons.slice(0, 1_000)
  for (const subject of subjects.slice(0, 20)) compareAll(subject, held, false)
  const ready = toMicroseconds(
    () => subjects.slice(0, 100).forEach((subject) => compareAll(subject, held, false)),
    100 * held.length,
  )
  const explained = toMicroseconds(
    () => subjects.slice(0, 100).forEach((subject) => compareAll(subject, held, true)),
    100 * held.length,
  )
  const fresh = structuredClone(held)
  const first = toMicroseconds(
    () => subjects.slice(0, 1).forEach((subject) => compareAll(subject, fresh, true)),
    fresh.length,
  )
  const keys = toMicroseconds(
    () => persons.slice(0, 3_000).forEach((person) => void matchKeysOfPerson(person)),
    Math.min(3_000, persons.length),
  )
  const asked = toMicroseconds(
    () => subjects.forEach((subject) => void matchKeysOfSubject(subject)),
    subjects.length,
  )
  return {
    compares_per_s: 1e6 / ready,
    us_per_compare: ready,
    us_per_explained: explained,
    us_per_first_sight: first,
    us_keys_of_person: keys,
    us_keys_of_subject: asked,
  }
}

function compareAll(
  subject: Parameters<typeof prepareSubject>[0],
  held: readonly Person[],
  isExplained: boolean,
): void {
  const prepared = prepareSubject(subject)
  for (const person of held) {
    const { comparisons } = comparePerson(prepared, person, { population: 10_000 })
    if (isExplained) explain(comparisons)
  }
}

function toMicroseconds(work: () => void, count: number): number {
  const start = process.hrtime.bigint()
  work()
  return Number(process.hrtime.bigint() - start) / 1e3 / Math.max(1, count)
}
