import type { Queries } from '../platform/index.ts'
import type { ClearPart } from './log-entry.ts'
import type { Retention } from './retention.ts'

/** A row of audit_log.entry. */
export type StoredEntry = {
  index: bigint
  at: Date
  correlation_id: string
  actor_tag: Buffer | null
  counterpart: string | null
  direction: 'sent' | 'received' | null
  digest: Buffer | null
  event: string
  retention: Retention
  erase_on: string | null
  leaf: Buffer
  sealed: Buffer | null
  erased_by: string | null
}

export const storedColumns = `index, at, correlation_id, actor_tag, counterpart, direction, digest, event, retention,
  erase_on::text, leaf, sealed, erased_by`

export function selectStored(
  queries: Queries,
  { from, to }: { from: number; to: number },
): Promise<StoredEntry[]> {
  return queries.query<StoredEntry>(
    `select ${storedColumns} from audit_log.entry where index >= $1 and index < $2 order by index`,
    [from, to],
    'audit-log-select-stored',
  )
}

export function toStoredClear(row: StoredEntry): ClearPart {
  return {
    at: row.at.toISOString(),
    correlationId: row.correlation_id,
    counterpart: row.counterpart ?? undefined,
    direction: row.direction ?? undefined,
    digest: row.digest?.toString('base64url'),
    event: row.event,
    retention: row.retention,
    eraseOn: row.erase_on ?? undefined,
  }
}

/** What stays of an erased entry, as one line; the erasing entry holds a digest over such lines. */
export function toClearLine(row: StoredEntry): string {
  const { at, correlationId, counterpart, direction, digest, event, retention, eraseOn } = toStoredClear(row)
  const parts = [row.index, at, correlationId, counterpart, direction, digest, event, retention, eraseOn]
  return `${parts.map((part) => part ?? '').join('|')}\n`
}
