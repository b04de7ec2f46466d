import type { Comparison } from '@isthmus/contract'
import { compareBirths } from '../dates/index.ts'
import { compareNames } from './compare-names.ts'
import type { Profile, ProfileDocument, ProfileName } from './profile.ts'
import { weights } from './weights.ts'

/** The best of all pairs of names; undefined when the question names nobody. */
export function compareNameLists(
  asked: readonly ProfileName[],
  held: readonly ProfileName[],
): Comparison | undefined {
  if (asked.length === 0) return undefined
  const first = asked[0]
  let best: Comparison = {
    field: 'name',
    level: held.length === 0 ? 'unknown' : 'differs',
    bits: held.length === 0 ? 0 : -Infinity,
  }
  for (const one of asked) {
    for (const other of held) {
      const { bits, level } = compareNames(one, other)
      const isAlias = one.isAlias || other.isAlias
      const own =
        bits + (isAlias ? weights.name.alias : 0) + (one.isWeak || other.isWeak ? weights.name.weakAlias : 0)
      if (own > best.bits)
        best = { field: 'name', level, bits: own, ...(other.isAlias ? { alias: true } : {}) }
    }
  }
  return first === undefined ? best : { ...best, asked: first.shown }
}

export function compareBirthLists(asked: Profile['births'], held: Profile['births']): Comparison | undefined {
  const own = asked[0]
  if (own === undefined) return undefined
  let best: Comparison = {
    field: 'birth',
    level: held.length === 0 ? 'unknown' : 'differs',
    bits: held.length === 0 ? 0 : -Infinity,
    asked: own.edtf,
  }
  for (const one of asked) {
    for (const other of held) {
      const { level, years } = compareBirths(one.period, other.period)
      const bits = toBirthBits(
        level,
        years,
        Math.max(one.period.to - one.period.from, other.period.to - other.period.from),
      )
      if (bits > best.bits) best = { field: 'birth', level, bits, asked: one.edtf }
    }
  }
  return best
}

const YEAR_DAYS = 365.25

function toBirthBits(level: ReturnType<typeof compareBirths>['level'], years: number, days: number): number {
  if (level === 'differs')
    return Math.max(weights.leastBirth, weights.birth.differs + weights.birthPerYear * years)
  if (level === 'overlaps')
    return Math.max(0.5, weights.birth.overlaps - Math.log2(Math.max(1, days / YEAR_DAYS)))
  if (level === 'exact' && days > 0) return weights.birth.exact - 4
  return weights.birth[level]
}

export function compareNationalities(
  asked: readonly string[],
  held: readonly string[],
): Comparison | undefined {
  if (asked.length === 0) return undefined
  const shown = asked.join(', ').slice(0, 500)
  if (held.length === 0) return { field: 'nationality', level: 'unknown', bits: 0, asked: shown }
  const agrees = asked.some((country) => held.includes(country))
  return agrees
    ? { field: 'nationality', level: 'exact', bits: weights.nationality.agrees, asked: shown }
    : { field: 'nationality', level: 'differs', bits: weights.nationality.differs, asked: shown }
}

export function compareSexes(asked: string | undefined, held: string | undefined): Comparison | undefined {
  if (asked === undefined) return undefined
  if (held === undefined) return { field: 'sex', level: 'unknown', bits: 0, asked }
  return asked === held
    ? { field: 'sex', level: 'exact', bits: weights.sex.agrees, asked }
    : { field: 'sex', level: 'differs', bits: weights.sex.differs, asked }
}

export function comparePlaces(
  asked: readonly ProfileName[],
  held: readonly ProfileName[],
): Comparison | undefined {
  const first = asked[0]
  if (first === undefined) return undefined
  const { shown } = first
  if (held.length === 0) return { field: 'place', level: 'unknown', bits: 0, asked: shown }
  let best: 'exact' | 'close' | 'partial' | 'differs' = 'differs'
  for (const one of asked) {
    for (const other of held) {
      const level = toPlaceLevel(compareNames(one, other).level)
      if (weights.place[level] > weights.place[best]) best = level
    }
  }
  return { field: 'place', level: best, bits: weights.place[best], asked: shown }
}

function toPlaceLevel(level: Comparison['level']): 'exact' | 'close' | 'partial' | 'differs' {
  if (level === 'exact' || level === 'same-after-romanisation') return 'exact'
  if (level === 'very-close' || level === 'close') return 'close'
  return level === 'partial' ? 'partial' : 'differs'
}

export function compareDocuments(
  asked: readonly ProfileDocument[],
  held: readonly ProfileDocument[],
): Comparison | undefined {
  const first = asked[0]
  if (first === undefined) return undefined
  if (held.length === 0) return { field: 'document', level: 'unknown', bits: 0, asked: first.number }
  let best: Comparison = {
    field: 'document',
    level: 'differs',
    bits: weights.document.differs,
    asked: first.number,
  }
  for (const one of asked) {
    for (const other of held) {
      const level =
        one.number === other.number ? 'exact' : isOneSlip(one.number, other.number) ? 'close' : undefined
      if (level === undefined) continue
      const elsewhere =
        one.country !== undefined && other.country !== undefined && one.country !== other.country
      const bits =
        (level === 'exact' ? weights.document.agrees : weights.document.close) +
        (elsewhere ? weights.document.otherCountry : 0)
      if (bits > best.bits) best = { field: 'document', level, bits, asked: one.number }
    }
  }
  return best
}

/** One character changed, in numbers of at least seven characters. */
function isOneSlip(a: string, b: string): boolean {
  if (a.length !== b.length || a.length < 7) return false
  let differing = 0
  for (let at = 0; at < a.length && differing < 2; at++)
    if (a.charCodeAt(at) !== b.charCodeAt(at)) differing++
  return differing === 1
}
