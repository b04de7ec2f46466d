import { createHash } from 'node:crypto'
import type { Queries } from '../platform/index.ts'
import { type EntryBox, entryOf, leafOfOpening } from './entry-box.ts'
import { doctored } from './errors.ts'
import { type StoredEntry, storedColumns, toClearLine } from './stored-entry.ts'

/** What an erasing entry says of the entries it erased. */
export type ErasedPart = {
  count: number
  /** Indexes, as `3-7,12`. */
  entries: string
  /** SHA-256 (base64url) over what stays of them, in order: nobody can change that afterwards unseen. */
  remaining: string
}

export function toErasedPart(rows: readonly StoredEntry[]): ErasedPart {
  const digest = createHash('sha256')
  for (const row of rows) digest.update(toClearLine(row))
  return {
    count: rows.length,
    entries: toRanges(rows.map(({ index }) => Number(index))),
    remaining: digest.digest('base64url'),
  }
}

/** That these entries, and no others, are named by the entry that erased them, and were not changed since. */
export async function verifyErasure(queries: Queries, box: EntryBox, erasedBy: string): Promise<void> {
  const rows = await queries.query<StoredEntry>(
    `select ${storedColumns} from audit_log.entry where erased_by = $1 order by index`,
    [erasedBy],
  )
  const [erasing] = await queries.query<{ index: bigint; leaf: Buffer; sealed: Buffer }>(
    `select index, leaf, sealed from audit_log.entry where correlation_id = $1 and event = 'audit-log.erased'`,
    [erasedBy],
  )
  const first = `entry ${rows[0]?.index}`
  if (!erasing) throw doctored(`${first} was erased by no entry of the log`)
  const opening = box.findOpening(Number(erasing.index), erasing.sealed)
  if (!opening || !leafOfOpening(opening).equals(erasing.leaf))
    throw doctored(`entry ${erasing.index}: sealed`)
  const { detail } = entryOf(opening)
  for (const [name, value] of Object.entries(toErasedPart(rows))) {
    if (detail?.[name] === value) continue
    throw doctored(
      `what stays of ${first} and others is not what entry ${erasing.index} says that it left (${name})`,
    )
  }
}

function toRanges(indexes: readonly number[]): string {
  const ranges: { from: number; to: number }[] = []
  for (const index of indexes) {
    const last = ranges.at(-1)
    if (last?.to === index - 1) last.to = index
    else ranges.push({ from: index, to: index })
  }
  return ranges.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`)).join(',')
}
