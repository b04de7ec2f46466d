import type { OperatorSet } from '@isthmus/contract'
import { equalBytes, fromUtf8 } from '../bytes/index.ts'
import {
  emptyRoot,
  Frontier,
  findTile,
  hashBytes,
  leafHash,
  parseEntryBundle,
  parseTile,
  rootOfHashes,
  type Tile,
  type TileId,
  tilePath,
  tileWidth,
} from '../log/index.ts'
import { type Finding, Findings } from './finding.ts'
import { readablePath, verifyReadable } from './readable.ts'
import { readTrustChain } from './trust-chain.ts'
import { verifyCheckpoint } from './verify-checkpoint.ts'
import { verifyTrust } from './verify-trust.ts'
import { say } from './words/catalogue.ts'

/** A log as files: `checkpoint`, `tile/...`, `tile/entries/...`, `readable/...`, `trust-list.json`, `trust/...`. */
export type LogFiles = { read(path: string): Promise<Uint8Array | undefined> }

export type LogReport = {
  findings: readonly Finding[]
  /** How many findings are bad; the list has at most a thousand of them. */
  failed: number
  origin: string | undefined
  /** How many entries were verified, and how many of those could be read. */
  entries: number
  readable: number
}

export type LogOptions = {
  operators?: OperatorSet | undefined
  onProgress?: (entries: number, of: number) => void
}

/** Bundles that are read ahead while one is verified. */
const readAhead = 16

/**
 * Verifies a whole log from its files alone. Reads bundle by bundle and keeps no more than a few of them in memory. What
 * is wrong is named by its place; when a tile and its entries disagree, the hash above them says which was changed.
 */
export async function verifyLogFiles(files: LogFiles, options: LogOptions = {}): Promise<LogReport> {
  const findings = new Findings()
  const report = { origin: undefined as string | undefined, entries: 0, readable: 0 }
  const end = (): LogReport => ({ findings: findings.list, failed: findings.failed, ...report })
  const read = (name: string): Promise<string | undefined> => readText(files, name)
  const chain = await readTrustChain('trust-list.json', { operators: options.operators, read })
  const list = verifyTrust(chain, options.operators, findings)
  const note = await readText(files, 'checkpoint')
  if (note === undefined) findings.fail('checkpoint-signed', 'checkpoint', say('checkpoint-missing'))
  if (!list || note === undefined) return end()
  const verified = verifyCheckpoint(note, { place: 'checkpoint', list }, findings)
  if (!verified) return end()
  const { checkpoint, peerName } = verified
  report.origin = checkpoint.origin
  const walk = new TreeWalk(files, checkpoint, findings)
  for await (const readable of walk.readBundles(options.onProgress)) report.readable += readable
  report.entries = walk.verified
  await walk.finish(peerName)
  return end()
}

/** The bundle and tile of level 0 of one number, and what stands above them. */
type Bundle = {
  id: TileId
  entries: Uint8Array | undefined
  tile: Uint8Array | undefined
  readable: Uint8Array | undefined
}

class TreeWalk {
  readonly #files: LogFiles
  readonly #findings: Findings
  readonly #size: number
  readonly #root: Uint8Array
  readonly #frontier = new Frontier()
  readonly #parents = new Map<string, Promise<Uint8Array | undefined>>()
  #isCutOff = false
  /** Entries whose own bytes were hashed and found in the tree. */
  verified = 0

  constructor(files: LogFiles, { size, root }: { size: number; root: Uint8Array }, findings: Findings) {
    this.#files = files
    this.#size = size
    this.#root = root
    this.#findings = findings
  }

