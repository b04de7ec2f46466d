import {
  type Frontier,
  findTile,
  formatEntryBundle,
  hashBytes,
  type Tile,
  type TileId,
  type TileSource,
  tileWidth,
} from '@isthmus/protocol/log'
import type { Queries } from '../platform/index.ts'
import { AuditLogError } from './errors.ts'
import { SubtreeRoots } from './subtree-roots.ts'

/** Full tiles above level 0 that stay in memory: 512 of 8 KB, enough for a log of thirty million entries. */
const mostKept = 512

type Asked = {
  tiles: Map<string, { level: number; number: number }>
  answer: Promise<ReadonlyMap<string, Buffer>>
}

/** Tiles and entry bundles (C2SP tlog-tiles) of what is durable: full ones from the database, the rest from memory. */
export class TileReader {
  readonly #queries: Queries
  readonly #frontier: () => Frontier
  readonly #kept = new Map<string, Buffer>()
  readonly #roots = new SubtreeRoots()
  #asked: Asked | undefined
  #edges: { frontier: Frontier; size: number; tiles: readonly Tile[] } | undefined

  constructor(queries: Queries, frontier: () => Frontier) {
    this.#queries = queries
    this.#frontier = frontier
  }

  /** What proofs are made from. */
  get source(): TileSource {
    return { readTile: (id) => this.read(id), rootOf: (hashes) => this.#roots.rootOf(hashes) }
  }

  /** The first `width` hashes of a tile. Throws AuditLogError LOG_POSITION_UNKNOWN when there are not so many. */
  async read({ level, index, width }: TileId): Promise<Uint8Array> {
    const frontier = this.#frontier()
    const present = findTile(frontier.size, level, index)
    if (!present || width > present.width) throw unknown(`tile ${level}/${index} of ${width}`)
    const whole =
      present.width === tileWidth ? await this.#readFull(level, index) : this.#edgeOf(frontier, level)
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

  /** A frontier is another object after every batch. */
  #edgeOf(frontier: Frontier, level: number): Uint8Array {
    if (this.#edges?.frontier !== frontier || this.#edges.size !== frontier.size)
      this.#edges = { frontier, size: frontier.size, tiles: frontier.partialTiles() }
    return this.#edges.tiles.find((tile) => tile.level === level)?.hashes ?? new Uint8Array(0)
  }

  /** Whatever is asked in one turn of the loop is one query: a proof needs several tiles. */
  #readFull(level: number, number: number): Promise<Buffer> {
    const key = `${level}/${number}`
    const kept = this.#kept.get(key)
    if (kept) {
      this.#keep(key, kept)
      return Promise.resolve(kept)
    }
    this.#asked ??= {
      tiles: new Map(),
      answer: new Promise((resolve) => setImmediate(resolve)).then(() => this.#fetch()),
    }
    this.#asked.tiles.set(key, { level, number })
    return this.#asked.answer.then((found) => {
      const hashes = found.get(key)
      if (hashes) return hashes
      throw unknown(`tile ${key}`)
    })
  }

  async #fetch(): Promise<ReadonlyMap<string, Buffer>> {
    const tiles = [...(this.#asked?.tiles.values() ?? [])]
    this.#asked = undefined
    const rows = await this.#queries.query<{ level: number; number: bigint; hashes: Buffer }>(
      `select level, number, hashes from unnest($1::smallint[], $2::bigint[]) as asked (level, number)
         join audit_log.tile using (level, number)`,
      [tiles.map(({ level }) => level), tiles.map(({ number }) => number)],
      'audit-log-read-some-tiles',
    )
    // Each with its memory to itself: so its subtree roots are remembered as long as the tile is.
    const found = rows.map(({ level, number, hashes }) => {
      const tile = Buffer.from(Uint8Array.from(hashes).buffer)
      if (level > 0) this.#keep(`${level}/${number}`, tile)
      return [`${level}/${number}`, tile] as const
    })
    return new Map(found)
  }

  /** What was used last goes last. */
  #keep(key: string, hashes: Buffer): void {
    this.#kept.delete(key)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size >= mostKept && oldest !== undefined) this.#kept.delete(oldest)
    this.#kept.set(key, hashes)
  }
}

function unknown(what: string): AuditLogError {
  return new AuditLogError('LOG_POSITION_UNKNOWN', `the log has no ${what}`)
}
