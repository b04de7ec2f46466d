import type { Person } from '@isthmus/contract'
import { comparePerson, prepareSubject } from '@isthmus/protocol/score'
import { toPerson } from '../bench-person.ts'
import { findText, toObjects, toRows } from '../files.ts'
import { KeyIndex } from '../key-index.ts'
import { thresholds } from '../thresholds.ts'
import { toRates } from './lists.ts'

type Politician = {
  id: string
  country: string
  birth_date: string | null
  gender: string | null
  names: { name: string; script: string; langs: string[] }[]
}
type Query = { id: string; script: string; name: string; birth: string | undefined }
export type Politicians = { index: KeyIndex; queries: Query[] }

/** Office holders with Latin names (with single-script background), and their names in other scripts as questions. */
export function findPoliticians(folders: readonly string[]): Politicians | undefined {
  const multi = findText(folders, 'multiscript/politicians_multiscript.jsonl.gz')
  const background = findText(folders, 'multiscript/politicians_background.tsv.gz')
  if (multi === undefined || background === undefined) return undefined
  const persons: Person[] = []
  const queries: Query[] = []
  for (const one of toObjects<Politician>(multi)) {
    const latin = one.names.filter((name) => name.script === 'LATIN').map((name) => name.name)
    if (latin.length === 0) continue
    persons.push(toPerson({ id: one.id, names: latin, dob: one.birth_date === null ? [] : [one.birth_date] }))
    const scripts = new Set(one.names.map((name) => name.script))
    for (const script of scripts) {
      const name = one.names.find((candidate) => candidate.script === script)?.name
      if (script !== 'LATIN' && name !== undefined)
        queries.push({ id: one.id, script, name, birth: one.birth_date ?? undefined })
    }
  }
  for (const row of toRows(background, '\t')) {
    const names = [row.name ?? '', ...(row.other_names ?? '').split('|')].filter((name) => name !== '')
    persons.push(
      toPerson({
        id: row.id ?? '',
        names,
        dob: row.birth_date === '' ? [] : [row.birth_date ?? ''],
      }),
    )
  }
  return { index: new KeyIndex(persons), queries }
}

/** Name in one script and birth date: share of right persons accepted, and share of accepted that are right. */
export function runWithBirth(
  { index, queries }: Politicians,
  detail = new Map<string, [number, number, number]>(),
): Record<string, number> {
  let found = 0
  let wrong = 0
  let total = 0
  let reached = 0
  let candidates = 0
  for (const { id, script, name, birth } of queries) {
    if (birth === undefined) continue
    total++
    const tally = detail.get(script) ?? [0, 0, 0]
    tally[0]++
    const subject = { full: name, birth }
    const prepared = prepareSubject(subject)
    for (const at of index.candidatesOf([subject])) {
      candidates++
      const person = index.persons[at]
      if (person?.reference === id) reached++
      if (
        person === undefined ||
        comparePerson(prepared, person, { population: index.persons.length }).score < thresholds.politicians
      )
        continue
      if (person.reference === id) {
        found++
        tally[1]++
      } else {
        wrong++
        tally[2]++
      }
    }
    detail.set(script, tally)
  }
  return {
    ...toRates(found, wrong, total),
    reached_by_keys: reached / total,
    candidates_per_question: candidates / total,
    questions: total,
  }
}

/** The name alone: share of questions whose best answer is the right person, by script. */
export function runNameOnly({ index, queries }: Politicians): Record<string, number> {
  const counts = new Map<string, [asked: number, right: number]>([['all', [0, 0]]])
  for (const { id, script, name } of queries) {
    const isRight = findBest(index, name) === id
    for (const key of ['all', script.toLowerCase()]) {
      const count = counts.get(key) ?? [0, 0]
      count[0]++
      if (isRight) count[1]++
      counts.set(key, count)
    }
  }
  return Object.fromEntries(
    [...counts].filter(([, [asked]]) => asked >= 20).map(([key, [asked, right]]) => [key, right / asked]),
  )
}

function findBest(index: KeyIndex, name: string): string | undefined {
  const prepared = prepareSubject({ full: name })
  let best = 0
  let found: string | undefined
  for (const at of index.candidatesOf([{ full: name }])) {
    const person = index.persons[at]
    if (person === undefined) continue
    const { score } = comparePerson(prepared, person, { population: index.persons.length })
    if (score > best) {
      best = score
      found = person.reference
    }
  }
  return found
}
