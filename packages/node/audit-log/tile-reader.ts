import {
  type Frontier,
  findTile,
  formatEntryBundle,
  hashBytes,
  type TileId,
  tileWidth,
} from '@isthmus/protocol/log'
import type { Queries } from '../platform/index.ts'
import { AuditLogError } from './errors.ts'

/** Full tiles above level 0 that stay in memory: 512 of 8 KB, enough for a log of thirty million entries. */
const mostKept = 512

/** Tiles and entry bundles (C2SP tlog-tiles) of what is durable: full ones from the database, the rest from memory. */
export class TileReader {
  readonly #queries: Queries
  readonly #frontier: () => Frontier
  readonly #kept = new Map<string, Buffer>()

  constructor(queries: Queries, frontier: () => Frontier) {
    this.#queries = queries
    this.#frontier = frontier
  }

  /** The first `width` hashes of a tile. Throws AuditLogError LOG_POSITION_UNKNOWN when there are not so many. */
  async read({ level, index, width }: TileId): Promise<Uint8Array> {
    const frontier = this.#frontier()
    const present = findTile(frontier.size, level, index)
    if (!present || width > present.width) throw unknown(`tile ${level}/${index} of ${width}`)
    const whole = present.width === tileWidth ? await this.#readFull(level, index) : edgeOf(frontier, level)
    return whole.subarray(0, width * hashBytes)
  }

  /** The commitments of up to 256 entries. Throws AuditLogError LOG_POSITION_UNKNOWN. */
  async readBundle({ index, width }: { index: number; width: number }): Promise<Uint8Array> {
    const from = index * tileWidth
    if (from + width > this.#frontier().size) throw unknown(`entry bundle ${index} of ${width}`)
    const rows = await this.#queries.query<{ leaf: Buffer }>(
      'select leaf from audit_log.entry where index >= $1 and index < $2 order by index',
      [from, from + width],
      'audit-log-read-bundle',
    )
    return formatEntryBundle(rows.map(({ leaf }) => leaf))
  }

  /** The hash of one leaf. Throws AuditLogError LOG_POSITION_UNKNOWN. */
  async readLeafHash(index: number): Promise<Uint8Array> {
    const width = (index % tileWidth) + 1
    const hashes = await this.read({ level: 0, index: Math.floor(index / tileWidth), width })
    return hashes.subarray((width - 1) * hashBytes)
  }

  async #readFull(level: number, number: number): Promise<Buffer> {
    const key = `${level}/${number}`
    const kept = this.#kept.get(key)
    if (kept) return kept
    const [row] = await this.#queries.query<{ hashes: Buffer }>(
      'select hashes from audit_log.tile where level = $1 and number = $2',
      [level, number],
      'audit-log-read-tile',
    )
    if (!row) throw unknown(`tile ${key}`)
    if (level > 0) this.#keep(key, row.hashes)
    return row.hashes
  }

  #keep(key: string, hashes: Buffer): void {
    const [oldest] = this.#kept.keys()
    if (this.#kept.size >= mostKept && oldest !== undefined) this.#kept.delete(oldest)
    this.#kept.set(key, hashes)
  }
}

function edgeOf(frontier: Frontier, level: number): Uint8Array {
  return frontier.partialTiles().find((tile) => tile.level === level)?.hashes ?? new Uint8Array(0)
}

function unknown(what: string): AuditLogError {
  return new AuditLogError('LOG_POSITION_UNKNOWN', `the log has no ${what}`)
}
