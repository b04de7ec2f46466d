import type { Comparison, ComparisonPart } from '@isthmus/contract'
import type { NameComparison } from './compare-names.ts'
import { INITIAL_LIKENESS, NICKNAME_LIKENESS } from './likeness-memory.ts'

// Least likeness of each level.
export const SAME = 0.995
/** Unwritten vowels and letters with two sounds leave this much open. */
const SAME_ACROSS_SCRIPTS = 0.93
export const VERY_CLOSE = 0.87
export const CLOSE = 0.8

/** The level of a pair of words. */
export function toWordLevel(likeness: number, isOneScript: boolean): ComparisonPart['level'] {
  if (likeness === NICKNAME_LIKENESS) return 'nickname'
  if (!isOneScript && likeness >= SAME_ACROSS_SCRIPTS) return 'same-after-romanisation'
  if (likeness >= SAME) return 'exact'
  return likeness >= VERY_CLOSE ? 'very-close' : 'close'
}

/** The level of a comparison as a whole. */
export function toNameLevel(found: Readonly<NameComparison>): Comparison['level'] {
  const { a, b, lowest, leftOfA, leftOfB } = found
  if (leftOfA === 0 && leftOfB === 0 && a.name.key === b.name.key) return 'exact'
  if (found.ledger.total <= 0) return 'differs'
  if (leftOfA > 0 || leftOfB > 0) return 'partial'
  if (lowest === INITIAL_LIKENESS) return 'initial'
  if (a.name.script !== b.name.script && lowest >= SAME_ACROSS_SCRIPTS) return 'same-after-romanisation'
  if (lowest >= SAME) return 'exact'
  if (lowest >= VERY_CLOSE) return 'very-close'
  return lowest >= CLOSE ? 'close' : 'partial'
}
