import { compareProfiles, type Profile, toPersonProfile } from '@isthmus/protocol/score'
import { toPerson } from '../bench-person.ts'
import { findText, toRows } from '../files.ts'
import { toRates } from '../rates.ts'
import type { TaskResult } from '../task.ts'
import { thresholds } from '../thresholds.ts'

type ScoredCase = { score: number; isMatch: boolean }

/**
 * Pairs of personal names made to mislead (OpenSanctions' name_bench), nothing but the names on either side. `best_f1` is
 * that of the best of all thresholds, as published figures are; `f1` that of the fixed one.
 */
export function runNameBench(folders: readonly string[]): TaskResult | undefined {
  const text = findText(folders, 'bench/nomenklatura_name_bench_cases.csv')
  if (text === undefined) return undefined
  const cases = toRows(text)
    .filter((row) => row.schema === 'Person')
    .map(({ name1 = '', name2 = '', is_match }) => ({
      score: compareProfiles(toNameProfile(name1), toNameProfile(name2), { population: 1 }).score,
      isMatch: is_match === 'true',
    }))
  const matches = cases.filter(({ isMatch }) => isMatch).length
  const best = toBest(cases, matches)
  const fixed = toRatesFrom(cases, thresholds.nameBench, matches)
  return {
    best_f1: best.rates.f1,
    best_threshold: best.threshold,
    f1: fixed.f1,
    precision: fixed.precision,
    recall: fixed.recall,
    pairs: cases.length,
    matches,
  }
}

function toNameProfile(name: string): Profile {
  return toPersonProfile(toPerson({ id: 'case', names: [name.replaceAll(';', ' ')] }))
}

function toBest(cases: readonly ScoredCase[], matches: number) {
  let best = { threshold: Number.POSITIVE_INFINITY, rates: toRates(0, 0, matches) }
  for (const threshold of new Set(cases.map(({ score }) => score))) {
    const rates = toRatesFrom(cases, threshold, matches)
    if (rates.f1 > best.rates.f1) best = { threshold, rates }
  }
  return best
}

function toRatesFrom(cases: readonly ScoredCase[], threshold: number, matches: number) {
  const accepted = cases.filter(({ score }) => score >= threshold)
  const found = accepted.filter(({ isMatch }) => isMatch).length
  return toRates(found, accepted.length - found, matches)
}
