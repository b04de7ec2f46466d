import { LogError } from './errors.ts'
import { hashBytes, nodeHash, rootOfHashes } from './hashes.ts'
import { findTile, parseTile, type TileId, tilePath, tileWidth } from './tiles.ts'

/** Gives the bytes of a tile, as wide as asked or wider. */
export type ReadTile = (tile: TileId) => Uint8Array | Promise<Uint8Array>

/** Where proofs are made from; `rootOf` may remember what `rootOfHashes` would compute anew. */
export type TileSource = { readTile: ReadTile; rootOf: (hashes: Uint8Array) => Uint8Array }

/** Leaves from `start` up to but not including `end`. */
type Range = { start: number; end: number }

/**
 * The hashes that prove that leaf `index` is in the tree of `size` leaves, nearest first (RFC 9162 section 2.1.3.1).
 * Reads each tile once, all at the same time.
 */
export function inclusionPath(
  index: number,
  size: number,
  tiles: ReadTile | TileSource,
): Promise<Uint8Array[]> {
  assertCount(size)
  if (!Number.isSafeInteger(index) || index < 0 || index >= size)
    throw new LogError('INCLUSION_WRONG', `a tree of ${size} leaves has no leaf ${index}`)
  const ranges: Range[] = []
  let start = 0
  let end = size
  while (end - start > 1) {
    const middle = start + splitOf(end - start)
    if (index < middle) {
      ranges.push({ start: middle, end })
      end = middle
    } else {
      ranges.push({ start, end: middle })
      start = middle
    }
  }
  return hashRanges(ranges.reverse(), size, tiles)
}

/**
 * The hashes that prove that the tree of `from` leaves is the beginning of the tree of `to` leaves (RFC 9162 section
 * 2.1.4.1). None when `from` is 0 or the same as `to`.
 */
export function consistencyPath(
  from: number,
  to: number,
  tiles: ReadTile | TileSource,
): Promise<Uint8Array[]> {
  assertCount(from)
  assertCount(to)
  if (from > to) throw new LogError('CONSISTENCY_WRONG', `a tree of ${to} leaves does not begin with ${from}`)
  if (from === 0 || from === to) return Promise.resolve([])
  return hashRanges(rangesOf(from, to), to, tiles)
}

/**
 * As `consistencyPath`, with the hash of the whole earlier tree first where that has the size of a power of two: such a
 * path leads to both roots without either of them (`isContradiction`).
 */
export function headPath(from: number, to: number, tiles: ReadTile | TileSource): Promise<Uint8Array[]> {
  assertCount(from)
  assertCount(to)
  if (from < 1 || from > to)
    throw new LogError('CONSISTENCY_WRONG', `a tree of ${to} leaves does not begin with ${from}`)
  if (from === to) return Promise.resolve([])
  const isWhole = Number.isInteger(Math.log2(from))
  const ranges = rangesOf(from, to)
  return hashRanges(isWhole ? [{ start: 0, end: from }, ...ranges] : ranges, to, tiles)
}

/** The subtrees of a consistency proof, nearest first. */
function rangesOf(from: number, to: number): Range[] {
  const ranges: Range[] = []
  let start = 0
  let end = to
  while (from !== end) {
    const middle = start + splitOf(end - start)
    if (from <= middle) {
      ranges.push({ start: middle, end })
      end = middle
    } else {
      ranges.push({ start, end: middle })
      start = middle
    }
  }
  if (start > 0) ranges.push({ start, end })
  return ranges.reverse()
}

function assertCount(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0)
    throw new LogError('TILE_MALFORMED', 'a size is a whole number')
}

/** The largest power of two below a width of at least two. */
function splitOf(width: number): number {
  let split = 1
  while (split * 2 < width) split *= 2
  return split
}

async function hashRanges(
  ranges: readonly Range[],
  size: number,
  tiles: ReadTile | TileSource,
): Promise<Uint8Array[]> {
  const { readTile, rootOf } = typeof tiles === 'function' ? { readTile: tiles, rootOf: rootOfHashes } : tiles
  const read = new Map<string, Promise<Uint8Array>>()
  const tileOf = (id: TileId): Promise<Uint8Array> => {
    const path = tilePath(id)
    const known = read.get(path) ?? Promise.resolve(readTile(id)).then((bytes) => toWidth(id, bytes))
    read.set(path, known)
    return known
  }
  return Promise.all(ranges.map((range) => hashRange(range, size, { tileOf, rootOf })))
}

/** A full tile is as good as the partial one that it has grown from. */
function toWidth(id: TileId, bytes: Uint8Array): Uint8Array {
  const cut = bytes.length > id.width * hashBytes ? bytes.subarray(0, id.width * hashBytes) : bytes
  return parseTile(id, cut).hashes
}

async function hashRange(
  { start, end }: Range,
  size: number,
  parts: { tileOf: (id: TileId) => Promise<Uint8Array>; rootOf: TileSource['rootOf'] },
): Promise<Uint8Array> {
  const width = end - start
  const whole = splitOf(width + 1)
  if (whole !== width) {
    const [left, right] = await Promise.all([
      hashRange({ start, end: start + whole }, size, parts),
      hashRange({ start: start + whole, end }, size, parts),
    ])
    return nodeHash(left, right)
  }
  let level = 0
  while (tileWidth ** (level + 1) <= width) level++
  const first = start / tileWidth ** level
  const id = findTile(size, level, Math.floor(first / tileWidth))
  if (!id) throw new LogError('TILE_MALFORMED', `a tree of ${size} leaves has no leaf ${start}`)
  const from = first % tileWidth
  const hashes = await parts.tileOf(id)
  return parts.rootOf(hashes.subarray(from * hashBytes, (from + width / tileWidth ** level) * hashBytes))
}
