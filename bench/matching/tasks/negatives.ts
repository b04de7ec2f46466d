import type { Person } from '@isthmus/contract'
import { comparePerson, prepareSubject } from '@isthmus/protocol/score'
import { findText, toRows } from '../files.ts'
import { KeyIndex } from '../key-index.ts'
import { thresholds } from '../thresholds.ts'

/** Synthetic people who are on no list: how many of them are accepted as somebody listed. */
export function findFalseAlarms(
  folders: readonly string[],
  persons: readonly Person[],
): Record<string, number> | undefined {
  const text = findText(folders, 'bench/yente_negatives_global.csv.gz')
  if (text === undefined) return undefined
  const index = new KeyIndex(persons)
  const rows = toRows(text)
  let alarms = 0
  let candidates = 0
  for (const row of rows) {
    const subject = { full: row.full_name ?? '', birth: row.date_of_birth ?? '' }
    const prepared = prepareSubject(subject)
    const found = index.candidatesOf([subject])
    candidates += found.size
    for (const at of found) {
      const person = index.persons[at]
      if (
        person !== undefined &&
        comparePerson(prepared, person, { population: persons.length }).score >= thresholds.negatives
      ) {
        alarms++
        break
      }
    }
  }
  return {
    false_alarm_rate: alarms / rows.length,
    questions: rows.length,
    candidates_per_question: candidates / rows.length,
  }
}
