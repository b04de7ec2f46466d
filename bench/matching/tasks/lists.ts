import type { Person } from '@isthmus/contract'
import { matchKeysOfPerson } from '@isthmus/protocol/match-keys'
import { scriptOf } from '@isthmus/protocol/names'
import { compareProfiles, toPersonProfile } from '@isthmus/protocol/score'
import { demoSourceIds, readDemoPersons } from '@isthmus/testbed/read-lists'
import { type PlainPerson, toPerson } from '../bench-person.ts'
import { findText, toObjects, toRows } from '../files.ts'
import { KeyIndex, toSubjects, toText } from '../key-index.ts'
import { thresholds } from '../thresholds.ts'

type Pair = { a: Person; b: Person; isSame: boolean }
type Lists = { persons: Map<string, Person>; pairs: Pair[] }
type Row = Record<string, number>

/**
 * The persons of the official lists with the pairs that analysts or reference numbers decided: from the plain file of
 * the data directory, or else from the lists that the demo federation ships.
 */
export async function findLists(folders: readonly string[]): Promise<Lists | undefined> {
  const pairText = findText(folders, 'truth/crosslist_pairs.csv')
  if (pairText === undefined) return undefined
  const persons = findPlainPersons(folders) ?? (await readShippedPersons())
  const pairs: Pair[] = []
  for (const row of toRows(pairText)) {
    const a = persons.get(`${row.list_a}:${row.id_a}`)
    const b = persons.get(`${row.list_b}:${row.id_b}`)
    if (a !== undefined && b !== undefined) pairs.push({ a, b, isSame: row.same === '1' })
  }
  return { persons, pairs }
}

function findPlainPersons(folders: readonly string[]): Map<string, Person> | undefined {
  const plain = findText(folders, 'truth/persons.jsonl.gz')
  if (plain === undefined) return undefined
  const persons = new Map<string, Person>()
  for (const one of toObjects<PlainPerson & { list: string }>(plain)) {
    const reference = `${one.list}:${one.id}`
    persons.set(reference, toPerson({ ...one, id: reference }))
  }
  return persons
}

async function readShippedPersons(): Promise<Map<string, Person>> {
  const persons = new Map<string, Person>()
  for (const sourceId of demoSourceIds) {
    for await (const { person, truth } of readDemoPersons(sourceId)) {
      if (truth === undefined) continue
      const reference = `${truth.list}:${truth.id}`
      persons.set(reference, { ...person, reference })
    }
  }
  return persons
}

/** Share of same pairs found and of judged-different pairs accepted, with every name of both sides. */
export function runAllAliases({ pairs }: Lists): Row {
  return countAccepted(pairs, thresholds.listsAllAliases)
}

/** The same with only the primary names. */
export function runPrimary({ pairs }: Lists): Row {
  const cut = pairs.map((pair) => ({
    ...pair,
    a: withNames(pair.a, (_, at) => at === 0),
    b: withNames(pair.b, (_, at) => at === 0),
  }))
  return countAccepted(cut, thresholds.listsPrimary)
}

/** One side only in Latin letters, the other only in another script. */
export function runOppositeScripts({ pairs }: Lists): Row {
  const cut: Pair[] = []
  for (const pair of pairs) {
    for (const [one, other] of [
      [pair.a, pair.b],
      [pair.b, pair.a],
    ] as const) {
      const a = withNames(one, (name) => scriptOf(name) !== 'Latn')
      const b = withNames(other, (name) => scriptOf(name) === 'Latn')
      if (hasName(a) && hasName(b)) cut.push({ a, b, isSame: pair.isSame })
    }
  }
  return countAccepted(cut, thresholds.listsOppositeScripts)
}

const UNDETERMINED = new Set(['6908500–DPR0006', '6908511–DPR0044', '6908584–DPR0019'])

