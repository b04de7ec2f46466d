import { isSameWord, MAX_TOKENS } from '../names/index.ts'
import { toLikeness } from './likeness-memory.ts'
import type { ProfileName } from './profile-name.ts'

/** A word without a partner. */
export const FREE = -1
/** A word that stands for, or is part of, a pair of neighbouring words, or contradicts a word of the other name. */
export const TAKEN = -2

/** One of two names, and which word of the other each of its words belongs to: an index, FREE or TAKEN. */
export type Side = { name: ProfileName; readonly partners: Int8Array }

const likeness = new Float32Array(MAX_TOKENS * MAX_TOKENS)

/**
 * How alike word `i` of the first name and word `j` of the second are, 0 to 1, in the running alignment. Known of
 * partners, and of words that are both without one.
 */
export function likenessOf(i: number, j: number): number {
  return likeness[i * MAX_TOKENS + j] ?? 0
}

/** Pairs the words of two names, the most alike first and whatever their order. Fills `partners` of both sides. */
export function alignWords(a: Side, b: Side, floor: number): void {
  a.partners.fill(FREE, 0, a.name.tokens.length)
  b.partners.fill(FREE, 0, b.name.tokens.length)
  // Most words of candidates are the same or have nothing to do with each other: only the rest is listened to.
  pairEqualWords(a, b)
  pairAlikeWords(a, b, floor)
}

function pairEqualWords(a: Side, b: Side): void {
  for (let i = 0; i < a.name.tokens.length; i++) {
    const one = a.name.tokens[i]
    let best = -1
    for (let j = 0; j < b.name.tokens.length; j++) {
      const other = b.name.tokens[j]
      if (one === undefined || other === undefined || b.partners[j] !== FREE) continue
      if (one !== other && !isSameWord(one, other)) continue
      // Of two that are as near, the later one: the names of parents come after one's own.
      if (best < 0 || Math.abs(i - j) <= Math.abs(i - best)) best = j
    }
    if (best < 0) continue
    a.partners[i] = best
    b.partners[best] = i
    likeness[i * MAX_TOKENS + best] = 1
  }
}

/** Pairs the words that are FREE on both sides. */
export function pairAlikeWords(a: Side, b: Side, floor: number): void {
  if (!fillLikeness(a, b, floor)) return
  const rows = a.name.tokens.length
  const columns = b.name.tokens.length
  for (let round = 0; round < rows; round++) {
    let best: number = floor
    let bestI = -1
    let bestJ = -1
    for (let i = 0; i < rows; i++) {
      if (a.partners[i] !== FREE) continue
      for (let j = 0; j < columns; j++) {
        if (b.partners[j] !== FREE) continue
        // Of equal likeness, words in the same place belong together.
        const own = likenessOf(i, j) - Math.abs(i - j) * 1e-4 - (j < i ? 1e-5 : 0)
        if (own > best) {
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

/** Whether any two words may be partners. */
function fillLikeness(a: Side, b: Side, floor: number): boolean {
  let isAny = false
  for (let i = 0; i < a.name.tokens.length; i++) {
    const one = a.name.tokens[i]
    if (one === undefined || a.partners[i] !== FREE) continue
    for (let j = 0; j < b.name.tokens.length; j++) {
      const other = b.name.tokens[j]
      if (other === undefined || b.partners[j] !== FREE) continue
      const found = toLikeness(one, other)
      likeness[i * MAX_TOKENS + j] = found
      if (found > floor) isAny = true
    }
  }
  return isAny
}
