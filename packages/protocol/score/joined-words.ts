import { type SoundCodes, soundSimilarity, toSoundCodes } from '../names/index.ts'
import type { ProfileName, ProfileToken } from './profile-name.ts'
import { toLeastCost } from './sound-kinds.ts'
import { FREE, likenessOf, pairAlikeWords, type Side, TAKEN } from './word-alignment.ts'

/** Two neighbouring words of `cut`, from `at` on, that `whole` writes as its one word `of`. */
export type JoinedWords = { whole: Side; of: number; at: number; rarity: number; likeness: number }

/** What cutting a word in two may add to its rarity. */
const MOST_OF_CUTTING = 3
/** Names of more words are compared word by word only. */
export const MAX_WORDS_TO_JOIN = 6
const PER_CONSONANT = 0.75
const none: readonly JoinedWords[] = []

type Floors = { word: number; joined: number }

/**
 * Finds words that one name writes apart and the other together, among those that have no or no good partner, marks them
 * as TAKEN and pairs the rest anew.
 */
export function joinWords(a: Side, b: Side, floors: Floors): readonly JoinedWords[] {
  if (!needsJoining(a, b, floors.joined)) return none
  const found: JoinedWords[] = []
  joinInto(a, b, { floor: floors.joined, toOwn: (i, j) => likenessOf(i, j), found })
  if (found.length === 0) joinInto(b, a, { floor: floors.joined, toOwn: (i, j) => likenessOf(j, i), found })
  if (found.length > 0) pairAlikeWords(a, b, floors.word)
  return found
}

function needsJoining(a: Side, b: Side, floor: number): boolean {
  if (a.name.tokens.length > MAX_WORDS_TO_JOIN || b.name.tokens.length > MAX_WORDS_TO_JOIN) return false
  for (let i = 0; i < a.name.tokens.length; i++) {
    const j = a.partners[i] ?? FREE
    if (j === FREE || likenessOf(i, j) < floor) return hasFree(a) || hasFree(b)
  }
  return false
}

function hasFree(side: Side): boolean {
  for (let at = 0; at < side.name.tokens.length; at++) if (side.partners[at] === FREE) return true
  return false
}

type Joining = { floor: number; toOwn: (i: number, j: number) => number; found: JoinedWords[] }

function joinInto(whole: Side, cut: Side, { floor, toOwn, found }: Joining): void {
  if (cut.name.tokens.length < 2) return
  for (let of = 0; of < whole.name.tokens.length; of++) {
    const word = whole.name.tokens[of]
    const partner = whole.partners[of] ?? FREE
    if (word === undefined || word.role !== 'name' || partner === TAKEN) continue
    const own = partner < 0 ? 0 : toOwn(of, partner)
    if (own >= floor) continue
    const place = findNeighbours(word, cut, Math.max(floor, own + 0.03))
    if (place === undefined) continue
    take(whole, of, cut)
    take(cut, place.at, whole)
    take(cut, place.at + 1, whole)
    found.push({ ...place, whole, of, rarity: Math.min(word.rarity + MOST_OF_CUTTING, place.rarity) })
  }
}

/** Marks a word; the partner that it had has to look for another. */
function take(side: Side, at: number, other: Side): void {
  const partner = side.partners[at] ?? FREE
  if (partner >= 0) other.partners[partner] = FREE
  side.partners[at] = TAKEN
}

/** The two neighbouring words of `cut` that together sound most like `word`. */
function findNeighbours(word: ProfileToken, cut: Side, floor: number) {
  let best: { at: number; likeness: number; rarity: number } | undefined
  for (let at = 0; at + 1 < cut.name.tokens.length; at++) {
    const first = cut.name.tokens[at]
    const second = cut.name.tokens[at + 1]
    if (first === undefined || second === undefined) continue
    if (cut.partners[at] === TAKEN || cut.partners[at + 1] === TAKEN) continue
    if (!mayBeJoined(word, [first, second], floor)) continue
    const codes = toJoinedCodes(cut.name, at)
    const own = soundSimilarity(word.codes, codes, floor)
    if (own >= floor && own > (best?.likeness ?? 0))
      best = { at, likeness: own, rarity: first.rarity + second.rarity }
  }
  return best
}

/** Cheap: two words together have the consonants of the joined word, or nearly. */
export function mayBeJoined(
  word: ProfileToken,
  [first, second]: readonly [ProfileToken, ProfileToken],
  floor: number,
): boolean {
  const weight = Math.max(word.codes.weight, first.codes.weight + second.codes.weight)
  return toLeastCost(word.bag, first.bag + second.bag) <= PER_CONSONANT * weight * (1 - floor)
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
