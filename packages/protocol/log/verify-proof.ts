import { equalBytes } from '../bytes/index.ts'
import { LogError, type LogErrorCode } from './errors.ts'
import { hashBytes, nodeHash } from './hashes.ts'

const longestPath = 64

/** That a leaf with this hash stands at `index` (from 0) in the tree of `size` leaves with this root. */
export type Inclusion = {
  index: number
  size: number
  leafHash: Uint8Array
  path: readonly Uint8Array[]
  root: Uint8Array
}

/** RFC 9162 section 2.1.3.2; throws LogError INCLUSION_WRONG. */
export function verifyInclusion({ root, ...place }: Inclusion): void {
  assertHashes([root], 'INCLUSION_WRONG')
  if (!equalBytes(rootOfPath(place), root)) throw wrong('the path leads to another root')
}

/** The root to which a path leads; throws LogError INCLUSION_WRONG when it is too long or too short. */
export function rootOfPath({ index, size, leafHash, path }: Omit<Inclusion, 'root'>): Uint8Array {
  assertPlace(index, size)
  assertHashes([leafHash, ...path], 'INCLUSION_WRONG')
  let hash = leafHash
  climb({ place: index, last: size - 1, path }, wrong, (other, isLeft) => {
    hash = isLeft ? nodeHash(other, hash) : nodeHash(hash, other)
  })
  return hash
}

/**
 * The way from the node `place` (of a level whose last node is `last`) up to the root, which both proofs go: `join` has
 * each hash of the path, and whether it stands to the left.
 */
function climb(
  from: { place: number; last: number; path: readonly Uint8Array[] },
  toError: (cause: string) => LogError,
  join: (hash: Uint8Array, isLeft: boolean) => void,
): void {
  let { place, last } = from
  for (const hash of from.path) {
    if (last === 0) throw toError('the path is longer than the tree is high')
    const isLeft = place % 2 === 1 || place === last
    join(hash, isLeft)
    while (isLeft && place % 2 === 0 && place !== 0) {
      place /= 2
      last = Math.floor(last / 2)
    }
    place = Math.floor(place / 2)
    last = Math.floor(last / 2)
  }
  if (last !== 0) throw toError('the path is shorter than the tree is high')
}

function wrong(cause: string): LogError {
  return new LogError('INCLUSION_WRONG', `the entry is not proven to be in this log: ${cause}`)
}

function assertPlace(index: number, size: number): void {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size)
    throw wrong(`a tree of ${size} leaves has no leaf ${index}`)
}

/** That the tree of `to` leaves is the tree of `from` leaves with something appended, and nothing else. */
export type Consistency = {
  from: number
  to: number
  fromRoot: Uint8Array
  toRoot: Uint8Array
  path: readonly Uint8Array[]
}

/**
 * RFC 9162 section 2.1.4.2; `from` is at least 1, for every tree follows the empty one, without a proof. Throws LogError
 * CONSISTENCY_WRONG.
 */
export function verifyConsistency({ from, to, fromRoot, toRoot, path }: Consistency): void {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 1 || from > to)
    throw inconsistent(`there is no proof from a tree of ${from} leaves to one of ${to}`)
  if (from === to) {
    if (path.length > 0) throw inconsistent('the path should be empty')
    if (!equalBytes(fromRoot, toRoot)) throw inconsistent('one size has two roots')
    return
  }
  assertHashes([fromRoot, toRoot, ...path], 'CONSISTENCY_WRONG')
  const { before, after } = rootsOf(from, to, isPowerOfTwo(from) ? [fromRoot, ...path] : path)
  if (!equalBytes(before, fromRoot)) throw inconsistent('the path leads to another earlier root')
  if (!equalBytes(after, toRoot)) throw inconsistent('the path leads to another later root')
}

/**
 * Whether these two roots cannot be of one log: equal sizes with two roots, or a path that leads to the later root and from
 * another earlier one. Whoever has both signed checkpoints and the path can prove it to anybody. `path` as `headPath` makes
 * it: that of `consistencyPath` says nothing of the earlier tree when its size is a power of two.
 */
export function isContradiction({ from, to, fromRoot, toRoot, path }: Consistency): boolean {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 1 || from > to) return false
  if (from === to) return !equalBytes(fromRoot, toRoot)
  try {
    assertHashes(path, 'CONSISTENCY_WRONG')
    const { before, after } = rootsOf(from, to, path)
    return equalBytes(after, toRoot) && !equalBytes(before, fromRoot)
  } catch (fault) {
    if (fault instanceof LogError) return false
    throw fault
  }
}

function rootsOf(
  from: number,
  to: number,
  path: readonly Uint8Array[],
): { before: Uint8Array; after: Uint8Array } {
  let place = from - 1
  let last = to - 1
  while (place % 2 === 1) {
    place = Math.floor(place / 2)
    last = Math.floor(last / 2)
  }
  const [first, ...rest] = path
  if (!first) throw inconsistent('the path is empty')
  let before = first
  let after = first
  climb({ place, last, path: rest }, inconsistent, (hash, isLeft) => {
    if (isLeft) before = nodeHash(hash, before)
    after = isLeft ? nodeHash(hash, after) : nodeHash(after, hash)
  })
  return { before, after }
}

function inconsistent(cause: string): LogError {
  return new LogError(
    'CONSISTENCY_WRONG',
    `the later log is not the earlier one with something appended: ${cause}`,
  )
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value))
}

function assertHashes(hashes: readonly Uint8Array[], code: LogErrorCode): void {
  if (hashes.length > longestPath + 2) throw new LogError(code, `a path has at most ${longestPath} hashes`)
  if (hashes.some((hash) => hash.length !== hashBytes))
    throw new LogError(code, `every hash of a path has ${hashBytes} bytes`)
}
