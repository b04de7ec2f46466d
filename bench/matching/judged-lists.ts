import type { Person } from '@isthmus/contract'
import { compareProfiles, toPersonProfile } from '@isthmus/protocol/score'
import { demoSourceIds, readDemoPersons } from '@isthmus/testbed/read-lists'
import { type PlainPerson, toPerson } from './bench-person.ts'
import { findText, shippedFolder, toObjects, toRows } from './files.ts'
import { toText } from './key-index.ts'
import type { TaskResult } from './task.ts'

/** Two entries of official lists of whom analysts or reference numbers say whether they are one person. */
export type JudgedPair = { a: Person; b: Person; isSame: boolean }

/** `persons` by list and id. */
export type JudgedLists = { persons: ReadonlyMap<string, Person>; pairs: readonly JudgedPair[] }

const read = new Map<string, Promise<JudgedLists | undefined>>()

/**
 * The persons of the official lists with the judged pairs: from the plain file of the data directory, or, for the shipped
 * data, from the lists of the demo federation. Read once. Undefined when a file is missing.
 */
export function findJudgedLists(folders: readonly string[]): Promise<JudgedLists | undefined> {
  const key = folders.join('\0')
  const found = read.get(key) ?? readJudgedLists(folders)
  read.set(key, found)
  return found
}

async function readJudgedLists(folders: readonly string[]): Promise<JudgedLists | undefined> {
  const pairText = findText(folders, 'truth/crosslist_pairs.csv')
  const persons = await findPersons(folders)
  if (pairText === undefined || persons === undefined) return undefined
  const pairs: JudgedPair[] = []
  for (const row of toRows(pairText)) {
    const a = persons.get(`${row.list_a}:${row.id_a}`)
    const b = persons.get(`${row.list_b}:${row.id_b}`)
    if (a !== undefined && b !== undefined) pairs.push({ a, b, isSame: row.same === '1' })
  }
  return { persons, pairs }
}

async function findPersons(folders: readonly string[]): Promise<Map<string, Person> | undefined> {
  const plain = findText(folders, 'truth/persons.jsonl.gz')
  if (plain === undefined) return folders.includes(shippedFolder) ? readShippedPersons() : undefined
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

/** Share of the same pairs found, and of the judged-different pairs accepted, from `threshold` bits on. */
export function countAccepted(pairs: readonly JudgedPair[], threshold: number): TaskResult {
  const counts = { same: 0, found: 0, different: 0, accepted: 0 }
  for (const { a, b, isSame } of pairs) {
    const { score } = compareProfiles(toPersonProfile(a), toPersonProfile(b), { population: 1 })
    if (isSame) counts.same++
    else counts.different++
    if (score >= threshold) counts[isSame ? 'found' : 'accepted']++
  }
  return {
    recall: counts.found / Math.max(1, counts.same),
    different_accepted: counts.accepted / Math.max(1, counts.different),
    same_pairs: counts.same,
    different_pairs: counts.different,
  }
}

/** The same person with some of the names; the index counts through all claims, so 0 is the primary name. */
export function withNames(person: Person, keep: (name: string, at: number) => boolean): Person {
  let at = 0
  const claims = person.claims.map((claim) => ({
    ...claim,
    names: claim.names.filter((name) => keep(toText(name), at++)),
  }))
  return { ...person, claims }
}
