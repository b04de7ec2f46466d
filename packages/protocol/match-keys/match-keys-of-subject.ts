import type { SearchSubject } from '@isthmus/contract'
import { findPeriod, type Period, toYearMonthDay } from '../dates/index.ts'
import { type NameForms, type NameToken, toNameForms } from '../names/index.ts'
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

const MAX_KEYS = 60
const MAX_WORDS = 6
const MAX_YEARS = 12

/**
 * The match keys under which a person who fits the question may stand in an index, likeliest first, at most 60: other
 * readings of open spellings, words joined, neighbouring years are all tried here, so that the index need not hold them.
 */
export function matchKeysOfSubject(subject: SearchSubject): string[] {
  const keys = new Set<string>()
  for (const document of subject.documents ?? []) {
    const number = findDocumentNumber(document.number)
    if (number !== undefined) keys.add(`d|${number}`)
  }
  const years = toAskedYears(subject.birth === undefined ? undefined : findPeriod(subject.birth))
  const names = toNames(subject)
  const rounds = names.map((tokens) => toRounds(tokens, years))
  for (let round = 0; round < 3; round++) {
    for (const keysOfRound of rounds) for (const key of keysOfRound[round] ?? []) keys.add(key)
    if (round === 0 && subject.birth?.length === 10) addDayKeys(keys, names, subject.birth)
  }
  return [...keys].slice(0, MAX_KEYS)
}

function addDayKeys(keys: Set<string>, names: readonly NameToken[][], birth: string): void {
  for (const tokens of names) {
    for (const token of tokens.slice(0, 4))
      for (const skeleton of token.skeletons) keys.add(toDayKey(skeleton, birth))
  }
}

function toNames(subject: SearchSubject): NameToken[][] {
  const names: NameForms[] = []
  const { full, family, given } = subject
  if (family !== undefined || given !== undefined) {
    names.push(
      toNameForms({ ...(family === undefined ? {} : { family }), ...(given === undefined ? {} : { given }) }),
    )
  }
  if (full !== undefined) names.push(toNameForms(full))
  return names.flatMap(({ tokens, otherReadings }) =>
    [tokens, ...otherReadings].map((reading) => toKeyTokens(reading, MAX_WORDS)),
  )
}

/** The years that a birth may mean in a source, the likeliest first. */
function toAskedYears(period: Period | undefined): number[] {
  if (period === undefined) return []
  const first = toYearMonthDay(period.from).year
  const last = toYearMonthDay(period.to).year
  const years: number[] = []
  for (let year = first; year <= last && years.length < MAX_YEARS - 2; year++) years.push(year)
  const slack = period.isCirca ? 3 : 1
  for (let off = 1; off <= slack; off++) years.push(first - off, last + off)
  return years.slice(0, MAX_YEARS)
}

/** First the usual readings, then the other readings and joined words, then what is left. */
function toRounds(tokens: readonly NameToken[], years: readonly number[]): string[][] {
  const usual: string[] = []
  const other: string[] = []
  const whole = toWholeKey(tokens.map((token) => token.skeleton))
  if (whole !== undefined) usual.push(whole)
  addPairs(tokens, usual, other)
  for (const token of tokens) {
    if (years[0] !== undefined) usual.push(toBirthKey(token.skeleton, years[0]))
    for (const skeleton of token.skeletons.slice(1))
      if (years[0] !== undefined) other.push(toBirthKey(skeleton, years[0]))
  }
  addJoined(tokens, usual)
  const rest: string[] = []
  for (const year of years.slice(1)) for (const token of tokens) rest.push(toBirthKey(token.skeleton, year))
  return [usual, other, rest]
}

function addPairs(tokens: readonly NameToken[], usual: string[], other: string[]): void {
  forPairs(tokens, (a, b) => {
    const short = isShortPair(a, b) ? findShortKey(a, b) : undefined
    usual.push(short ?? toPairKey(a.skeleton, b.skeleton))
    if (short !== undefined) return
    for (const left of a.skeletons) {
      for (const right of b.skeletons)
        if (left !== a.skeleton || right !== b.skeleton) other.push(toPairKey(left, right))
    }
  })
}

/** Neighbouring words as one word, with each other word. */
function addJoined(tokens: readonly NameToken[], keys: string[]): void {
  if (tokens.length < 3 || tokens.length > 5) return
  for (let at = 0; at + 1 < tokens.length; at++) {
    const joined = (tokens[at]?.skeleton ?? '') + (tokens[at + 1]?.skeleton ?? '').replace(/^a/, '')
    for (const [other, token] of tokens.entries())
      if (other !== at && other !== at + 1) keys.push(toPairKey(joined, token.skeleton))
  }
}

function forPairs(tokens: readonly NameToken[], act: (a: NameToken, b: NameToken) => void): void {
  for (let i = 0; i < tokens.length; i++) {
    for (let j = i + 1; j < tokens.length; j++) {
      const a = tokens[i]
      const b = tokens[j]
      if (a !== undefined && b !== undefined) act(a, b)
    }
  }
}
