import type { Person, SearchSubject } from '@isthmus/contract'
import { matchKeysOfPerson, matchKeysOfSubject } from '@isthmus/protocol/match-keys'
import { comparePerson, explain, prepareSubject } from '@isthmus/protocol/score'
import { toSubjects } from '../key-index.ts'

const HELD = 1_000
const SUBJECTS = 100

/** Processor time of comparisons (persons met before, and for the first time) and of match keys. */
export function runSpeed(persons: readonly Person[]): Record<string, number> {
  const subjects = persons.slice(0, 2 * SUBJECTS).flatMap((person) => toSubjects(person).slice(0, 1))
  const held = persons.slice(0, HELD)
  const asked = subjects.slice(0, SUBJECTS)
  compareEach(subjects.slice(SUBJECTS), held, false)
  const ready = toMicroseconds(() => compareEach(asked, held, false), asked.length * held.length)
  const explained = toMicroseconds(() => compareEach(asked, held, true), asked.length * held.length)
  const fresh = structuredClone(persons.slice(0, 4 * HELD))
  const first = toMicroseconds(() => compareEach(asked.slice(0, 1), fresh, true), fresh.length)
  return {
    compares_per_s: 1e6 / ready,
    us_per_compare: ready,
    us_per_explained: explained,
    us_per_first_sight: first,
    us_keys_of_person: toMicroseconds(() => held.map(matchKeysOfPerson), held.length),
    us_keys_of_subject: toMicroseconds(() => subjects.map(matchKeysOfSubject), subjects.length),
  }
}

function compareEach(
  subjects: readonly SearchSubject[],
  held: readonly Person[],
  isExplained: boolean,
): void {
  for (const subject of subjects) {
    const prepared = prepareSubject(subject)
    for (const person of held) {
      const { comparisons } = comparePerson(prepared, person, { population: 10_000 })
      if (isExplained) explain(comparisons)
    }
  }
}

/** Microseconds of processor time for one of `count` pieces of work; wall time would tell of other programs too. */
function toMicroseconds(work: () => unknown, count: number): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / Math.max(1, count)
}
