import type { IdentityClaim, Name, Person } from '@isthmus/contract'
import { findPeriod, type Period, toYearMonthDay } from '../dates/index.ts'
import { type NameToken, toNameForms } from '../names/index.ts'
import { findDocumentNumber } from './document-key.ts'
import {
  findShortKey,
  isShortPair,
  toBirthKey,
  toDayKey,
  toKeyTokens,
  toPairKey,
  toWholeKey,
} from './name-keys.ts'

const MAX_KEYS = 40
const MAX_WORDS = 6
const MAX_YEARS = 6
const MAX_DAY_KEYS = 6
/** A second reading at most this much less likely than the first is indexed as well, in bits. */
const RANGE = 1.5

/**
 * The match keys of a person in a source, best first, at most 40. Each holds two identifying parts or a document
 * number. They are clear text: blind them before they are stored.
 */
export function matchKeysOfPerson(person: Person): string[] {
  const keys = new Set<string>()
  for (const claim of person.claims) addDocumentKeys(keys, claim)
  const years = toYears(person.claims)
  const rankings: string[][] = []
  for (const claim of person.claims) {
    for (const name of claim.names)
      rankings.push(...toReadings(name).map((tokens) => keysOfReading(tokens, years)))
  }
  addInTurns(keys, rankings)
  addDayKeys(keys, person.claims)
  return [...keys].slice(0, MAX_KEYS)
}

function addDocumentKeys(keys: Set<string>, claim: IdentityClaim): void {
  for (const document of claim.documents) {
    const number = findDocumentNumber(document.number)
    if (number !== undefined && keys.size < MAX_KEYS / 4) keys.add(`d|${number}`)
  }
}

function toYears(claims: readonly IdentityClaim[]): number[] {
  const years = new Set<number>()
  for (const claim of claims) {
    for (const birth of claim.births) {
      const period = findPeriod(birth)
      if (period !== undefined) addYears(years, period)
    }
  }
  return [...years].slice(0, MAX_YEARS)
}

function addYears(years: Set<number>, period: Period): void {
  const first = toYearMonthDay(period.from).year
  const last = toYearMonthDay(period.to).year
  // Long ranges are met by the question's neighbouring years; the index holds every second of them.
  const step = last - first > 3 ? 2 : 1
  for (let year = first; year <= last; year += step) years.add(year)
}

/** First letters of the first names with the first whole birth dates. */
function addDayKeys(keys: Set<string>, claims: readonly IdentityClaim[]): void {
  const days = claims
    .flatMap((claim) =>
      claim.births.filter((birth) => birth.length === 10 && findPeriod(birth) !== undefined),
    )
    .slice(0, 2)
  if (days.length === 0) return
  const own = new Set<string>()
  for (const name of claims.flatMap((claim) => claim.names).slice(0, 4)) {
    for (const token of toReadings(name).flatMap((tokens) => tokens.slice(0, 4)))
      for (const day of days) own.add(toDayKey(token.skeleton, day))
  }
  for (const key of [...own].slice(0, MAX_DAY_KEYS)) keys.add(key)
}

function toReadings(name: Name): NameToken[][] {
  const { tokens, otherReadings } = toNameForms(name)
  return [tokens, ...otherReadings].map((reading) => toKeyTokens(reading, MAX_WORDS))
}

function keysOfReading(tokens: readonly NameToken[], years: readonly number[]): string[] {
  const keys: string[] = []
  const whole = toWholeKey(tokens.map((token) => token.skeleton))
  if (whole !== undefined) keys.push(whole)
  for (const [at, a] of tokens.entries()) for (const b of tokens.slice(at + 1)) addPairKeys(keys, a, b)
  for (const token of tokens) for (const year of years) keys.push(toBirthKey(token.skeleton, year))
  return keys
}

function addPairKeys(keys: string[], a: NameToken, b: NameToken): void {
  const short = isShortPair(a, b) ? findShortKey(a, b) : undefined
  if (short !== undefined) keys.push(short)
  keys.push(toPairKey(a.skeleton, b.skeleton))
  const otherOfA = findOtherReading(a)
  const otherOfB = findOtherReading(b)
  if (otherOfA !== undefined) keys.push(toPairKey(otherOfA, b.skeleton))
  if (otherOfB !== undefined) keys.push(toPairKey(a.skeleton, otherOfB))
}

/** A question in Latin letters cannot guess which of two sounds a letter of another script stands for. */
function findOtherReading(token: NameToken): string | undefined {
  return token.script !== 'Latn' && (token.skeletonCosts[1] ?? RANGE) < RANGE ? token.skeletons[1] : undefined
}

/** One key of each name in turn, so that a person with many aliases keeps some of every alias. */
function addInTurns(keys: Set<string>, rankings: readonly string[][]): void {
  const longest = Math.max(0, ...rankings.map((ranking) => ranking.length))
  for (let at = 0; at < longest && keys.size < MAX_KEYS - MAX_DAY_KEYS; at++) {
    for (const ranking of rankings) {
      const key = ranking[at]
      if (key !== undefined) keys.add(key)
    }
  }
}
