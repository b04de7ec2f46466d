import { MAX_TOKENS, type SoundCodes, soundSimilarity, toSoundCodes } from '../names/index.ts'
import type { ProfileName, ProfileToken } from './profile.ts'
import { weights } from './weights.ts'

/** How much two names may differ by the scripts they are written in; see weights.ts. */
export type Tolerance = (typeof weights.name)['sameScript' | 'otherScript' | 'farScript']

/** A word without a partner. */
export const FREE = -1
/** A word that stands for, or is part of, a pair of neighbouring words. */
export const JOINED = -2
/** The likeness of an initial and a word that begins with it. */
export const INITIAL_LIKENESS = 0.73

const LEAST_LIKENESS = 0.42
const MAX_REMEMBERED = 10_000
const MAX_JOINED_RARITY = 16
const MAX_WORDS_TO_JOIN = 6

/** Words of one name, and which word of the other each belongs to: an index, FREE or JOINED. */
export type Side = { name: ProfileName; readonly partners: Int8Array }

/** Two words written as one in the other name. */
export type JoinedWords = { rarity: number; likeness: number; weight: number }

const likeness = new Float32Array(MAX_TOKENS * MAX_TOKENS)

/** How alike word `i` of the first name and word `j` of the second are, 0 to 1, in the running alignment. */
export function likenessOf(i: number, j: number): number {
  return likeness[i * MAX_TOKENS + j] ?? 0
}

/**
 * Pairs the words of two names, the most alike first and whatever their order, with words that one name writes apart
 * and the other together. Fills `partners` of both sides; returns the joined words.
 */
export function alignWords(a: Side, b: Side, tolerance: Tolerance): JoinedWords[] {
  a.partners.fill(FREE)
  b.partners.fill(FREE)
  fillLikeness(a.name.tokens, b.name.tokens)
  assignBest(a, b, tolerance.floor)
  return needsJoining(a, b) ? joinWords(a, b, tolerance.floor) : []
}

function fillLikeness(a: readonly ProfileToken[], b: readonly ProfileToken[]): void {
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) {
      const one = a[i]
      const other = b[j]
      likeness[i * MAX_TOKENS + j] = one === undefined || other === undefined ? 0 : toLikeness(one, other)
    }
  }
}

function toLikeness(one: ProfileToken, other: ProfileToken): number {
  if (one.roman === other.roman) return 1
  if (one.role === 'initial' || other.role === 'initial') {
    return one.roman.charCodeAt(0) === other.roman.charCodeAt(0) ? INITIAL_LIKENESS : 0
  }
  if (one.remembered !== undefined) return toRemembered(one.remembered, one, other)
  if (other.remembered !== undefined) return toRemembered(other.remembered, other, one)
  return soundSimilarity(one.codes, other.codes, LEAST_LIKENESS)
}

/** The words of a question meet the same words of candidates again and again. */
function toRemembered(remembered: Map<SoundCodes, number>, asked: ProfileToken, other: ProfileToken): number {
  const known = remembered.get(other.codes)
  if (known !== undefined) return known
  const found = soundSimilarity(asked.codes, other.codes, LEAST_LIKENESS)
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  remembered.set(other.codes, found)
  return found
}

function assignBest(a: Side, b: Side, floor: number): void {
  const rows = a.name.tokens.length
  const columns = b.name.tokens.length
  for (let round = 0; round < rows; round++) {
    let best: number = floor
    let bestI = -1
    let bestJ = -1
    for (let i = 0; i < rows; i++) {
      if (a.partners[i] !== FREE) continue
      for (let j = 0; j < columns; j++) {
        // Of equal likeness, words in the same place belong together.
        const own = likenessOf(i, j) - Math.abs(i - j) * 1e-4 - (j < i ? 1e-5 : 0)
        if (b.partners[j] === FREE && own > best) {
          best = own
          bestI = i
          bestJ = j
        }
      }
    }
    if (bestI < 0) return
    a.partners[bestI] = bestJ
    b.partners[bestJ] = bestI
  }
}

function needsJoining(a: Side, b: Side): boolean {
  if (a.name.tokens.length > MAX_WORDS_TO_JOIN || b.name.tokens.length > MAX_WORDS_TO_JOIN) return false
  for (let i = 0; i < a.name.tokens.length; i++) {
    const j = a.partners[i] ?? FREE
    if (j === FREE || likenessOf(i, j) < weights.name.joined) return hasFree(a) || hasFree(b)
  }
  return false
}

function hasFree(side: Side): boolean {
  for (let at = 0; at < side.name.tokens.length; at++) if (side.partners[at] === FREE) return true
  return false
}

function joinWords(a: Side, b: Side, floor: number): JoinedWords[] {
  const found: JoinedWords[] = []
  joinInto(a, b, (i, j) => likenessOf(i, j), found)
  if (found.length === 0) joinInto(b, a, (i, j) => likenessOf(j, i), found)
  if (found.length === 0) return found
  for (let at = 0; at < MAX_TOKENS; at++) {
    if (a.partners[at] !== JOINED) a.partners[at] = FREE
    if (b.partners[at] !== JOINED) b.partners[at] = FREE
  }
  assignBest(a, b, floor)
  return found
}

function joinInto(
  whole: Side,
  cut: Side,
  toOwn: (i: number, j: number) => number,
  found: JoinedWords[],
): void {
  for (let i = 0; i < whole.name.tokens.length; i++) {
    const word = whole.name.tokens[i]
    const partner = whole.partners[i] ?? FREE
    if (word === undefined || word.role !== 'name' || partner === JOINED) continue
    const own = partner < 0 ? 0 : toOwn(i, partner)
    if (own >= weights.name.joined) continue
    const place = findNeighbours(word, cut, Math.max(weights.name.joined, own + 0.03))
    if (place === undefined) continue
    whole.partners[i] = JOINED
    cut.partners[place.at] = JOINED
    cut.partners[place.at + 1] = JOINED
    found.push({
      rarity: Math.min(MAX_JOINED_RARITY, place.rarity),
      likeness: place.likeness,
      weight: word.codes.consonants,
    })
  }
}

/** The two neighbouring words of `cut` that together sound most like `word`. */
function findNeighbours(word: ProfileToken, cut: Side, floor: number) {
  let best: { at: number; likeness: number; rarity: number } | undefined
  for (let at = 0; at + 1 < cut.name.tokens.length; at++) {
    const first = cut.name.tokens[at]
    const second = cut.name.tokens[at + 1]
    if (
      first === undefined ||
      second === undefined ||
      cut.partners[at] === JOINED ||
      cut.partners[at + 1] === JOINED
    )
      continue
    const own = soundSimilarity(word.codes, toJoinedCodes(cut.name, at), floor)
    if (own >= floor && own > (best?.likeness ?? 0))
      best = { at, likeness: own, rarity: first.rarity + second.rarity }
  }
  return best
}

function toJoinedCodes(name: ProfileName, at: number): SoundCodes {
  const known = name.joined[at]
  if (known !== undefined) return known
  const first = name.tokens[at]
  const second = name.tokens[at + 1]
  const isVowelless = first?.isVowelless === true || second?.isVowelless === true
  const codes = toSoundCodes((first?.sound ?? '') + (second?.sound ?? ''), isVowelless)
  name.joined[at] = codes
  return codes
}
