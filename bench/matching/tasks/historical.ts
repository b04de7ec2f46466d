import { type PlainPerson, toPerson } from '../bench-person.ts'
import { findText, toRows } from '../files.ts'
import { countPairs, linkPersons } from '../link-persons.ts'
import { toRates } from '../rates.ts'
import type { TaskResult } from '../task.ts'

/** Splink's historical figures with errors: who is who among all records, without labels; every pair counts. */
export function runHistorical(folders: readonly string[]): TaskResult | undefined {
  const text = findText(folders, 'bench/splink_historical*.csv.gz', 'bench/splink_historical*.csv')
  if (text === undefined) return undefined
  const rows = toRows(text)
  const { groups, links } = linkPersons(rows.map(toPlain).map(toPerson))
  const truth = rows.map((row) => row.cluster ?? '')
  const { found, wrong, total } = countPairs(groups, truth)
  const reached = links.filter(({ a, b }) => truth[a] === truth[b]).length
  return { ...toRates(found, wrong, total), records: rows.length, reached_by_keys: reached / total }
}

/** The contract knows no occupation, so that column is not used. */
function toPlain(row: Record<string, string>): PlainPerson {
  return {
    id: row.unique_id ?? '',
    names: [row.full_name ?? ''],
    dob: row.dob === '' ? [] : [row.dob ?? ''],
    gender: row.gender === 'male' || row.gender === 'female' ? row.gender : null,
    places: [row.birth_place ?? '', row.postcode_fake ?? ''].filter((place) => place !== ''),
  }
}
