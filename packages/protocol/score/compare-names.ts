import { MAX_TOKENS } from '../names/index.ts'
import { type JoinedWords, joinWords } from './joined-words.ts'
import { INITIAL_LIKENESS } from './likeness-memory.ts'
import { type Model, rarityOf, spellingRarityOf } from './model.ts'
import { addEntry, addRule, addWords, createLedger, type Entry, type Ledger } from './name-ledger.ts'
import { CLOSE, SAME, toWordLevel, VERY_CLOSE } from './name-levels.ts'
import { isFatherSwapped, isGivenNameMissing } from './name-rules.ts'
import type { ProfileName, ProfileToken } from './profile-name.ts'
import { type Tolerance, toTolerance } from './tolerance.ts'
import { alignWords, FREE, likenessOf, type Side, TAKEN } from './word-alignment.ts'

/** The most bits that a word spelt alike earns where one name is read from a script that tells little of its sounds. */
const FAR_SPELLING = 8

const nobody: ProfileName = {
  script: 'Zyyy',
  tokens: [],
  key: '',
  shown: '',
  joined: [],
  fathers: 0,
  children: 0,
  isAlias: false,
  isWeak: false,
}

/** What the running comparison of two names is about and has found; one at a time, so that nothing is allocated. */
export type NameComparison = {
  readonly a: Side
  readonly b: Side
  /** `a` is the second of the two names that were given. */
  isTurned: boolean
  readonly ledger: Ledger
  matched: number
  /** Likeness of the least alike pair of words. */
  lowest: number
  /** Words without a partner; titles count for nothing and initials for half. */
  leftOfA: number
  leftOfB: number
}

const running: NameComparison = {
  a: { name: nobody, partners: new Int8Array(MAX_TOKENS) },
  b: { name: nobody, partners: new Int8Array(MAX_TOKENS) },
  isTurned: false,
  ledger: createLedger(),
  matched: 0,
  lowest: 1,
  leftOfA: 0,
  leftOfB: 0,
}
const { a, b, ledger } = running

/**
 * How alike two names are, whatever the order of their words; `ledger.total` is in bits. Symmetric. What is returned
 * holds until the next call.
 */
export function compareNames(one: ProfileName, other: ProfileName, model: Model): Readonly<NameComparison> {
  turn(one, other)
  const tolerance = toTolerance(one, other, model)
  alignWords(a, b, tolerance.floor)
  const joined = joinWords(a, b, { word: tolerance.floor, joined: model.weights.name.joined })
  for (const words of joined) addJoined(words, { tolerance, model })
  for (let i = 0; i < a.name.tokens.length; i++) {
    const j = a.partners[i] ?? FREE
    if (j >= 0) addPair(i, j, { tolerance, model })
  }
  running.leftOfA = countLeft(a)
  running.leftOfB = countLeft(b)
  if (running.matched === 0) addNothingShared(model)
  else addRest({ tolerance, model })
  return running
}

/** The shorter name is `a`, so that the comparison is the same from either side. */
function turn(one: ProfileName, other: ProfileName): void {
  const isTurned = comesAfter(one, other)
  a.name = isTurned ? other : one
  b.name = isTurned ? one : other
  running.isTurned = isTurned
  running.matched = 0
  running.lowest = 1
  ledger.size = 0
  ledger.total = 0
}

function comesAfter(one: ProfileName, other: ProfileName): boolean {
  if (one.tokens.length !== other.tokens.length) return one.tokens.length > other.tokens.length
  for (let at = 0; at < one.tokens.length; at++) {
    const word = one.tokens[at]?.roman ?? ''
    const own = other.tokens[at]?.roman ?? ''
    if (word !== own) return word > own
  }
  return one.key > other.key
}

type Measure = { tolerance: Tolerance; model: Model }

function addJoined({ whole, of, at, rarity, likeness }: JoinedWords, { tolerance, model }: Measure): void {
  const consonants = whole.name.tokens[of]?.codes.consonants ?? 0
  const bits = rarity - toLoss(likeness, consonants, { tolerance, model })
  running.matched++
  running.lowest = Math.min(running.lowest, likeness)
  const entry = addEntry(ledger, 'joined', Math.max(model.weights.name.leastOfWord, bits))
  const isWholeFirst = whole === a
  entry.first = isWholeFirst ? of : at
  entry.firstWords = isWholeFirst ? 1 : 2
  entry.second = isWholeFirst ? at : of
  entry.secondWords = isWholeFirst ? 2 : 1
}

function addPair(i: number, j: number, measure: Measure): void {
  const one = a.name.tokens[i]
  const other = b.name.tokens[j]
  if (one === undefined || other === undefined) return
  const likeness = likenessOf(i, j)
  running.matched++
  const entry = toPairEntry({ one, other, likeness }, measure)
  entry.first = i
  entry.second = j
  const childOfA = (a.name.children >> i) & 1
  const childOfB = (b.name.children >> j) & 1
  if (childOfA + childOfB === 0) return
  const bits =
    childOfA === childOfB ? measure.model.weights.name.childAgrees : measure.model.weights.name.childDiffers
  entry.bits += bits
  ledger.total += bits
}

type WordPair = { one: ProfileToken; other: ProfileToken; likeness: number }

