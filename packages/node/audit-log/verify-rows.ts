import { type KeyObject, verify } from 'node:crypto'
import { equalBytes } from '@isthmus/protocol/bytes'
import { type Frontier, LogError, parseNote, tileWidth } from '@isthmus/protocol/log'
import type { Queries } from '../platform/index.ts'
import { type EntryBox, entryOf, leafHashOf, leafOfOpening } from './entry-box.ts'
import { verifyErasure } from './erased-rows.ts'
import { doctored } from './errors.ts'
import { toClearPart } from './log-entry.ts'
import { countStored, openTree } from './open-tree.ts'
import { type StoredEntry, selectStored, toStoredClear } from './stored-entry.ts'

/** The start reads the newest entries one by one, so many; the daily verification reads all. */
const newestAtStart = 50_000

const batch = 2_000

/** The newest entries, and the checkpoints over them. Throws AuditLogError LOG_DOCTORED with the place. */
export async function verifyNewest(
  queries: Queries,
  box: EntryBox,
  { newest = newestAtStart, logKeys }: { newest?: number; logKeys: readonly KeyObject[] },
): Promise<void> {
  const size = await countStored(queries)
  const [checkpoint] = await queries.query<{ size: bigint }>(
    'select size from audit_log.checkpoint order by size desc limit 1',
  )
  const signed = Number(checkpoint?.size ?? 0)
  if (signed > size) throw doctored(`it was signed with ${signed} entries, and now has ${size}`)
  await verifyRows(queries, box, { logKeys, from: Math.max(0, Math.min(size - newest, signed - 1)) })
}

export type VerifiedRows = { size: number; root: Uint8Array }

export type VerifyOptions = {
  from?: number
  signal?: AbortSignal
  /** Called with the index up to which all is well. */
  afterBatch?: (verified: number) => Promise<void>
  /** One of them must have signed each checkpoint. */
  logKeys: readonly KeyObject[]
}

/**
 * Every entry from the tile of `from` on: that none is missing, that each opens to its commitment, that its clear columns
 * are those of the entry, that what was erased was erased by an entry, that tiles and checkpoints are over these rows.
 * Throws AuditLogError LOG_DOCTORED with the place. Runs beside appends.
 */
export async function verifyRows(
  queries: Queries,
  box: EntryBox,
  { from = 0, signal, logKeys, afterBatch }: VerifyOptions,
): Promise<VerifiedRows> {
  const size = await countStored(queries)
  const start = Math.floor(from / tileWidth) * tileWidth
  const frontier = await openTree(queries, start)
  const signed = await readSigned(queries, { from: start, to: size })
  const erasures = new Set<string>()
  const read = (next: number) =>
    Promise.all([
      selectStored(queries, { from: next, to: Math.min(next + batch, size) }),
      readTiles(queries, next, next + batch),
    ])
  let ahead = read(start)
  for (let next = start; next < size; next += batch) {
    signal?.throwIfAborted()
    const [rows, tiles] = await ahead
    // The database reads on while this batch is verified.
    ahead = read(next + batch)
    ahead.catch(() => {})
    for (const row of rows) {
      assertNext(row, frontier)
      verifyEntry(row, box)
      if (row.erased_by !== null) erasures.add(row.erased_by)
      for (const tile of frontier.append(leafHashOf(row.leaf))) {
        const stored = tiles.get(`${tile.level}/${tile.index}`)
        if (!stored || !equalBytes(stored, tile.hashes))
          throw doctored(`tile ${tile.level}/${tile.index} is not that of its entries`)
      }
      verifySigned(frontier, signed, logKeys)
    }
    if (frontier.size < Math.min(next + batch, size)) throw doctored(`entry ${frontier.size} is missing`)
    await afterBatch?.(frontier.size)
  }
  for (const erasedBy of erasures) await verifyErasure(queries, box, erasedBy)
  return { size, root: frontier.root() }
}

function assertNext(row: StoredEntry, frontier: Frontier): void {
  if (Number(row.index) !== frontier.size) throw doctored(`entry ${frontier.size} is missing`)
}

function verifyEntry(row: StoredEntry, box: EntryBox): void {
  const place = `entry ${row.index}`
  if (row.sealed === null) {
    if (row.actor_tag !== null) throw doctored(`${place}: actor_tag of an erased entry`)
    return
  }
  const opening = box.findOpening(Number(row.index), row.sealed)
  if (!opening) throw doctored(`${place}: sealed`)
  if (!leafOfOpening(opening).equals(row.leaf)) throw doctored(`${place}: leaf`)
  const entry = entryOf(opening)
  const written = toClearPart(entry)
  const stored = toStoredClear(row)
  for (const [column, value] of Object.entries(written)) {
    if (stored[column as keyof typeof stored] !== value) throw doctored(`${place}: ${column}`)
  }
  const tag = entry.actor && box.tagOf(entry.actor.id)
  if (tag ? !row.actor_tag?.equals(tag) : row.actor_tag !== null) throw doctored(`${place}: actor_tag`)
  if (row.erased_by !== null) throw doctored(`${place}: erased_by`)
}

type Signed = { size: bigint; root: Buffer; note: string }

/** Checkpoints by size. Of a long log every thousandth entry's is enough; the newest is always among them. */
async function readSigned(
  queries: Queries,
  { from, to }: { from: number; to: number },
): Promise<Map<number, Signed>> {
  const rows = await queries.query<Signed>(
    `select distinct on (size / 1000) size, root, note from audit_log.checkpoint
      where size > $1 and size <= $2 order by size / 1000, size desc`,
    [from, to],
  )
  return new Map(rows.map((row) => [Number(row.size), row]))
}

function verifySigned(
  frontier: Frontier,
  signed: ReadonlyMap<number, Signed>,
  logKeys: readonly KeyObject[],
): void {
  const checkpoint = signed.get(frontier.size)
  if (!checkpoint) return
  const { size, root, note } = checkpoint
  const [, noted, encoded] = note.split('\n')
  if (noted !== String(size) || encoded !== root.toString('base64'))
    throw doctored(`checkpoint ${size} is not what was signed`)
  if (!isSignedBy(note, logKeys))
    throw doctored(`checkpoint ${size} is signed by no log key that this peer has had`)
  if (!equalBytes(root, frontier.root()))
    throw doctored(`the entries before ${frontier.size} are not those of the checkpoint over them`)
}

/** As `openNote` of the protocol, by node:crypto; the note lies in this peer's own table. */
function isSignedBy(note: string, keys: readonly KeyObject[]): boolean {
  try {
    const { text, signatures } = parseNote(note)
    const data = Buffer.from(text)
    return signatures.some(({ signature }) => keys.some((key) => verify(null, data, key, signature)))
  } catch (fault) {
    if (fault instanceof LogError) return false
    throw fault
  }
}

/** The full tiles whose last entry lies in the range. */
async function readTiles(queries: Queries, from: number, to: number): Promise<Map<string, Buffer>> {
  const rows = await queries.query<{ level: number; number: bigint; hashes: Buffer }>(
    `select level, number, hashes from generate_series(0, 6) as of_level
       join audit_log.tile on level = of_level
        and number >= $1::bigint / (256::numeric ^ (of_level + 1))::bigint - 1
        and number <= $2::bigint / (256::numeric ^ (of_level + 1))::bigint`,
    [from, to],
    'audit-log-read-tiles',
  )
  return new Map(rows.map(({ level, number, hashes }) => [`${level}/${number}`, hashes]))
}
