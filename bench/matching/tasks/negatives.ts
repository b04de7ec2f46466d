import { comparePerson, prepareSubject } from '@isthmus/protocol/score'
import { findText, toRows } from '../files.ts'
import { findJudgedLists } from '../judged-lists.ts'
import { KeyIndex } from '../key-index.ts'
import type { TaskResult } from '../task.ts'
import { thresholds } from '../thresholds.ts'

/** Synthetic people who are on no list: how many of them are accepted as somebody listed. */
export async function runNegatives(folders: readonly string[]): Promise<TaskResult | undefined> {
  const text = findText(folders, 'bench/yente_negatives_global.csv.gz', 'bench/yente_negatives*.csv.gz')
  const lists = await findJudgedLists(folders)
  if (text === undefined || lists === undefined) return undefined
  const index = new KeyIndex([...lists.persons.values()])
  const population = index.persons.length
  const rows = toRows(text)
  let alarms = 0
  let candidates = 0
  for (const row of rows) {
    const birth = row.date_of_birth ?? ''
    const subject = { full: row.full_name ?? '', ...(birth === '' ? {} : { birth }) }
    const prepared = prepareSubject(subject)
    const found = index.candidatesOf([subject])
    candidates += found.size
    for (const at of found) {
      const person = index.persons[at]
      if (person === undefined) continue
      if (comparePerson(prepared, person, { population }).score < thresholds.negatives) continue
      alarms++
      break
    }
  }
  return {
    false_alarm_rate: alarms / Math.max(1, rows.length),
    questions: rows.length,
    candidates_per_question: candidates / Math.max(1, rows.length),
  }
}
