import { LogError } from './errors.ts'
import { nodeHash } from './hashes.ts'

/** A tree that is made at once: its root, and for each leaf the hashes that prove it, nearest first. */
export type SmallTree = { root: Uint8Array; paths: readonly (readonly Uint8Array[])[] }

/** RFC 9162 section 2.1 over at least one hash of a leaf; for trees that are held whole in memory. */
export function toSmallTree(leafHashes: readonly Uint8Array[]): SmallTree {
  const paths: Uint8Array[][] = leafHashes.map(() => [])
  const rootOf = (start: number, end: number): Uint8Array => {
    const [first] = leafHashes.slice(start, start + 1)
    if (!first) throw new LogError('TILE_MALFORMED', 'a tree without a leaf proves nothing')
    if (end - start === 1) return first
    let split = 1
    while (split * 2 < end - start) split *= 2
    const left = rootOf(start, start + split)
    const right = rootOf(start + split, end)
    for (let at = start; at < end; at++) paths[at]?.push(at < start + split ? right : left)
    return nodeHash(left, right)
  }
  return { root: rootOf(0, leafHashes.length), paths }
}
