import { toNoteSigner } from '@isthmus/node/audit-log'
import {
  consistencyPath,
  Frontier,
  findTile,
  formatAddCheckpoint,
  formatCheckpoint,
  leafHash,
  parseTilePath,
  signNote,
} from '@isthmus/protocol/log'
import type { RunningExchange } from '../exchange/open-exchange.ts'

/** A tree that somebody shows as the log of a peer. */
export class ShownTree {
  readonly #frontier = new Frontier()
  readonly #tiles = new Map<string, Uint8Array>()

  constructor(leafHashes: readonly Uint8Array[]) {
    for (const hash of leafHashes) {
      for (const { level, index, hashes } of this.#frontier.append(hash))
        this.#tiles.set(`${level}/${index}`, hashes)
    }
    for (const { level, index, hashes } of this.#frontier.partialTiles())
      this.#tiles.set(`${level}/${index}`, hashes)
  }

  static ofStory(size: number, story: string): ShownTree {
    return new ShownTree(Array.from({ length: size }, (_, at) => leafHash(Buffer.from(`${story} ${at}`))))
  }

  get size(): number {
    return this.#frontier.size
  }

  /** `tile/<L>/<N>[.p/<W>]` */
  readPath(path: string): Uint8Array {
    const id = parseTilePath(path)
    const level = id.level === 'entries' ? 0 : id.level
    if (!findTile(this.size, level, id.index)) throw new RangeError('no tile')
    return this.#read({ level, index: id.index }).subarray(0, id.width * 32)
  }

  sign({ auditLog, trust }: Pick<RunningExchange, 'auditLog' | 'trust'>): Promise<string> {
    const { origin } = auditLog
    const text = formatCheckpoint({ origin, size: this.size, root: this.#frontier.root() })
    return signNote(text, toNoteSigner(origin, trust.signerOf('log')))
  }

  async toAddCheckpoint(peer: Pick<RunningExchange, 'auditLog' | 'trust'>, oldSize = 0): Promise<string> {
    const proof = await consistencyPath(oldSize, this.size, (id) => this.#read(id))
    return formatAddCheckpoint({ oldSize, proof, checkpoint: await this.sign(peer) })
  }

  #read({ level, index }: { level: number; index: number }): Uint8Array {
    return this.#tiles.get(`${level}/${index}`) ?? new Uint8Array()
  }
}
