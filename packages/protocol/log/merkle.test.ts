import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findCode } from '@isthmus/testbed/fault-of'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64, toUtf8 } from '../bytes/index.ts'
import {
  consistencyPath,
  emptyRoot,
  Frontier,
  findLogName,
  findTile,
  hashBytes,
  headPath,
  inclusionPath,
  isContradiction,
  LogError,
  leafHash,
  listTiles,
  nodeHash,
  parseTile,
  type ReadTile,
  tilePath,
  toLogOrigin,
  verifyConsistency,
  verifyInclusion,
} from './index.ts'

const folder = join(import.meta.dirname, '../../../vectors/log')
const read = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8'))
const bytes = (text: string | null | undefined) => fromBase64(text ?? '') ?? new Uint8Array(0)
const path = (hashes: string[] | null) => (hashes ?? []).map(bytes)

const codeOf = (work: () => unknown): string => findCode(LogError, work) ?? 'believed'

describe('vectors/log', () => {
  type InclusionCase = {
    leafIdx: number
    treeSize: number
    root: string
    leafHash: string
    proof: string[] | null
    wantErr: boolean
  }
  it.each(Object.entries(read<Record<string, InclusionCase>>('rfc6962-inclusion.json')))(
    'inclusion %s',
    (_name, { leafIdx, treeSize, root, leafHash: leaf, proof, wantErr }) => {
      const inclusion = {
        index: leafIdx,
        size: treeSize,
        leafHash: bytes(leaf),
        path: path(proof),
        root: bytes(root),
      }
      expect(codeOf(() => verifyInclusion(inclusion))).toBe(wantErr ? 'INCLUSION_WRONG' : 'believed')
    },
  )

  type ConsistencyCase = {
    size1: number
    size2: number
    root1: string
    root2: string
    proof: string[] | null
    wantErr: boolean
  }
  it.each(Object.entries(read<Record<string, ConsistencyCase>>('rfc6962-consistency.json')))(
    'consistency %s',
    (_name, { size1, size2, root1, root2, proof, wantErr }) => {
      const consistency = {
        from: size1,
        to: size2,
        fromRoot: bytes(root1),
        toRoot: bytes(root2),
        path: path(proof),
      }
      expect(codeOf(() => verifyConsistency(consistency))).toBe(wantErr ? 'CONSISTENCY_WRONG' : 'believed')
    },
  )

  type TreeCase = {
    size: number
    root: string
    tiles: Record<string, string>
    inclusion: { index: number; path: string[] }[]
    consistency: { from: number; path: string[] }[]
  }
  const cases = read<TreeCase[]>('trees.json')
  const largest = treeOf(Math.max(...cases.map(({ size }) => size)))

  it.each(cases)('a tree of $size leaves: root, tiles and paths as in Go', async (tree) => {
    const { frontier, readTile } = tree.size === largest.frontier.size ? largest : treeOf(tree.size)
    expect(toBase64(frontier.root())).toBe(tree.root)
    const tiles = new Map([...listTiles(tree.size)].map((id) => [tilePath(id), id]))
    for (const [place, digest] of Object.entries(tree.tiles)) {
      const id = tiles.get(place)
      const hashes = id && (await readTile(id))
      expect(hashes && createHash('sha256').update(hashes).digest('base64'), place).toBe(digest)
    }
    for (const { index, path } of tree.inclusion)
      expect((await inclusionPath(index, tree.size, readTile)).map(toBase64)).toEqual(path)
    for (const { from, path } of tree.consistency)
      expect((await consistencyPath(from, tree.size, readTile)).map(toBase64)).toEqual(path)
  })
})

type Tree = { frontier: Frontier; leaves: Uint8Array[]; readTile: ReadTile }

/** Keeps the full tiles as they come, and gives the partial ones of the last size. */
function treeOf(size: number): Tree {
  const frontier = new Frontier()
  const tiles = new Map<string, Uint8Array>()
  const leaves: Uint8Array[] = []
  for (let index = 0; index < size; index++) {
    const leaf = leafHash(toUtf8(`entry ${index}`))
    leaves.push(leaf)
    for (const tile of frontier.append(leaf)) tiles.set(tilePath(tile), tile.hashes)
  }
  for (const tile of frontier.partialTiles()) tiles.set(tilePath(tile), tile.hashes)
  return {
    frontier,
    leaves,
    readTile: (id) => {
      const found = tiles.get(tilePath(id)) ?? tiles.get(tilePath({ ...id, width: 256 }))
      if (!found) throw new Error(`no tile ${tilePath(id)}`)
      return found
    },
  }
}

