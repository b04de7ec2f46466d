import type { Person, SearchSubject } from '@isthmus/contract'
import { matchKeysOfPerson, matchKeysOfSubject } from '@isthmus/protocol/match-keys'
import { comparePerson, explain, prepareSubject } from '@isthmus/protocol/score'
import { findJudgedLists } from '../judged-lists.ts'
import { toSubjects } from '../key-index.ts'
import type { TaskResult } from '../task.ts'

const heldCount = 1_000
const subjectCount = 40
const repeats = 5

/** Processor time of comparisons (persons met before, and for the first time) and of match keys. */
export async function runSpeed(folders: readonly string[]): Promise<TaskResult | undefined> {
  const lists = await findJudgedLists(folders)
  if (lists === undefined) return undefined
  const persons = [...lists.persons.values()]
  const subjects = persons.slice(0, 2 * subjectCount).flatMap((person) => toSubjects(person).slice(0, 1))
  const held = persons.slice(0, heldCount)
  const asked = subjects.slice(0, subjectCount)
  compareEach(subjects.slice(subjectCount), held, false)
  const ready = toMicroseconds(() => compareEach(asked, held, false), asked.length * held.length)
  const explained = toMicroseconds(() => compareEach(asked, held, true), asked.length * held.length)
  const batches = Array.from({ length: repeats }, (_, at) =>
    persons.slice(heldCount * (at + 1), heldCount * (at + 2)),
  )
  const first = toMicroseconds(
    () => compareEach(asked.slice(0, 1), batches.pop() ?? [], true),
    Math.min(heldCount, persons.length),
  )
  return {
    compares_per_s: 1e6 / ready,
    us_per_compare: ready,
    us_per_explained: explained,
    explanation_cost: explained / ready,
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
      const { comparisons } = comparePerson(prepared, person, {
        population: 10_000,
        detail: isExplained ? 'parts' : 'none',
      })
      if (isExplained) explain(comparisons)
    }
  }
}

/**
 * Microseconds of processor time for one of `count` pieces of work, the best of five: wall time would tell of other
 * programs too, and so does a single run on a busy machine.
 */
function toMicroseconds(work: () => unknown, count: number): number {
  let best = Number.POSITIVE_INFINITY
  for (let repeat = 0; repeat < repeats; repeat++) {
    const start = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(start)
    best = Math.min(best, user + system)
  }
  return best / Math.max(1, count)
}