  /** Gives for each bundle how many of its entries were readable. */
  async *readBundles(onProgress?: (entries: number, of: number) => void): AsyncGenerator<number> {
    const count = Math.ceil(this.#size / tileWidth)
    const waiting: Promise<Bundle>[] = []
    for (let asked = 0, index = 0; index < count; index++) {
      while (asked < count && waiting.length < readAhead) waiting.push(this.#read(asked++))
      const bundle = await waiting.shift()
      if (!bundle || this.#isCutOff) return
      yield await this.#take(bundle)
      onProgress?.(Math.min((index + 1) * tileWidth, this.#size), this.#size)
    }
  }

  async #read(index: number): Promise<Bundle> {
    const id = findTile(this.#size, 0, index) ?? { level: 0, index, width: tileWidth }
    const [entries, tile, readable] = await Promise.all([
      this.#files.read(tilePath({ ...id, level: 'entries' })),
      this.#files.read(tilePath(id)),
      this.#files.read(readablePath(index)),
    ])
    return { id, entries, tile, readable }
  }

  async #take({ id, entries, tile, readable }: Bundle): Promise<number> {
    const place = tilePath({ ...id, level: 'entries' })
    const leaves = this.#leavesOf(entries, id, place)
    const stored = this.#storedOf(tile, id)
    const computed = leaves && joined(leaves.map(leafHash))
    const hashes = await this.#choose(id, computed, stored)
    if (!hashes) {
      this.#isCutOff = true
      return 0
    }
    await this.#append(hashes)
    this.verified += computed === hashes ? id.width : 0
    return readable ? verifyReadable(readable, { index: id.index, hashes }, this.#findings) : 0
  }

  #leavesOf(entries: Uint8Array | undefined, { width }: TileId, place: string): Uint8Array[] | undefined {
    if (!entries) this.#findings.fail('entry', place, say('entries-missing'))
    return entries && this.#findings.attempt('entry', place, () => parseEntryBundle(entries, width))
  }

  #storedOf(tile: Uint8Array | undefined, id: TileId): Uint8Array | undefined {
    if (!tile) this.#findings.fail('tile', tilePath(id), say('hashes-missing'))
    return tile && this.#findings.attempt('tile', tilePath(id), () => parseTile(id, tile).hashes)
  }

  /** Which hashes of the leaves go into the tree, when entries and tile say different things. */
  async #choose(
    id: TileId,
    computed: Uint8Array | undefined,
    stored: Uint8Array | undefined,
  ): Promise<Uint8Array | undefined> {
    if (!computed || !stored) return computed ?? stored
    if (equalBytes(computed, stored)) return computed
    const isTileTrue = await this.#isTileTrue(id, stored)
    this.#nameDifferences(id, { computed, stored, isTileTrue })
    return isTileTrue ? stored : computed
  }

  /** Whether the hash above a tile is its root; above the last, incomplete one there is only the root of all. */
  async #isTileTrue(id: TileId, stored: Uint8Array): Promise<boolean> {
    if (id.width === tileWidth) {
      const above = await this.#hashAbove(id)
      return above !== undefined && equalBytes(rootOfHashes(stored), above)
    }
    const tree = this.#frontier.clone()
    for (const hash of hashesOf(stored)) tree.append(hash)
    return equalBytes(tree.root(), this.#root)
  }

  #nameDifferences(
    id: TileId,
    { computed, stored, isTileTrue }: { computed: Uint8Array; stored: Uint8Array; isTileTrue: boolean },
  ): void {
    const place = isTileTrue ? tilePath({ ...id, level: 'entries' }) : tilePath(id)
    for (const at of differingHashes(computed, stored)) {
      const entry = id.index * tileWidth + at
      const said = isTileTrue
        ? say('entry-wrong', { index: entry })
        : say('hash-not-of-entry', { at, index: entry })
      this.#findings.fail(isTileTrue ? 'entry' : 'tile', place, said)
    }
  }

  async #append(hashes: Uint8Array): Promise<void> {
    for (const hash of hashesOf(hashes))
      for (const tile of this.#frontier.append(hash)) if (tile.level > 0) await this.#compareTile(tile)
  }

  async #compareTile(tile: Tile): Promise<void> {
    const place = tilePath(tile)
    const bytes = await this.#files.read(place)
    if (!bytes) return this.#findings.fail('tile', place, say('hashes-missing'))
    const stored = this.#findings.attempt('tile', place, () => parseTile(tile, bytes).hashes)
    if (!stored) return
    for (const at of differingHashes(tile.hashes, stored)) {
      const below = tilePath({ level: tile.level - 1, index: tile.index * tileWidth + at, width: tileWidth })
      this.#findings.fail('tile', place, say('hash-not-of-tile', { at, below }))
    }
  }

  /** The hash that the level above holds for a full tile. */
  async #hashAbove({ level, index }: TileId): Promise<Uint8Array | undefined> {
    const id = findTile(this.#size, level + 1, Math.floor(index / tileWidth))
    if (!id) return undefined
    const place = tilePath(id)
    const read = this.#parents.get(place) ?? this.#files.read(place)
    if (!this.#parents.has(place)) this.#parents.clear()
    this.#parents.set(place, read)
    const at = (index % tileWidth) * hashBytes
    const bytes = await read
    return bytes?.length === id.width * hashBytes ? bytes.subarray(at, at + hashBytes) : undefined
  }

  /** The root of all that was read against the root that the log signed. */
  async finish(peerName: string): Promise<void> {
    if (this.#isCutOff) {
      this.#findings.fail('root', 'checkpoint', say('log-cut-off', { count: this.#frontier.size }))
      return
    }
    for (const tile of this.#frontier.partialTiles()) if (tile.level > 0) await this.#compareTile(tile)
    const root = this.#size === 0 ? emptyRoot() : this.#frontier.root()
    const isRoot = equalBytes(root, this.#root)
    this.#findings.add(isRoot, 'root', {
      place: 'checkpoint',
      said: isRoot ? say('log-whole', { count: this.#size, name: peerName }) : say('log-root-wrong'),
    })
  }
}

function* hashesOf(hashes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < hashes.length; at += hashBytes) yield hashes.subarray(at, at + hashBytes)
}

function differingHashes(left: Uint8Array, right: Uint8Array): number[] {
  const differing: number[] = []
  for (let at = 0; at * hashBytes < left.length; at++) {
    const [from, to] = [at * hashBytes, (at + 1) * hashBytes]
    if (!equalBytes(left.subarray(from, to), right.subarray(from, to))) differing.push(at)
  }
  return differing
}

function joined(hashes: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(hashes.length * hashBytes)
  hashes.forEach((hash, at) => {
    whole.set(hash, at * hashBytes)
  })
  return whole
}

async function readText(files: LogFiles, path: string): Promise<string | undefined> {
  const bytes = await files.read(path)
  return bytes && fromUtf8(bytes)
}
