import type { Comparison } from '@isthmus/contract'
import { MAX_TOKENS } from '../names/index.ts'
import type { ProfileName, ProfileToken } from './profile.ts'
import { weights } from './weights.ts'
import {
  alignWords,
  FREE,
  INITIAL_LIKENESS,
  JOINED,
  likenessOf,
  type Side,
  type Tolerance,
} from './word-alignment.ts'

export type NameComparison = { bits: number; level: Comparison['level'] }

type Alignment = { bits: number; matched: number; lowest: number; left: number; right: number }

const w = weights.name
const SAME = 0.995
/** Unwritten vowels and letters with two sounds leave this much open. */
const SAME_ACROSS_SCRIPTS = 0.93
const VERY_CLOSE = 0.87
const CLOSE = 0.8
/** Scripts whose writing tells least of how a foreign name sounds. */
const FAR = new Set(['Hani', 'Hang', 'Kana', 'Hira', 'Thai', 'Taml', 'Ethi', 'Khmr', 'Mymr', 'Laoo'])

const nobody: ProfileName = {
  forms: { text: '', script: 'Zyyy', tokens: [], otherReadings: [] },
  tokens: [],
  key: '',
  shown: '',
  joined: [],
  isAlias: false,
  isWeak: false,
}
const a: Side = { name: nobody, partners: new Int8Array(MAX_TOKENS) }
const b: Side = { name: nobody, partners: new Int8Array(MAX_TOKENS) }

/** How alike two names are, in bits, whatever the order of their words. Symmetric. */
export function compareNames(one: ProfileName, other: ProfileName): NameComparison {
  const isTurned =
    one.tokens.length > other.tokens.length ||
    (one.tokens.length === other.tokens.length && one.key > other.key)
  a.name = isTurned ? other : one
  b.name = isTurned ? one : other
  const tolerance = toTolerance()
  const found = toAlignment(tolerance)
  const against =
    found.matched === 0 ? w.least : toContradiction(tolerance) + (isGivenNameMissing() ? w.givenMissing : 0)
  const isComplete = found.left === 0 && found.right === 0 && found.matched > 1
  const isSameText = a.name.key === b.name.key
  const favour =
    (isComplete ? w.complete : 0) +
    (isSameText ? w.sameText : 0) +
    Math.abs(found.left - found.right) * w.extra
  const earned = Math.min(against < 0 ? w.mostContradicted : w.most, found.bits + favour)
  const bits = Math.max(w.least, earned + against)
  return { bits, level: isSameText ? 'exact' : toLevel(found, bits) }
}

function toTolerance(): Tolerance {
  if (a.name.forms.script === b.name.forms.script) return w.sameScript
  return FAR.has(a.name.forms.script) || FAR.has(b.name.forms.script) ? w.farScript : w.otherScript
}

function toAlignment(tolerance: Tolerance): Alignment {
  const found: Alignment = { bits: 0, matched: 0, lowest: 1, left: 0, right: 0 }
  for (const pair of alignWords(a, b, tolerance))
    addWord(found, pair.likeness, pair.rarity - toLoss(pair.likeness, pair.weight, tolerance))
  for (let i = 0; i < a.name.tokens.length; i++) {
    const one = a.name.tokens[i]
    const other = b.name.tokens[a.partners[i] ?? FREE]
    if (one !== undefined && other !== undefined)
      addPair(found, { one, other, likeness: likenessOf(i, a.partners[i] ?? FREE) }, tolerance)
  }
  found.left = countLeft(a)
  found.right = countLeft(b)
  return found
}

type WordPair = { one: ProfileToken; other: ProfileToken; likeness: number }

function addPair(found: Alignment, { one, other, likeness }: WordPair, tolerance: Tolerance): void {
  if (one.role === 'initial' || other.role === 'initial') {
    found.bits += w.initialAgrees
    found.matched++
    if (one.role !== other.role) found.lowest = Math.min(found.lowest, INITIAL_LIKENESS)
    return
  }
  if (one.role === 'title' && other.role === 'title') {
    found.bits += likeness > CLOSE ? w.titleAgrees : 0
    found.matched++
    return
  }
  const rarity =
    one.roman === other.roman ? Math.max(one.romanRarity, one.rarity) : Math.min(one.rarity, other.rarity)
  addWord(
    found,
    likeness,
    rarity - toLoss(likeness, Math.max(one.codes.consonants, other.codes.consonants), tolerance),
  )
}

function addWord(found: Alignment, likeness: number, bits: number): void {
  found.matched++
  found.lowest = Math.min(found.lowest, likeness)
  found.bits += Math.max(w.leastOfWord, bits)
}

/** What two matching words lose of their rarity for sounding unlike. */
function toLoss(likeness: number, consonants: number, tolerance: Tolerance): number {
  return likeness >= SAME ? 0 : w.unlike + tolerance.perSound * (1 - likeness) * (consonants + 0.5)
}

/** Words without a partner; titles count for nothing and initials for half. */
function countLeft(side: Side): number {
  let left = 0
  for (let at = 0; at < side.name.tokens.length; at++) {
    const role = side.name.tokens[at]?.role
    if (side.partners[at] === FREE && role !== 'title') left += role === 'initial' ? 0.5 : 1
  }
  return left
}

/** What it costs that both names have words that the other lacks: less when these are somewhat alike. */
function toContradiction(tolerance: Tolerance): number {
  let cost = 0
  for (let i = 0; i < a.name.tokens.length; i++) {
    if (a.partners[i] !== FREE || a.name.tokens[i]?.role === 'title') continue
    const nearest = findNearest(i)
    if (nearest === undefined) return cost
    a.partners[i] = JOINED
    b.partners[nearest] = JOINED
    const isInitial = a.name.tokens[i]?.role === 'initial' || b.name.tokens[nearest]?.role === 'initial'
    const alike =
      Math.max(0, likenessOf(i, nearest) - tolerance.related) / (tolerance.floor - tolerance.related)
    cost += isInitial
      ? w.initialDiffers
      : tolerance.conflict - (tolerance.conflict - tolerance.akin) * Math.min(1, alike)
  }
  return cost
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

/** The longer name begins with a word that the shorter lacks, and goes on as the shorter begins: a parent or child. */
function isGivenNameMissing(): boolean {
  if (a.name.tokens.length < 2 || b.name.tokens.length <= a.name.tokens.length) return false
  return b.partners[0] === FREE && b.name.tokens[0]?.role === 'name' && a.partners[0] === 1
}

function toLevel(found: Alignment, bits: number): Comparison['level'] {
  if (bits <= 0) return 'differs'
  if (found.left > 0 || found.right > 0) return 'partial'
  if (found.lowest === INITIAL_LIKENESS) return 'initial'
  if (a.name.forms.script !== b.name.forms.script && found.lowest >= SAME_ACROSS_SCRIPTS)
    return 'same-after-romanisation'
  if (found.lowest >= SAME) return 'exact'
  if (found.lowest >= VERY_CLOSE) return 'very-close'
  return found.lowest >= CLOSE ? 'close' : 'partial'
}
