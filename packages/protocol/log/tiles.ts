import { LogError } from './errors.ts'
import { hashBytes } from './hashes.ts'

/** Hashes of a full tile (C2SP tlog-tiles). */
export const tileWidth = 256

/** A tile: its level (0 holds leaf hashes), its number within the level, and how many hashes it holds, 1 to 256. */
export type TileId = { level: number; index: number; width: number }
export type Tile = TileId & { hashes: Uint8Array }

/** An entry bundle covers the same leaves as the tile of level 0 with its number. */
export type BundleId = { level: 'entries'; index: number; width: number }

/** `tile/<L>/<N>[.p/<W>]` or `tile/entries/<N>[.p/<W>]`, under the log's prefix (C2SP tlog-tiles). */
export function tilePath({ level, index, width }: TileId | BundleId): string {
  const partial = width === tileWidth ? '' : `.p/${width}`
  return `tile/${level}/${numberPath(index)}${partial}`
}

/** 1234067 as `x001/x234/067`. */
export function numberPath(index: number): string {
  let path = String(index % 1000).padStart(3, '0')
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    path = `x${String(rest % 1000).padStart(3, '0')}/${path}`
  return path
}

const shape = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/

/** Reads what `tilePath` writes and nothing else. */
export function parseTilePath(path: string): TileId | BundleId {
  const [, level = '', number = '', partial] = shape.exec(path) ?? []
  const index = Number(number.replaceAll(/[x/]/g, ''))
  const width = partial === undefined ? tileWidth : Number(partial)
  const id: TileId | BundleId =
    level === 'entries' ? { level, index, width } : { level: Number(level), index, width }
  const isLevel = id.level === 'entries' || id.level <= 63
  const isPartial = partial === undefined || width < tileWidth
  if (level === '' || !isLevel || !isPartial || !Number.isSafeInteger(index) || tilePath(id) !== path)
    throw new LogError(
      'TILE_PATH_MALFORMED',
      'the address is not that of a tile: tile/<level>/<number>[.p/<width>]',
    )
  return id
}

/** How many hashes a level holds in a tree of that size. */
export function hashesInLevel(size: number, level: number): number {
  return Math.floor(size / tileWidth ** level)
}

/** The tile with that number as a tree of that size has it: full, partial, or undefined when there is none. */
export function findTile(size: number, level: number, index: number): TileId | undefined {
  const width = Math.min(tileWidth, hashesInLevel(size, level) - index * tileWidth)
  return width > 0 ? { level, index, width } : undefined
}

/** The tiles of a tree of that size, level by level, from the left. */
export function* listTiles(size: number): Generator<TileId> {
  for (let level = 0; hashesInLevel(size, level) > 0; level++) {
    const tiles = Math.ceil(hashesInLevel(size, level) / tileWidth)
    for (let index = 0; index < tiles; index++) {
      const id = findTile(size, level, index)
      if (id) yield id
    }
  }
}

/** The bytes of a tile, refused when they are not as many as its width says. */
export function parseTile(id: TileId, bytes: Uint8Array): Tile {
  if (bytes.length === id.width * hashBytes) return { ...id, hashes: bytes }
  throw new LogError(
    'TILE_MALFORMED',
    `${tilePath(id)} has ${bytes.length} bytes; a tile of ${id.width} hashes has ${id.width * hashBytes}`,
  )
}
