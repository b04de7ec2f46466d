import type { Comparison } from '@isthmus/contract'
import { type BirthComparison, compareBirths } from '../dates/index.ts'
import { rarityOfBirth, rarityOfNationality } from './field-rarity.ts'
import type { Model } from './model.ts'
import type { Profile, ProfileDocument } from './profile.ts'
import { isOneSlip } from './slip.ts'

export type FieldOptions = { readonly model: Model; readonly detail: 'none' | 'parts' | 'held' }

const YEAR_DAYS = 365.25
const MAX_SHOWN = 500

/** The best pair of births, with how many years lie between them and by how many days the wider one is open. */
export type BirthMatch = BirthComparison & {
  readonly bits: number
  readonly asked: string
  /** Its text may first have to be made. */
  readonly held: Profile['births'][number]
}

export function compareBirthLists(
  asked: Profile['births'],
  held: Profile['births'],
  { model, detail }: FieldOptions,
): Comparison | undefined {
  const first = asked[0]
  if (first === undefined) return undefined
  const best = matchBirths(asked, held, model)
  if (best === undefined) return { field: 'birth', level: 'unknown', bits: 0, asked: first.edtf }
  const { level, bits } = best
  return {
    field: 'birth',
    level,
    bits,
    asked: best.asked,
    ...(detail === 'held' ? { held: best.held.edtf } : {}),
  }
}

export function matchBirths(
  asked: Profile['births'],
  held: Profile['births'],
  model: Model,
): BirthMatch | undefined {
  let best: BirthMatch | undefined
  for (const one of asked) {
    for (const other of held) {
      const found = compareBirths(one.period, other.period)
      const days = Math.max(one.period.to - one.period.from, other.period.to - other.period.from)
      const bits =
        found.level === 'exact' && days === 0 ? toDayBits(one.edtf, model) : toBirthBits(found, days, model)
      if (best === undefined || bits > best.bits) best = { ...found, bits, asked: one.edtf, held: other }
    }
  }
  return best
}

/** The same day; a day on which many are born, like 1 January, tells less, but no less than a swapped one. */
function toDayBits(edtf: string, model: Model): number {
  const { birth } = model.weights
  return Math.max(birth['swapped-day-month'], birth.exact + rarityOfBirth(edtf, model))
}

function toBirthBits({ level, years }: BirthComparison, days: number, { weights }: Model): number {
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
  { model, detail }: FieldOptions,
): Comparison | undefined {
  if (asked.length === 0) return undefined
  const shown = asked.join(', ').slice(0, MAX_SHOWN)
  if (held.length === 0) return { field: 'nationality', level: 'unknown', bits: 0, asked: shown }
  const { agrees, differs } = model.weights.nationality
  let bits = Number.NEGATIVE_INFINITY
  for (const country of asked)
    if (held.includes(country))
      bits = Math.max(bits, agrees + rarityOfNationality(country, model), differs / 2)
  const isAgreed = bits > Number.NEGATIVE_INFINITY
  return {
    field: 'nationality',
    level: isAgreed ? 'exact' : 'differs',
    bits: isAgreed ? bits : differs,
    asked: shown,
    ...(detail === 'held' ? { held: held.join(', ').slice(0, MAX_SHOWN) } : {}),
  }
}

export function compareSexes(
  asked: string | undefined,
  held: string | undefined,
  { model: { weights }, detail }: FieldOptions,
): Comparison | undefined {
  if (asked === undefined) return undefined
  if (held === undefined) return { field: 'sex', level: 'unknown', bits: 0, asked }
  const isAgreed = asked === held
  return {
    field: 'sex',
    level: isAgreed ? 'exact' : 'differs',
    bits: isAgreed ? weights.sex.agrees : weights.sex.differs,
    asked,
    ...(detail === 'held' ? { held } : {}),
  }
}

export function compareDocuments(
  asked: readonly ProfileDocument[],
  held: readonly ProfileDocument[],
  { model, detail }: FieldOptions,
): Comparison | undefined {
  const first = asked[0]
  if (first === undefined) return undefined
  const best = matchDocuments(asked, held, model)
  if (best === undefined) return { field: 'document', level: 'unknown', bits: 0, asked: first.number }
  const { level, bits, one, other } = best
  const told = { field: 'document', level, bits, asked: one.number } as const
  return detail === 'held' ? { ...told, held: other.number } : told
}

export type DocumentMatch = {
  readonly level: 'exact' | 'close' | 'differs'
  readonly bits: number
  readonly one: ProfileDocument
  readonly other: ProfileDocument
}

const LEAST_FOR_SLIP = 7

export function matchDocuments(
  asked: readonly ProfileDocument[],
  held: readonly ProfileDocument[],
  { weights: { document } }: Model,
): DocumentMatch | undefined {
  let best: DocumentMatch | undefined
  for (const one of asked) {
    for (const other of held) {
      const level = toDocumentLevel(one.number, other.number)
      const isElsewhere =
        level !== 'differs' &&
        one.country !== undefined &&
        other.country !== undefined &&
        one.country !== other.country
      const own = level === 'exact' ? document.agrees : document[level]
      const bits = own + (isElsewhere ? document.otherCountry : 0)
      if (best === undefined || bits > best.bits) best = { level, bits, one, other }
    }
  }
  return best
}

function toDocumentLevel(one: string, other: string): DocumentMatch['level'] {
  if (one === other) return 'exact'
  return one.length >= LEAST_FOR_SLIP && isOneSlip(one, other) ? 'close' : 'differs'
}
