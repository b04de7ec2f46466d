import { hash } from 'node:crypto'
import { hashBytes, rootOfHashes } from '@isthmus/protocol/log'

/** Roots by first hash and width. */
type Roots = Map<number, Uint8Array>

/**
 * As `rootOfHashes` of the protocol, by node:crypto, and remembered as long as the tile itself is: of the upper tiles,
 * which every proof needs, each node is hashed once.
 */
export class SubtreeRoots {
  readonly #ofTile = new WeakMap<ArrayBufferLike, Roots>()

  rootOf(hashes: Uint8Array): Uint8Array {
    const width = hashes.length / hashBytes
    // A part of no power of two has a root of another shape; proofs ask for none.
    if (width < 2 || (width & (width - 1)) !== 0) return rootOfHashes(hashes)
    let known = this.#ofTile.get(hashes.buffer)
    if (!known) {
      known = new Map()
      this.#ofTile.set(hashes.buffer, known)
    }
    return wholeRoot(hashes, known)
  }
}

function wholeRoot(hashes: Uint8Array, known: Roots): Uint8Array {
  if (hashes.length === hashBytes) return hashes
  const place = hashes.byteOffset * 0x1_0000 + hashes.length
  const found = known.get(place)
  if (found) return found
  const half = hashes.length / 2
  const left = wholeRoot(hashes.subarray(0, half), known)
  const right = wholeRoot(hashes.subarray(half), known)
  node.set(left, 1)
  node.set(right, 1 + hashBytes)
  const root = hash('sha256', node, 'buffer')
  known.set(place, root)
  return root
}

const node = new Uint8Array(1 + 2 * hashBytes)
node[0] = 1