/** UN against UK 2026: every pair counts, so precision is real. Candidates come from the match keys. */
export function runUnUk({ persons, pairs }: Lists): Row {
  const un = [...persons.values()].filter((person) => person.reference.startsWith('un:'))
  const index = new KeyIndex([...persons.values()].filter((person) => person.reference.startsWith('uk26:')))
  const held = index.persons.map(toPersonProfile)
  const truth = new Set<string>()
  for (const { a, b, isSame } of pairs) {
    if (
      isSame &&
      `${a.reference}${b.reference}`.includes('un:') &&
      `${a.reference}${b.reference}`.includes('uk26:')
    )
      truth.add([a.reference, b.reference].sort().join())
  }
  let found = 0
  let wrong = 0
  for (const person of un) {
    const asked = toPersonProfile(person)
    for (const at of index.candidatesOf(toSubjects(person))) {
      const other = index.persons[at]
      const profile = held[at]
      if (other === undefined || profile === undefined || isUndetermined(person, other)) continue
      if (compareProfiles(asked, profile, { population: 1 }).score < thresholds.unUk) continue
      if (truth.has([person.reference, other.reference].sort().join())) found++
      else wrong++
    }
  }
  return toRates(found, wrong, truth.size)
}

function isUndetermined(un: Person, uk: Person): boolean {
  return UNDETERMINED.has(`${un.reference.slice(3)}–${uk.reference.slice(5)}`)
}

/** Share of same pairs that share a match key when one side's record asks, and what keys and candidates cost. */
export function runKeyRecall({ persons, pairs }: Lists): Row {
  const all = [...persons.values()]
  const index = new KeyIndex(all)
  const same = pairs.filter((pair) => pair.isSame)
  const candidates = new Map<Person, Set<string>>()
  let shared = 0
  let directed = 0
  for (const { a, b } of same) {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      directed++
      let found = candidates.get(one)
      if (found === undefined) {
        found = new Set(
          [...index.candidatesOf(toSubjects(one))].map((at) => index.persons[at]?.reference ?? ''),
        )
        candidates.set(one, found)
      }
      if (found.has(other.reference)) shared++
    }
  }
  const single = runSingleQuestions(index, all.slice(0, 2_000))
  return {
    recall: shared / directed,
    keys_per_person: index.keys / all.length,
    most_keys: Math.max(...all.map((person) => matchKeysOfPerson(person).length)),
    ...single,
    largest_bucket: index.largestBucket(),
  }
}

function runSingleQuestions(index: KeyIndex, persons: readonly Person[]): Row {
  let candidates = 0
  for (const person of persons) candidates += index.candidatesOf(toSubjects(person).slice(0, 1)).size
  return { candidates_per_question: candidates / persons.length }
}

function countAccepted(pairs: readonly Pair[], threshold: number): Row {
  const counts = { same: 0, found: 0, different: 0, accepted: 0 }
  for (const { a, b, isSame } of pairs) {
    const { score } = compareProfiles(toPersonProfile(a), toPersonProfile(b), { population: 1 })
    if (isSame) counts.same++
    else counts.different++
    if (score >= threshold) counts[isSame ? 'found' : 'accepted']++
  }
  return {
    recall: counts.found / counts.same,
    different_accepted: counts.accepted / counts.different,
    same_pairs: counts.same,
    different_pairs: counts.different,
  }
}

/** Precision, recall and F1 from counts of accepted and true pairs. */
export function toRates(found: number, wrong: number, total: number): Row {
  const precision = found / Math.max(1, found + wrong)
  const recall = found / Math.max(1, total)
  return { precision, recall, f1: (2 * precision * recall) / Math.max(1e-9, precision + recall) }
}

/** The same person with some of the names; the index counts through all claims, so 0 is the primary name. */
function withNames(person: Person, keep: (name: string, at: number) => boolean): Person {
  let at = 0
  const claims = person.claims.map((claim) => ({
    ...claim,
    names: claim.names.filter((name) => keep(toText(name), at++)),
  }))
  return { ...person, claims }
}

function hasName(person: Person): boolean {
  return person.claims.some((claim) => claim.names.length > 0)
}