/** The definition of RFC 9162 section 2.1.1, word by word. */
function rootByDefinition(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves
  if (!first) return emptyRoot()
  if (leaves.length === 1) return first
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  return nodeHash(rootByDefinition(leaves.slice(0, split)), rootByDefinition(leaves.slice(split)))
}

const flip = (hash: Uint8Array, at: number): Uint8Array =>
  hash.with(at % hash.length, (hash[at % hash.length] ?? 0) ^ 1)

describe('a tree', () => {
  it('has the root that the RFC defines, whatever its size', () => {
    for (const size of [0, 1, 2, 3, 5, 8, 100, 255, 256, 257, 511, 600, 1025]) {
      const { frontier, leaves } = treeOf(size)
      expect(frontier.root()).toEqual(rootByDefinition(leaves))
    }
  })

  it('is the same after its edge was written down and read again', () => {
    fc.assert(
      fc.property(fc.nat(1200), fc.nat(300), (size, more) => {
        const { frontier } = treeOf(size)
        const again = frontier.clone()
        for (let index = 0; index < more; index++) {
          const leaf = leafHash(toUtf8(`more ${index}`))
          expect(again.append(leaf)).toEqual(frontier.append(leaf))
        }
        expect(again.root()).toEqual(frontier.root())
        expect(again.size).toBe(size + more)
      }),
      { numRuns: 20 },
    )
  })

  it('refuses an edge that is not one', () => {
    const { frontier } = treeOf(300)
    const edge = frontier.toBytes()
    expect(codeOf(() => Frontier.parse(edge.subarray(1)))).toBe('FRONTIER_MALFORMED')
    expect(codeOf(() => Frontier.parse(edge.subarray(0, 5)))).toBe('FRONTIER_MALFORMED')
    expect(codeOf(() => Frontier.parse(flip(edge, 0)))).toBe('FRONTIER_MALFORMED')
    expect(codeOf(() => Frontier.parse(flip(edge, 7)))).toBe('FRONTIER_MALFORMED')
    expect(() => new Frontier().append(new Uint8Array(31))).toThrow(TypeError)
  })

  it('proves every leaf, and no flipped byte of any proof', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1500 }), fc.nat(), fc.nat(), async (size, at, byte) => {
        const { frontier, leaves, readTile } = treeOf(size)
        const index = at % size
        const leaf = leaves[index] ?? emptyRoot()
        const right = {
          index,
          size,
          leafHash: leaf,
          root: frontier.root(),
          path: await inclusionPath(index, size, readTile),
        }
        verifyInclusion(right)
        const wrong = [
          { ...right, leafHash: flip(leaf, byte) },
          { ...right, root: flip(right.root, byte) },
          { ...right, path: [...right.path, right.root] },
          { ...right, index: index ^ 1 },
          ...right.path.map((hash, place) => ({ ...right, path: right.path.with(place, flip(hash, byte)) })),
          ...right.path.map((_hash, place) => ({ ...right, path: right.path.toSpliced(place, 1) })),
        ]
        for (const broken of wrong) expect(codeOf(() => verifyInclusion(broken))).toBe('INCLUSION_WRONG')
      }),
      { numRuns: 60 },
    )
  })

  it('proves that it grew from every earlier one, and no flipped byte of any proof', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1500 }), fc.nat(), fc.nat(), async (to, at, byte) => {
        const from = 1 + (at % to)
        const { frontier, readTile } = treeOf(to)
        const right = {
          from,
          to,
          fromRoot: treeOf(from).frontier.root(),
          toRoot: frontier.root(),
          path: await consistencyPath(from, to, readTile),
        }
        verifyConsistency(right)
        const wrong = [
          { ...right, fromRoot: flip(right.fromRoot, byte) },
          { ...right, toRoot: flip(right.toRoot, byte) },
          { ...right, path: [...right.path, right.toRoot] },
          ...right.path.map((hash, place) => ({ ...right, path: right.path.with(place, flip(hash, byte)) })),
          ...right.path.map((_hash, place) => ({ ...right, path: right.path.toSpliced(place, 1) })),
        ]
        for (const broken of wrong) expect(codeOf(() => verifyConsistency(broken))).toBe('CONSISTENCY_WRONG')
      }),
      { numRuns: 60 },
    )
  })

  it('proves that it is not what was signed as its beginning, and accuses nobody by a wrong path', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1500 }), fc.nat(), fc.nat(), async (to, at, byte) => {
        const from = 1 + (at % to)
        const { frontier, readTile } = treeOf(to)
        const path = await headPath(from, to, readTile)
        const right = { from, to, fromRoot: treeOf(from).frontier.root(), toRoot: frontier.root(), path }
        expect(isContradiction(right)).toBe(false)
        expect(isContradiction({ ...right, fromRoot: flip(right.fromRoot, byte) })).toBe(true)
        expect(isContradiction({ ...right, toRoot: flip(right.toRoot, byte) })).toBe(from === to)
        for (const [place, hash] of path.entries())
          expect(isContradiction({ ...right, path: path.with(place, flip(hash, byte)) })).toBe(false)
        expect(isContradiction({ ...right, path: [...path, right.toRoot] })).toBe(false)
      }),
      { numRuns: 60 },
    )
    expect(() => headPath(0, 10, treeOf(10).readTile)).toThrow(LogError)
  })

  it('says that it has no such leaf, and that a tile is too short', async () => {
    const { readTile } = treeOf(10)
    expect(() => inclusionPath(10, 10, readTile)).toThrow(LogError)
    expect(() => consistencyPath(11, 10, readTile)).toThrow(LogError)
    expect(await consistencyPath(0, 10, readTile)).toEqual([])
    expect(await consistencyPath(10, 10, readTile)).toEqual([])
    await expect(inclusionPath(3, 10, () => new Uint8Array(hashBytes))).rejects.toMatchObject({
      code: 'TILE_MALFORMED',
    })
  })
})

