import type { Comparison } from '@isthmus/contract'
import { soundSimilarity } from '../names/index.ts'
import type { FieldOptions } from './compare-fields.ts'
import { rarityOfPlace } from './field-rarity.ts'
import type { Model } from './model.ts'
import { type PlaceForms, type PlaceWord, type ProfilePlace, toDistrict } from './profile-place.ts'
import { isOneSlip } from './slip.ts'

/** How two places agree, each part on its own; undefined where one of them does not have it. */
export type PlaceLevels = {
  readonly words: 'exact' | 'close' | 'partial' | 'differs' | undefined
  readonly code: 'exact' | 'slip' | 'district' | 'differs' | undefined
  readonly house: 'agrees' | 'differs' | undefined
}

/** What the best pairs of two persons' places come to; the rarities are those of what agrees exactly, or 0. */
export type PlaceMatch = PlaceLevels & {
  readonly bits: number
  readonly wordsRarity: number
  readonly codeRarity: number
  readonly one: PlaceForms
  readonly other: PlaceForms
}

type WordsMatch = {
  one: PlaceForms
  other: PlaceForms
  level: NonNullable<PlaceLevels['words']>
  bits: number
}
type CodeMatch = {
  one: PlaceForms
  other: PlaceForms
  level: NonNullable<PlaceLevels['code']>
  bits: number
  rarity: number
}

const MAX_PLACES = 20
const SAME_SOUND = 0.8

export function comparePlaces(
  asked: readonly ProfilePlace[],
  held: readonly ProfilePlace[],
  { model, detail }: FieldOptions,
): Comparison | undefined {
  const first = asked[0]
  if (first === undefined) return undefined
  const found = held.length === 0 ? undefined : matchPlaces(asked, held, model)
  if (found === undefined) return { field: 'place', level: 'unknown', bits: 0, asked: first.forms.shown }
  const { bits, one, other } = found
  return {
    field: 'place',
    level: toLevel(found),
    bits,
    asked: one.shown,
    ...(detail === 'held' ? { held: other.shown } : {}),
  }
}

function toLevel({ words, code }: PlaceLevels): 'exact' | 'close' | 'partial' | 'differs' {
  if (words === 'exact' || code === 'exact') return 'exact'
  if (words === 'close' || code === 'slip') return 'close'
  return words === 'partial' || code === 'district' ? 'partial' : 'differs'
}

/** Words, postcode and house number, each by its best pair; undefined when no part is known on both sides. */
export function matchPlaces(
  asked: readonly ProfilePlace[],
  held: readonly ProfilePlace[],
  model: Model,
): PlaceMatch | undefined {
  const ones = asked.slice(0, MAX_PLACES).map(({ forms }) => forms)
  const others = held.slice(0, MAX_PLACES).map(({ forms }) => forms)
  const words = matchWords(ones, others, model)
  const code = matchCodes(ones, others, model)
  const best = words[0]
  if (best === undefined && code === undefined) return undefined
  const house = best === undefined ? undefined : toHouse(words)
  const { place } = model.weights
  const bits =
    words.reduce((sum, match) => sum + match.bits, 0) +
    (code?.bits ?? 0) +
    (house === undefined ? 0 : place.house[house])
  const shown = best !== undefined && (code === undefined || best.bits >= code.bits) ? best : code
  if (shown === undefined) return undefined
  return {
    words: best?.level,
    code: code?.level,
    house,
    wordsRarity: best?.level === 'exact' ? rarityOfPlace(best.one.key, model) : 0,
    codeRarity: code?.rarity ?? 0,
    bits: Math.max(place.least, Math.min(place.most, bits)),
    one: shown.one,
    other: shown.other,
  }
}

/**
 * The best pair of places by their words, and a second one of other places with other words (street and town). Places
 * that do not agree count only when none does: people have several.
 */
function matchWords(ones: readonly PlaceForms[], others: readonly PlaceForms[], model: Model): WordsMatch[] {
  const pairs: WordsMatch[] = []
  for (const one of ones) {
    for (const other of others) {
      if (one.words.length === 0 || other.words.length === 0) continue
      const level = toWordsLevel(one, other)
      pairs.push({ one, other, level, bits: toWordsBits(one.key, level, model) })
    }
  }
  pairs.sort((a, b) => b.bits - a.bits)
  const best = pairs[0]
  if (best === undefined || best.level === 'differs') return pairs.slice(0, 1)
  const second = pairs.find(
    ({ one, other, level }) =>
      level !== 'differs' && one !== best.one && other !== best.other && !sharesWord(one, best.one),
  )
  return second === undefined || second.bits <= 0 ? [best] : [best, second]
}

function toWordsBits(key: string, level: WordsMatch['level'], model: Model): number {
  const { place } = model.weights
  // However many live there, the same place is no worse than one that is only close.
  return level === 'exact' ? Math.max(place.close, place.exact + rarityOfPlace(key, model)) : place[level]
}

function toWordsLevel(one: PlaceForms, other: PlaceForms): WordsMatch['level'] {
  if (one.key === other.key) return 'exact'
  const [short, long] = one.words.length <= other.words.length ? [one, other] : [other, one]
  let characters = 0
  let agreeing = 0
  let isWhole = true
  for (const word of short.words) {
    const agrees = long.words.some((candidate) => isAlike(word, candidate))
    if (agrees) agreeing += word.roman.length
    else isWhole = false
  }
  for (const { roman } of long.words) characters += roman.length
  if (agreeing < 3) return 'differs'
  if (agreeing >= (isWhole ? 0.6 : 0.7) * characters) return 'close'
  return agreeing >= 0.3 * characters ? 'partial' : 'differs'
}

function isAlike(one: PlaceWord, other: PlaceWord): boolean {
  return one.roman === other.roman || soundSimilarity(one.codes, other.codes, SAME_SOUND) >= SAME_SOUND
}

function sharesWord(one: PlaceForms, other: PlaceForms): boolean {
  return one.words.some(({ roman }) => other.words.some((word) => word.roman === roman))
}

function matchCodes(
  ones: readonly PlaceForms[],
  others: readonly PlaceForms[],
  model: Model,
): CodeMatch | undefined {
  let best: CodeMatch | undefined
  for (const one of ones) {
    for (const other of others) {
      for (const code of one.codes) {
        for (const held of other.codes) {
          const level = toCodeLevel(code, held)
          const rarity = level === 'exact' ? rarityOfPlace(`#${code}`, model) : 0
          const { code: weights } = model.weights.place
          const bits = level === 'exact' ? Math.max(weights.slip, weights.exact + rarity) : weights[level]
          if (best === undefined || bits > best.bits) best = { one, other, level, bits, rarity }
        }
      }
    }
  }
  return best
}

function toCodeLevel(one: string, other: string): CodeMatch['level'] {
  if (one === other) return 'exact'
  if (isOneSlip(one, other)) return 'slip'
  return toDistrict(one) === toDistrict(other) ? 'district' : 'differs'
}

/** House numbers tell something only in what may be the same street. */
function toHouse(words: readonly WordsMatch[]): PlaceLevels['house'] {
  let found: PlaceLevels['house']
  for (const { one, other, level } of words) {
    if (level === 'differs' || one.houses.length === 0 || other.houses.length === 0) continue
    if (one.houses.some((house) => other.houses.includes(house))) return 'agrees'
    found = 'differs'
  }
  return found
}
