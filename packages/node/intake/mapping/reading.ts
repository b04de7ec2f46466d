import type { Mapping } from '@isthmus/contract'
import type { DateHints } from '@isthmus/protocol/dates'

/** A field of a record that had to be left out while the record stays. Holds no values. */
export type Fault = { place: string; field: string; reason: string }

/** The reading of one record: what the mapping says for all of them, and the faults found so far. */
export type Reading = {
  place: string
  absentWords: ReadonlySet<string>
  dates: DateHints
  faults: Fault[]
}

const absentWordsOf = new WeakMap<Mapping, ReadonlySet<string>>()

export function beginReading(mapping: Mapping, place: string): Reading {
  const known = absentWordsOf.get(mapping)
  const absentWords = known ?? new Set((mapping.absentWords ?? []).map((word) => word.trim()))
  if (!known) absentWordsOf.set(mapping, absentWords)
  return { place, absentWords, dates: mapping.dates ?? {}, faults: [] }
}

export function noteFault(reading: Reading, field: string, reason: string): void {
  reading.faults.push({ place: reading.place, field, reason })
}
