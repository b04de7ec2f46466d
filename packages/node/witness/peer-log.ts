import {
  type Checkpoint,
  inclusionPath,
  LogError,
  openCheckpoint,
  parseCheckpoint,
  type TileId,
  type TileSource,
  tilePath,
  verifyInclusion,
} from '@isthmus/protocol/log'
import { type Dispatcher, request } from 'undici'
import { SubtreeRoots } from '../audit-log/index.ts'
import type { Trust } from '../trust/index.ts'
import { WitnessError } from './errors.ts'
import { findPeerOfLog, toLogKeys } from './log-names.ts'

export type PeerLogParts = {
  trust: Trust
  dispatcherOf: (peerId: string) => Dispatcher | undefined
}

/** Where a peer signed that an entry stands; `leafHash` as base64url. */
export type LogPlace = { index: number; leafHash: string }

const timeoutMs = 5_000
const longestFile = 64_000
/** Tiles of 8 KB that stay in memory; who proves many places goes from left to right. */
const mostTiles = 256

/**
 * The log of another peer as it shows it at this moment: a checkpoint under its signature, and the tiles below, each
 * fetched once.
 */
export class PeerLog {
  readonly peerId: string
  readonly note: string
  readonly checkpoint: Checkpoint
  readonly #parts: PeerLogParts
  readonly #roots = new SubtreeRoots()
  readonly #tiles = new Map<string, Promise<Uint8Array>>()

  private constructor(parts: PeerLogParts, shown: { peerId: string; note: string; checkpoint: Checkpoint }) {
    this.#parts = parts
    this.peerId = shown.peerId
    this.note = shown.note
    this.checkpoint = shown.checkpoint
  }

  /** Throws WitnessError LOG_UNREACHABLE; LogError NOTE_..., CHECKPOINT_... for one that the peer has not signed. */
  static async open(parts: PeerLogParts, peerId: string): Promise<PeerLog> {
    const note = (await readLogFile(parts, peerId, 'checkpoint')).toString('utf8')
    const { origin } = parseCheckpoint(note)
    if (findPeerOfLog(parts.trust, origin)?.id !== peerId)
      throw new LogError('CHECKPOINT_OF_ANOTHER_LOG', `the checkpoint is not of the log of ${peerId}`)
    const keys = { origin, log: toLogKeys(parts.trust, peerId, origin), witnesses: [] }
    const { checkpoint } = openCheckpoint(note, keys)
    return new PeerLog(parts, { peerId, note, checkpoint })
  }

  get tiles(): TileSource {
    return { readTile: (id) => this.#readTile(id), rootOf: (hashes) => this.#roots.rootOf(hashes) }
  }

  /**
   * Whether that leaf stands there under the signed root. Throws WitnessError LOG_UNREACHABLE when the peer does not give
   * the tiles, LogError INCLUSION_WRONG for an index that the checkpoint does not cover.
   */
  async hasLeaf({ index, leafHash }: LogPlace): Promise<boolean> {
    const { size, root } = this.checkpoint
    const path = await inclusionPath(index, size, this.tiles)
    try {
      verifyInclusion({ index, size, leafHash: Buffer.from(leafHash, 'base64url'), path, root })
      return true
    } catch (fault) {
      if (fault instanceof LogError) return false
      throw fault
    }
  }

  #readTile(id: TileId): Promise<Uint8Array> {
    const path = tilePath(id)
    const known = this.#tiles.get(path)
    const tile = known ?? readLogFile(this.#parts, this.peerId, path).then((bytes) => Uint8Array.from(bytes))
    // What was used last goes last.
    this.#tiles.delete(path)
    const [oldest] = this.#tiles.keys()
    if (this.#tiles.size >= mostTiles && oldest !== undefined) this.#tiles.delete(oldest)
    this.#tiles.set(path, tile)
    return tile
  }
}

/** A file of the public log of a peer (C2SP tlog-tiles). Throws WitnessError LOG_UNREACHABLE. */
export async function readLogFile(
  { trust, dispatcherOf }: PeerLogParts,
  peerId: string,
  path: string,
): Promise<Buffer> {
  const peer = trust.findPeer(peerId)
  if (!peer) throw unreachable(peerId, path)
  const dispatcher = dispatcherOf(peerId)
  try {
    const { statusCode, body } = await request(new URL(`/peer/v1/log/${path}`, peer.address), {
      ...(dispatcher ? { dispatcher } : {}),
      signal: AbortSignal.timeout(timeoutMs),
    })
    const chunks: Buffer[] = []
    let length = 0
    for await (const chunk of body as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > longestFile) throw unreachable(peerId, path)
      chunks.push(chunk)
    }
    if (statusCode === 200) return Buffer.concat(chunks)
  } catch (cause) {
    throw unreachable(peerId, path, cause)
  }
  throw unreachable(peerId, path)
}

function unreachable(peerId: string, path: string, cause?: unknown): WitnessError {
  return new WitnessError('LOG_UNREACHABLE', `${peerId} does not show ${path} of its log`, {
    ...(cause === undefined ? {} : { cause }),
    remedy: 'see isthmus peer status',
  })
}
