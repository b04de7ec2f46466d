import type { Person, SearchSubject } from '@isthmus/contract'
import { matchKeysOfPerson, matchKeysOfSubject } from '@isthmus/protocol/match-keys'
import { comparePerson, explain, prepareSubject } from '@isthmus/protocol/score'
import { toSubjects } from '../key-index.ts'

const HELD = 1_000
const SUBJECTS = 40

/** Processor time of comparisons (persons met before, and for the first time) and of match keys. */
export function runSpeed(persons: readonly Person[]): Record<string, number> {
  const subjects = persons.slice(0, 2 * SUBJECTS).flatMap((person) => toSubjects(person).slice(0, 1))
  const held = persons.slice(0, HELD)
  const asked = subjects.slice(0, SUBJECTS)
  compareEach(subjects.slice(SUBJECTS), held, false)
  const ready = toMicroseconds(() => compareEach(asked, held, false), asked.length * held.length)
  const explained = toMicroseconds(() => compareEach(asked, held, true), asked.length * held.length)
  const batches = Array.from({ length: REPEATS }, (_, at) => persons.slice(HELD * (at + 1), HELD * (at + 2)))
  const first = toMicroseconds(() => compareEach(asked.slice(0, 1), batches.pop() ?? [], true), HELD)
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

const REPEATS = 5

/**
 * Microseconds of processor time for one of `count` pieces of work, the best of five: wall time would tell of other
 * programs too, and so does a single run on a busy machine.
 */
function toMicroseconds(work: () => unknown, count: number): number {
  let best = Number.POSITIVE_INFINITY
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const start = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(start)
    best = Math.min(best, user + system)
  }
  return best / Math.max(1, count)
}
