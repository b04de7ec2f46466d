import { comparePerson, prepareSubject } from '@isthmus/protocol/score'
import { findPoliticians } from '../politicians.ts'
import { toRates } from '../rates.ts'
import type { TaskResult } from '../task.ts'
import { thresholds } from '../thresholds.ts'

type Tally = { asked: number; found: number; wrong: number }

/** Name in one script and birth date: share of right persons accepted, and share of accepted that are right. */
export function runPoliticiansDob(folders: readonly string[]): TaskResult | undefined {
  const politicians = findPoliticians(folders)
  if (politicians === undefined) return undefined
  const { index, queries } = politicians
  const population = index.persons.length
  const all: Tally = { asked: 0, found: 0, wrong: 0 }
  const scripts: Record<string, Tally> = {}
  let reached = 0
  let candidates = 0
  for (const { id, script, name, birth } of queries) {
    if (birth === undefined) continue
    const own = scripts[script.toLowerCase()] ?? { asked: 0, found: 0, wrong: 0 }
    scripts[script.toLowerCase()] = own
    for (const tally of [all, own]) tally.asked++
    const subject = { full: name, birth }
    const prepared = prepareSubject(subject)
    for (const at of index.candidatesOf([subject])) {
      candidates++
      const person = index.persons[at]
      if (person?.reference === id) reached++
      if (person === undefined) continue
      if (comparePerson(prepared, person, { population }).score < thresholds.politicians) continue
      for (const tally of [all, own]) tally[person.reference === id ? 'found' : 'wrong']++
    }
  }
  return {
    ...toRates(all.found, all.wrong, all.asked),
    reached_by_keys: reached / Math.max(1, all.asked),
    candidates_per_question: candidates / Math.max(1, all.asked),
    questions: all.asked,
    scripts: toScriptRates(scripts),
  }
}

function toScriptRates(scripts: Readonly<Record<string, Tally>>): TaskResult {
  const rows = Object.entries(scripts).filter(([, { asked }]) => asked >= 20)
  return Object.fromEntries(
    rows.map(([script, { asked, found, wrong }]) => [script, toRates(found, wrong, asked)]),
  )
}
