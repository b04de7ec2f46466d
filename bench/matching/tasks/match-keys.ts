import type { Person } from '@isthmus/contract'
import { matchKeysOfPerson } from '@isthmus/protocol/match-keys'
import { findJudgedLists } from '../judged-lists.ts'
import { KeyIndex, toSubjects } from '../key-index.ts'
import type { TaskResult } from '../task.ts'

/** Share of same pairs that share a match key when one side's record asks, and what keys and candidates cost. */
export async function runMatchKeys(folders: readonly string[]): Promise<TaskResult | undefined> {
  const lists = await findJudgedLists(folders)
  if (lists === undefined) return undefined
  const all = [...lists.persons.values()]
  const index = new KeyIndex(all)
  const candidates = new Map<Person, Set<string>>()
  let shared = 0
  let directed = 0
  for (const { a, b } of lists.pairs.filter((pair) => pair.isSame)) {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      directed++
      const found = candidates.get(one) ?? toReferences(index, one)
      candidates.set(one, found)
      if (found.has(other.reference)) shared++
    }
  }
  return {
    recall: shared / Math.max(1, directed),
    keys_per_person: index.keys / all.length,
    most_keys: Math.max(...all.map((person) => matchKeysOfPerson(person).length)),
    candidates_per_question: toCandidatesOfOne(index, all.slice(0, 2_000)),
    largest_bucket: index.largestBucket(),
  }
}

function toReferences(index: KeyIndex, person: Person): Set<string> {
  return new Set([...index.candidatesOf(toSubjects(person))].map((at) => index.persons[at]?.reference ?? ''))
}

function toCandidatesOfOne(index: KeyIndex, persons: readonly Person[]): number {
  let candidates = 0
  for (const person of persons) candidates += index.candidatesOf(toSubjects(person).slice(0, 1)).size
  return candidates / Math.max(1, persons.length)
}
