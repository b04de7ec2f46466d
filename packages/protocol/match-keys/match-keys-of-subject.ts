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

type PricedKey = { key: string; cost: number }

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
  const found: PricedKey[] = []
  for (const tokens of toNames(subject)) {
    addWholeKeys(found, tokens)
    addPairs(found, tokens)
    addBirthKeys(found, tokens, years)
    addJoined(found, tokens)
    if (subject.birth?.length === 10) addDayKeys(found, tokens, subject.birth)
  }
  found.sort((a, b) => a.cost - b.cost || (a.key < b.key ? -1 : 1))
  for (const { key } of found) if (keys.size < MAX_KEYS) keys.add(key)
  return [...keys].slice(0, MAX_KEYS)
}

function addDayKeys(found: PricedKey[], tokens: readonly NameToken[], birth: string): void {
  for (const token of tokens.slice(0, 4)) {
    for (const [at, skeleton] of token.skeletons.entries())
      found.push({ key: toDayKey(skeleton, birth), cost: costOf(token, at) - 0.5 })
  }
}

function costOf(token: NameToken, at: number): number {
  return token.skeletonCosts[at] ?? 0
}

/** The keys of the whole name: with each word read the usual way, and with one word read another way. */
function addWholeKeys(found: PricedKey[], tokens: readonly NameToken[]): void {
  const usual = tokens.map((token) => token.skeleton)
  const add = (skeletons: readonly string[], cost: number) => {
    const key = toWholeKey(skeletons)
    if (key !== undefined) found.push({ key, cost })
  }
  add(usual, 0)
  for (const [place, token] of tokens.entries()) {
    for (const [at, skeleton] of token.skeletons.entries())
      if (at > 0) add(usual.with(place, skeleton), costOf(token, at) + 0.5)
  }
}

function addBirthKeys(found: PricedKey[], tokens: readonly NameToken[], years: readonly number[]): void {
  for (const [nth, year] of years.entries()) {
    for (const token of tokens) {
      for (const [at, skeleton] of token.skeletons.entries())
        found.push({
          key: toBirthKey(skeleton, year),
          cost: costOf(token, at) + (nth === 0 ? 0.25 : 3 + nth / 4),
        })
    }
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

function addPairs(found: PricedKey[], tokens: readonly NameToken[]): void {
  forPairs(tokens, (a, b) => {
    const short = isShortPair(a, b) ? findShortKey(a, b) : undefined
    if (short !== undefined) found.push({ key: short, cost: 0 })
    for (const [i, left] of a.skeletons.entries()) {
      for (const [j, right] of b.skeletons.entries()) {
        const isShort = short !== undefined && i === 0 && j === 0
        if (!isShort) found.push({ key: toPairKey(left, right), cost: costOf(a, i) + costOf(b, j) })
      }
    }
  })
}

/** Neighbouring words as one word, with each other word. */
function addJoined(found: PricedKey[], tokens: readonly NameToken[]): void {
  if (tokens.length < 3 || tokens.length > 5) return
  for (let at = 0; at + 1 < tokens.length; at++) {
    const joined = (tokens[at]?.skeleton ?? '') + (tokens[at + 1]?.skeleton ?? '').replace(/^a/, '')
    for (const [other, token] of tokens.entries())
      if (other !== at && other !== at + 1) found.push({ key: toPairKey(joined, token.skeleton), cost: 1 })
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
