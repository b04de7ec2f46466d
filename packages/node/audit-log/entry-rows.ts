import type { Tile } from '@isthmus/protocol/log'
import { packBytes, type Queries } from '../platform/index.ts'
import type { ClearPart } from './log-entry.ts'

/** An entry with its place in the log, as it becomes a row. */
export type EntryRow = {
  index: number
  clear: ClearPart
  tag: Buffer | undefined
  leaf: Buffer
  sealed: Buffer
}

/** Entries that one statement carries at most. */
export const longestStatement = 2_000

const insert = `
  with tiles as (
    insert into audit_log.tile (level, number, hashes)
    select * from unnest($13::smallint[], $14::bigint[], $15::bytea[])
  )
  insert into audit_log.entry
    (index, at, correlation_id, actor_tag, counterpart, direction, digest, event, retention, erase_on, leaf, sealed)
  select index, at, correlation_id, actor_tag, counterpart, direction, digest, event, retention, erase_on,
         substring($11::bytea from (ordinal::int - 1) * 32 + 1 for 32), substring($12::bytea from start for length)
    from unnest($1::bigint[], $2::timestamptz[], $3::uuid[], $4::bytea[], $5::text[], $6::text[], $7::bytea[],
                $8::text[], $9::text[], $10::date[], $16::int[], $17::int[])
         with ordinality
         as given (index, at, correlation_id, actor_tag, counterpart, direction, digest, event, retention, erase_on,
                   start, length, ordinal)`

/** Writes entries and the tiles that they made full, in one statement. */
export async function insertRows(
  queries: Queries,
  rows: readonly EntryRow[],
  tiles: readonly Tile[],
): Promise<void> {
  const sealed = packBytes(rows.map((row) => row.sealed))
  await queries.query(
    insert,
    [
      toArray(rows, ({ index }) => String(index)),
      toArray(rows, ({ clear }) => `"${clear.at}"`),
      toArray(rows, ({ clear }) => clear.correlationId),
      toArray(rows, ({ tag }) => tag && toBytea(tag)),
      toArray(rows, ({ clear }) => clear.counterpart),
      toArray(rows, ({ clear }) => clear.direction),
      toArray(rows, ({ clear }) => clear.digest && toBytea(Buffer.from(clear.digest, 'base64url'))),
      toArray(rows, ({ clear }) => clear.event),
      toArray(rows, ({ clear }) => clear.retention),
      toArray(rows, ({ clear }) => clear.eraseOn),
      Buffer.concat(rows.map(({ leaf }) => leaf)),
      sealed.bytes,
      toArray(tiles, ({ level }) => String(level)),
      toArray(tiles, ({ index }) => String(index)),
      toArray(tiles, ({ hashes }) => toBytea(Buffer.from(hashes.buffer, hashes.byteOffset, hashes.length))),
      ...[sealed.starts, sealed.lengths].map((numbers) => `{${numbers.join(',')}}`),
    ],
    'audit-log-insert',
  )
}

/**
 * A PostgreSQL array literal. Values are numbers, dates, hexadecimal, or text that `assertStorable` has let through, so
 * none needs quoting but where the caller does it.
 */
function toArray<Item>(items: readonly Item[], textOf: (item: Item) => string | undefined): string {
  return `{${items.map((item) => textOf(item) || 'NULL').join(',')}}`
}

function toBytea(bytes: Buffer): string {
  return `"\\\\x${bytes.toString('hex')}"`
}
