import type { Person } from '@isthmus/contract'

/** Records of one side in memory that all threads share, in batches of `batchSize` persons. */
export type RecordStore = {
  batchSize: number
  batches: { records: SharedArrayBuffer; offsets: SharedArrayBuffer }[]
}

export type StoredRecord = { reference: string; locator: string; person: Person }

/** The record of a person by its number. Throws RangeError for a number that was never given. */
export function getRecord({ batchSize, batches }: RecordStore, number: number): StoredRecord {
  const batch = batches[Math.floor(number / batchSize)]
  if (batch === undefined) throw new RangeError('no such person')
  const offsets = new Uint32Array(batch.offsets)
  const at = number % batchSize
  const text = Buffer.from(batch.records).toString('utf8', offsets[at] ?? 0, offsets[at + 1] ?? 0)
  const [reference, locator, person] = JSON.parse(text) as [string, string, Person] // As BatchWriter wrote it.
  return { reference, locator, person }
}
