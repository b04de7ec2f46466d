import type { Person } from '@isthmus/contract'
import { compareProfiles, toPersonProfile } from '@isthmus/protocol/score'
import { findJudgedLists, type JudgedPair } from '../judged-lists.ts'
import { KeyIndex, toSubjects } from '../key-index.ts'
import { toRates } from '../rates.ts'
import type { TaskResult } from '../task.ts'
import { thresholds } from '../thresholds.ts'

/** Namesakes of whom nobody knows whether they are one person (UN entry, UK entry); they count neither way. */
const undetermined = new Set([
  toPairId('un:6908500', 'uk26:DPR0006'),
  toPairId('un:6908511', 'uk26:DPR0044'),
  toPairId('un:6908584', 'uk26:DPR0019'),
])

/** UN against UK 2026: every pair counts, so precision is real. Candidates come from the match keys. */
export async function runUnUk26(folders: readonly string[]): Promise<TaskResult | undefined> {
  const lists = await findJudgedLists(folders)
  if (lists === undefined) return undefined
  const persons = [...lists.persons.values()]
  const un = persons.filter((person) => person.reference.startsWith('un:'))
  const index = new KeyIndex(persons.filter((person) => person.reference.startsWith('uk26:')))
  const truth = toTruth(lists.pairs)
  if (un.length === 0 || index.persons.length === 0 || truth.size === 0) return undefined
  const held = index.persons.map(toPersonProfile)
  let found = 0
  let wrong = 0
  for (const person of un) {
    const asked = toPersonProfile(person)
    for (const at of index.candidatesOf(toSubjects(person))) {
      const profile = held[at]
      const pair = toPairId(person.reference, index.persons[at]?.reference ?? '')
      if (profile === undefined || undetermined.has(pair)) continue
      if (compareProfiles(asked, profile, { population: 1 }).score < thresholds.unUk) continue
      if (truth.has(pair)) found++
      else wrong++
    }
  }
  return toRates(found, wrong, truth.size)
}

function toTruth(pairs: readonly JudgedPair[]): Set<string> {
  const truth = new Set<string>()
  for (const { a, b, isSame } of pairs) {
    const [un, uk] = isFrom(a, 'un') ? [a, b] : [b, a]
    const pair = toPairId(un.reference, uk.reference)
    if (isSame && isFrom(un, 'un') && isFrom(uk, 'uk26') && !undetermined.has(pair)) truth.add(pair)
  }
  return truth
}

function isFrom(person: Person, list: string): boolean {
  return person.reference.startsWith(`${list}:`)
}

function toPairId(un: string, uk: string): string {
  return `${un} ${uk}`
}