describe('the origin of a log', () => {
  it('names federation, peer and epoch, and is read back', () => {
    const name = fc.stringMatching(/^[a-z0-9-]{2,64}$/)
    fc.assert(
      fc.property(name, name, fc.integer({ min: 1, max: 999_999 }), (federation, peerId, epoch) => {
        expect(findLogName(toLogOrigin({ federation, peerId, epoch }))).toEqual({ federation, peerId, epoch })
      }),
    )
    expect(toLogOrigin({ federation: 'test', peerId: 'north', epoch: 1 })).toBe('isthmus.eu/test/north')
  })

  it('is no other text', () => {
    for (const text of ['', 'isthmus.eu/test', 'isthmus.eu/test/north/1', 'isthmus.eu/test/north/02'])
      expect(findLogName(text)).toBeUndefined()
    for (const text of ['isthmus.eu/test/north/witness', 'isthmus.eu/test/north\n', 'x/test/north'])
      expect(findLogName(text)).toBeUndefined()
    fc.assert(
      fc.property(fc.string(), (text) => {
        const name = findLogName(text)
        expect(name === undefined || toLogOrigin(name) === text).toBe(true)
      }),
    )
  })
})

describe('a tile', () => {
  it('is there for as many hashes as the tree has', () => {
    // The example of C2SP tlog-tiles.
    expect([...listTiles(70_000)].filter(({ width }) => width < 256).map(tilePath)).toEqual([
      'tile/0/273.p/112',
      'tile/1/001.p/17',
      'tile/2/000.p/1',
    ])
    expect([...listTiles(256)].map(tilePath)).toEqual(['tile/0/000', 'tile/1/000.p/1'])
    expect(findTile(256, 0, 1)).toBeUndefined()
    expect(codeOf(() => parseTile({ level: 0, index: 0, width: 2 }, new Uint8Array(65)))).toBe(
      'TILE_MALFORMED',
    )
  })
})
