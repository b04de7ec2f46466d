import { Frontier, hashesInLevel, rootOfHashes, tileWidth } from '@isthmus/protocol/log'
import type { Queries } from '../platform/index.ts'
import { leafHashOf } from './entry-box.ts'
import { doctored } from './errors.ts'

/** How many entries are stored. */
export async function countStored(queries: Queries): Promise<number> {
  const [last] = await queries.query<{ index: bigint }>(
    'select index from audit_log.entry order by index desc limit 1',
  )
  return last ? Number(last.index) + 1 : 0
}

/**
 * The right edge of the tree of `size` entries from what is stored: the leaves after the last full tile of level 0, and
 * of every level above the roots of the full tiles below. Throws AuditLogError LOG_DOCTORED when any of that is missing.
 */
export async function openTree(queries: Queries, size: number): Promise<Frontier> {
  const parts: Uint8Array[] = [sizeBytes(size)]
  for (let level = 0; hashesInLevel(size, level) > 0; level += 1) {
    const from = Math.floor(hashesInLevel(size, level) / tileWidth) * tileWidth
    const range = { from, to: hashesInLevel(size, level) }
    parts.push(...(level === 0 ? await readLeaves(queries, range) : await readNodes(queries, level, range)))
  }
  return Frontier.parse(Buffer.concat(parts))
}

type Range = { from: number; to: number }

async function readLeaves(queries: Queries, { from, to }: Range): Promise<Uint8Array[]> {
  const rows = await queries.query<{ leaf: Buffer }>(
    'select leaf from audit_log.entry where index >= $1 and index < $2 order by index',
    [from, to],
  )
  if (rows.length !== to - from) throw doctored(`entries are missing between ${from} and ${to - 1}`)
  return rows.map(({ leaf }) => leafHashOf(leaf))
}

async function readNodes(queries: Queries, level: number, { from, to }: Range): Promise<Uint8Array[]> {
  const rows = await queries.query<{ hashes: Buffer }>(
    'select hashes from audit_log.tile where level = $1 and number >= $2 and number < $3 order by number',
    [level - 1, from, to],
  )
  if (rows.length !== to - from)
    throw doctored(`tiles of level ${level - 1} are missing between ${from} and ${to - 1}`)
  return rows.map(({ hashes }) => rootOfHashes(hashes))
}

function sizeBytes(size: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(size))
  return bytes
}
