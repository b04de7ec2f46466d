import type { ComparisonPart } from '@isthmus/contract'
import { MAX_TOKENS } from '../names/index.ts'

/** One share of the bits of two names. A rule has no words. */
export type Entry = {
  level: ComparisonPart['level']
  bits: number
  /** Words of the first name: the first of them, and how many. */
  first: number
  firstWords: number
  /** The same of the second name. */
  second: number
  secondWords: number
}

/** All shares of one comparison, in entries made once: what nobody reads costs next to nothing. */
export type Ledger = { size: number; total: number; readonly entries: readonly Entry[] }

const MAX_RULES = 16

function toEmptyEntry(): Entry {
  return { level: 'exact', bits: 0, first: 0, firstWords: 0, second: 0, secondWords: 0 }
}

export function createLedger(): Ledger {
  return { size: 0, total: 0, entries: Array.from({ length: 3 * MAX_TOKENS + MAX_RULES }, toEmptyEntry) }
}

/** Enters a share; the caller fills in its words. */
export function addEntry(ledger: Ledger, level: Entry['level'], bits: number): Entry {
  const entry = ledger.entries[ledger.size++] ?? toEmptyEntry()
  ledger.total += bits
  entry.level = level
  entry.bits = bits
  entry.firstWords = 0
  entry.secondWords = 0
  return entry
}

/** Enters a share of one word of each name. */
export function addWords(ledger: Ledger, level: Entry['level'], bits: number): Entry {
  const entry = addEntry(ledger, level, bits)
  entry.firstWords = 1
  entry.secondWords = 1
  return entry
}

/** Enters a rule that adds or takes away. */
export function addRule(ledger: Ledger, level: Entry['level'], bits: number): void {
  if (bits !== 0) addEntry(ledger, level, bits)
}
