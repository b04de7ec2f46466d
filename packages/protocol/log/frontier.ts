import { concatBytes, toUint64 } from '../bytes/index.ts'
import { LogError } from './errors.ts'
import { emptyRoot, hashBytes, nodeHash, rootOfHashes } from './hashes.ts'
import { hashesInLevel, type Tile, tileWidth } from './tiles.ts'

const none: readonly Tile[] = []
const sizeBytes = 8

/**
 * The right edge of a growing tree: all that is needed to append to it, to know its root and to write its tiles. It
 * holds the incomplete tile of each level, at most 255 hashes of 32 bytes each.
 */
export class Frontier {
  #size = 0
  readonly #edges: Uint8Array[] = []

  get size(): number {
    return this.#size
  }

  /** Appends a leaf's hash; gives the tiles that became full by it, lowest level first: none for 255 of 256 leaves. */
  append(hash: Uint8Array): readonly Tile[] {
    if (hash.length !== hashBytes)
      throw new TypeError(`a leaf hash has ${hashBytes} bytes, not ${hash.length}`)
    this.#size++
    let full: Tile[] | undefined
    let carried: Uint8Array = hash
    for (let level = 0; ; level++) {
      const count = hashesInLevel(this.#size, level)
      const edge = this.#edgeOf(level)
      edge.set(carried, ((count - 1) % tileWidth) * hashBytes)
      if (count % tileWidth !== 0) return full ?? none
      full ??= []
      full.push({ level, index: count / tileWidth - 1, width: tileWidth, hashes: edge.slice() })
      carried = rootOfHashes(edge)
    }
  }

  /** The root of the tree as it is now (RFC 9162 section 2.1.1). */
  root(): Uint8Array {
    let root: Uint8Array | undefined
    for (let level = 0; hashesInLevel(this.#size, level) > 0; level++) {
      const hashes = this.#hashesOf(level)
      for (const peak of peaksFromRight(hashes)) root = root ? nodeHash(peak, root) : peak
    }
    return root ?? emptyRoot()
  }

  /** The incomplete tiles of the tree as it is now, lowest level first; a level without one is left out. */
  partialTiles(): Tile[] {
    const tiles: Tile[] = []
    for (let level = 0; hashesInLevel(this.#size, level) > 0; level++) {
      const hashes = this.#hashesOf(level)
      const width = hashes.length / hashBytes
      const index = Math.floor(hashesInLevel(this.#size, level) / tileWidth)
      if (width > 0) tiles.push({ level, index, width, hashes: hashes.slice() })
    }
    return tiles
  }

  clone(): Frontier {
    return Frontier.parse(this.toBytes())
  }

  /** The size as eight bytes, big-endian, then the hashes of the incomplete tiles, lowest level first. */
  toBytes(): Uint8Array {
    return concatBytes(toUint64(this.#size), ...this.partialTiles().map(({ hashes }) => hashes))
  }

  /** Reads what `toBytes` wrote. */
  static parse(bytes: Uint8Array): Frontier {
    const frontier = new Frontier()
    if (bytes.length < sizeBytes) throw new LogError('FRONTIER_MALFORMED', 'the frontier has no size')
    const size = new DataView(bytes.buffer, bytes.byteOffset, sizeBytes).getBigUint64(0)
    if (size > BigInt(Number.MAX_SAFE_INTEGER))
      throw new LogError('FRONTIER_MALFORMED', 'the frontier has a size beyond 2^53 - 1')
    frontier.#size = Number(size)
    let at = sizeBytes
    for (let level = 0; hashesInLevel(frontier.#size, level) > 0; level++) {
      const length = (hashesInLevel(frontier.#size, level) % tileWidth) * hashBytes
      frontier.#edgeOf(level).set(bytes.subarray(at, at + length))
      at += length
    }
    if (at === bytes.length) return frontier
    throw new LogError('FRONTIER_MALFORMED', `a frontier of that size has ${at} bytes, not ${bytes.length}`)
  }

  #edgeOf(level: number): Uint8Array {
    this.#edges[level] ??= new Uint8Array(tileWidth * hashBytes)
    return this.#edges[level]
  }

  #hashesOf(level: number): Uint8Array {
    return this.#edgeOf(level).subarray(0, (hashesInLevel(this.#size, level) % tileWidth) * hashBytes)
  }
}

/** The roots of the whole subtrees that make up an incomplete tile, the rightmost and smallest first. */
function peaksFromRight(hashes: Uint8Array): Uint8Array[] {
  const peaks: Uint8Array[] = []
  let end = hashes.length / hashBytes
  for (let width = 1; width <= end; width *= 2) {
    if (Math.floor(end / width) % 2 === 0) continue
    peaks.push(rootOfHashes(hashes.subarray((end - width) * hashBytes, end * hashBytes)))
    end -= width
  }
  return peaks
}
