import { sha256 as portableSha256 } from '@noble/hashes/sha2.js'

/** Bytes of every hash in the tree. */
export const hashBytes = 32

const node = new Uint8Array(1 + 2 * hashBytes)
node[0] = 1

/** Where there is Node, its SHA-256 is four times as fast; a browser has none that answers at once. */
const platform = globalThis.process?.getBuiltinModule?.('node:crypto')
const sha256 = platform ? byPlatform(platform.hash) : portableSha256

function byPlatform(hash: typeof import('node:crypto').hash): (data: Uint8Array) => Uint8Array {
  return (data) => {
    // Bytes as text of one byte a character: twice as fast as a buffer made by the platform.
    const text = hash('sha256', data, 'binary')
    const bytes = new Uint8Array(hashBytes)
    for (let at = 0; at < hashBytes; at += 1) bytes[at] = text.charCodeAt(at)
    return bytes
  }
}

/** SHA-256(0x00 || leaf): the hash of a leaf (RFC 9162 section 2.1.1). */
export function leafHash(leaf: Uint8Array): Uint8Array {
  const prefixed = new Uint8Array(1 + leaf.length)
  prefixed.set(leaf, 1)
  return sha256(prefixed)
}

/** SHA-256(0x01 || left || right): the hash of two subtrees (RFC 9162 section 2.1.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  node.set(left, 1)
  node.set(right, 1 + hashBytes)
  return sha256(node)
}

/** The root of a tree without a leaf: SHA-256 of nothing. */
export function emptyRoot(): Uint8Array {
  return sha256(new Uint8Array(0))
}

/** The root over consecutive hashes that begin at a multiple of a power of two at least as wide; at least one. */
export function rootOfHashes(hashes: Uint8Array): Uint8Array {
  const width = hashes.length / hashBytes
  if (width === 0) return emptyRoot()
  let split = 1
  while (split * 2 < width) split *= 2
  if (width === 1) return hashes.slice()
  return nodeHash(
    rootOfHashes(hashes.subarray(0, split * hashBytes)),
    rootOfHashes(hashes.subarray(split * hashBytes)),
  )
}