function toPairEntry({ one, other, likeness }: WordPair, { tolerance, model }: Measure): Entry {
  const w = model.weights.name
  if (one.role === 'initial' || other.role === 'initial') {
    if (one.role !== other.role) running.lowest = Math.min(running.lowest, INITIAL_LIKENESS)
    return addWords(ledger, 'initial', w.initialAgrees)
  }
  if (one.role === 'title' && other.role === 'title')
    return addWords(ledger, 'title', likeness > CLOSE ? w.titleAgrees : 0)
  running.lowest = Math.min(running.lowest, likeness)
  const isSpeltAlike = one.roman === other.roman
  // The syllables that a name is read as in another script are borne by many more than share its writing.
  const most = tolerance === w.farScript ? FAR_SPELLING : Infinity
  const rarity = isSpeltAlike
    ? Math.max(Math.min(most, spellingRarityOf(one, model)), rarityOf(one, model))
    : Math.min(rarityOf(one, model), rarityOf(other, model))
  const consonants = Math.max(one.codes.consonants, other.codes.consonants)
  const bits = Math.max(w.leastOfWord, rarity - toLoss(likeness, consonants, { tolerance, model }))
  return addWords(ledger, toWordLevel(likeness, a.name.script === b.name.script), bits)
}

/** What two matching words lose of their rarity for sounding unlike. */
function toLoss(likeness: number, consonants: number, { tolerance, model }: Measure): number {
  if (likeness >= SAME) return 0
  return model.weights.name.unlike + tolerance.perSound * (1 - likeness) * (consonants + 0.5)
}

function countLeft(side: Side): number {
  let left = 0
  for (let at = 0; at < side.name.tokens.length; at++) {
    if (side.partners[at] === FREE) left += toShare(side.name.tokens[at])
  }
  return left
}

function toShare(token: ProfileToken | undefined): number {
  if (token === undefined || token.role === 'title') return 0
  return token.role === 'initial' ? 0.5 : 1
}

function addNothingShared({ weights: { name } }: Model): void {
  const entry = addEntry(ledger, 'differs', name.least)
  entry.first = 0
  entry.firstWords = a.name.tokens.length
  entry.second = 0
  entry.secondWords = b.name.tokens.length
}

/** Words without a partner, and what holds for the names as a whole. */
function addRest(measure: Measure): void {
  const w = measure.model.weights.name
  const isComplete = running.leftOfA === 0 && running.leftOfB === 0 && running.matched > 1
  if (isComplete) addRule(ledger, 'all-words', w.complete)
  // Only then may the texts be the same; a text may first have to be made.
  const hasNoneLeft = running.leftOfA === 0 && running.leftOfB === 0
  if (hasNoneLeft && a.name.key === b.name.key) addRule(ledger, 'same-text', w.sameText)
  const earned = ledger.total
  addContradictions(measure)
  if (isGivenNameMissing(a, b)) addRule(ledger, 'given-missing', w.givenMissing)
  if (isFatherSwapped(a, b)) addRule(ledger, 'swapped', w.fatherSwapped)
  const against = ledger.total - earned
  addMissing(a, w.extra)
  addMissing(b, w.extra)
  const doubt = against < 0 ? 1 : toDoubt(measure)
  const most = w.most - (w.most - measure.tolerance.most) * doubt
  const surplus = toSurplus(ledger.total - against, most, w.acrossScripts)
  addRule(ledger, 'limit', Math.max(w.least - ledger.total, -surplus))
}

/** What names earn too much: a name in another script may be that of namesakes whose spelling it does not tell apart. */
function toSurplus(bits: number, most: number, across: Model['weights']['name']['acrossScripts']): number {
  if (a.name.script === b.name.script) return Math.max(0, bits - most)
  const limit = Math.min(most, across.most)
  return Math.max(0, bits - Math.min(limit, across.full + (bits - across.full) * across.share), bits - most)
}

/** Relatives share all names but one: words that are only close make the rest worth less, 0 (not at all) to 1. */
function toDoubt({ tolerance }: Measure): number {
  if (running.lowest >= VERY_CLOSE || running.lowest === INITIAL_LIKENESS) return 0
  return Math.min(1, (VERY_CLOSE - running.lowest) / (VERY_CLOSE - tolerance.floor))
}

/** What it costs that both names have words that the other lacks: less when these are somewhat alike. */
function addContradictions({ tolerance, model: { weights } }: Measure): void {
  const { floor, related, conflict, akin } = tolerance
  for (let i = 0; i < a.name.tokens.length; i++) {
    const one = a.name.tokens[i]
    if (a.partners[i] !== FREE || one?.role === 'title') continue
    const nearest = findNearest(i)
    if (nearest === undefined) return
    a.partners[i] = TAKEN
    b.partners[nearest] = TAKEN
    const isInitial = one?.role === 'initial' || b.name.tokens[nearest]?.role === 'initial'
    const alike = Math.min(1, Math.max(0, likenessOf(i, nearest) - related) / (floor - related))
    const bits = isInitial ? weights.name.initialDiffers : conflict - (conflict - akin) * alike
    const entry = addWords(ledger, 'differs', bits)
    entry.first = i
    entry.second = nearest
  }
}

function findNearest(i: number): number | undefined {
  let nearest: number | undefined
  let best = -1
  for (let j = 0; j < b.name.tokens.length; j++) {
    if (b.partners[j] !== FREE || b.name.tokens[j]?.role === 'title' || likenessOf(i, j) <= best) continue
    best = likenessOf(i, j)
    nearest = j
  }
  return nearest
}

function addMissing(side: Side, extra: number): void {
  for (let at = 0; at < side.name.tokens.length; at++) {
    if (side.partners[at] !== FREE) continue
    const share = toShare(side.name.tokens[at])
    if (share === 0) continue
    const entry = addEntry(ledger, 'missing', extra * share)
    if (side === a) {
      entry.first = at
      entry.firstWords = 1
    } else {
      entry.second = at
      entry.secondWords = 1
    }
  }
}
