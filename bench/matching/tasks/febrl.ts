import type { Person } from '@isthmus/contract'
import { readFebrl, toFebrlPersons } from '../febrl-persons.ts'
import { findText } from '../files.ts'
import { countPairs, linkPersons } from '../link-persons.ts'
import { toRates } from '../rates.ts'
import type { TaskResult } from '../task.ts'

/**
 * FEBRL 4: five thousand originals against five thousand corrupted copies, all fields, without labels. Where only FEBRL 3
 * lies in the directory it is that: duplicates among five thousand records, every pair counts.
 */
export function runFebrl(folders: readonly string[]): TaskResult | undefined {
  const febrl = readFebrl(folders)
  if (febrl === undefined) return linkDuplicates(folders)
  const { originals, copies } = febrl
  return link([...originals, ...copies], (at) => (at < originals.length ? 0 : 1))
}

/** FEBRL 3 where FEBRL 4 lies beside it. */
export function runFebrlDedup(folders: readonly string[]): TaskResult | undefined {
  return readFebrl(folders) === undefined ? undefined : linkDuplicates(folders)
}

function linkDuplicates(folders: readonly string[]): TaskResult | undefined {
  const text = findText(folders, 'bench/febrl_dataset3.csv')
  return text === undefined ? undefined : link(toFebrlPersons(text))
}

/** Groups of the persons against `rec-N`, the person in a record's number. */
function link(persons: readonly Person[], sideOf?: (at: number) => number): TaskResult {
  const { groups, links } = linkPersons(persons, sideOf === undefined ? {} : { sideOf })
  const truth = persons.map(({ reference }) => /^rec-\d+/.exec(reference)?.[0] ?? reference)
  const { found, wrong, total } = countPairs(groups, truth)
  const reached = links.filter(({ a, b }) => truth[a] === truth[b]).length
  return { ...toRates(found, wrong, total), records: persons.length, reached_by_keys: reached / total }
}
