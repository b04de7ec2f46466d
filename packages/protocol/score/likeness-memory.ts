import { compareWords, isNickname, isSameWord } from '../names/index.ts'
import type { ProfileToken } from './profile-name.ts'
import { toKindDistance } from './sound-kinds.ts'
import { toSpeltLikeness } from './spelt-likeness.ts'

/** The likeness of an initial and a word that begins with it. */
export const INITIAL_LIKENESS = Math.fround(0.7301)
/** The likeness of a name and its short form. */
export const NICKNAME_LIKENESS = Math.fround(0.8901)

/** Words that are less alike than this have a likeness of 0. */
const LEAST_LIKENESS = 0.42
/** Consonants of another kind, by the weight of the longer word, from which on words are not listened to. */
const MOST_KINDS = 0.43
const LEAST_WEIGHT = 0.6
/** The same for two scripts, by the consonants of the longer word, where both tell the kinds of consonants well. */
const MOST_KINDS_ACROSS = 0.7
const TELLING = new Set([
  'Latn',
  'Cyrl',
  'Grek',
  'Arab',
  'Hebr',
  'Geor',
  'Deva',
  'Beng',
  'Kana',
  'Hira',
  'Hang',
])

// The words of questions meet the words of candidates again and again: each place holds the pair that came last.
const PLACE_BITS = 18
const firstIds = new Int32Array(1 << PLACE_BITS)
const secondIds = new Int32Array(1 << PLACE_BITS)
const values = new Float32Array(1 << PLACE_BITS)

/** How alike two words are, 0 to 1. Symmetric. */
export function toLikeness(one: ProfileToken, other: ProfileToken): number {
  if (one === other) return 1
  const first = Math.min(one.id, other.id)
  const second = Math.max(one.id, other.id)
  const place = (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> (32 - PLACE_BITS)
  if (firstIds[place] === first && secondIds[place] === second) return values[place] ?? 0
  // By the words, not by which of them this process met first: sums in another order differ in the last digit.
  const found = Math.fround(comesAfter(one, other) ? compute(other, one) : compute(one, other))
  firstIds[place] = first
  secondIds[place] = second
  values[place] = found
  return found
}

function comesAfter(one: ProfileToken, other: ProfileToken): boolean {
  return one.roman === other.roman ? one.letters.written > other.letters.written : one.roman > other.roman
}

function compute(one: ProfileToken, other: ProfileToken): number {
  if (isSameWord(one, other)) return 1
  if (one.role === 'initial' || other.role === 'initial')
    return one.roman.charCodeAt(0) === other.roman.charCodeAt(0) ? INITIAL_LIKENESS : 0
  const isSameScript = one.script === other.script
  const sound = mayBeAlike(one, other, isSameScript) ? compareWords(one, other, LEAST_LIKENESS) : 0
  const likeness = isSameScript && one.script !== 'Hani' ? toSpeltLikeness(one, other, sound) : sound
  return likeness < NICKNAME_LIKENESS && isNickname(one.roman, other.roman) ? NICKNAME_LIKENESS : likeness
}

/** Most pairs of words are told apart by the kinds of their consonants, at a tenth of the cost. */
function mayBeAlike(one: ProfileToken, other: ProfileToken, isSameScript: boolean): boolean {
  if (isSameScript) {
    const weight = Math.max(one.codes.weight, other.codes.weight, LEAST_WEIGHT)
    return toKindDistance(one.kinds, other.kinds) <= weight * MOST_KINDS
  }
  if (!TELLING.has(one.script) || !TELLING.has(other.script)) return true
  const consonants = Math.max(one.codes.consonants, other.codes.consonants, LEAST_WEIGHT)
  return toKindDistance(one.kinds, other.kinds) <= consonants * MOST_KINDS_ACROSS
}
