import { createHash, type KeyObject, timingSafeEqual } from 'node:crypto'
import { type AttachmentManifest, parse } from '@isthmus/contract'
import type { Incidents } from '../incident/index.ts'
import type { Clock, Database } from '../platform/index.ts'
import {
  type ChunkPlace,
  largestAttachment,
  openChunk,
  sealedChunkBytes,
  toChunkCount,
  toChunkKey,
  toChunkLength,
} from './attachment-cipher.ts'
import { AttachmentFiles } from './attachment-files.ts'
import { openSecret, sealSecret } from './attachment-secret.ts'
import { type AttachmentRow, AttachmentTransactor } from './attachment-transactor.ts'
import { ExchangeError } from './errors.ts'
import type { MessageHandler, ReceivedMessage } from './inbox.ts'

export type AttachmentLimits = {
  /** Of one peer, announced or lying here. */
  mostFiles: number
  mostBytes: number
  /** What stays free on the disk whatever comes. */
  freeBytes: number
  /** How long a file may lie here. */
  longestMs: number
}

export const defaultAttachmentLimits: AttachmentLimits = {
  mostFiles: 64,
  mostBytes: 16 * 1024 * 1024 * 1024,
  freeBytes: 1024 * 1024 * 1024,
  longestMs: 30 * 86_400_000,
}

export type AttachmentInboxParts = {
  database: Database
  folder: string
  contentKey: KeyObject
  incidents: Pick<Incidents, 'raise'>
  clock: Clock
  limits?: Partial<AttachmentLimits>
}

/** What the sender may know of a file that it sends. */
export type AttachmentProgress = { state: AttachmentRow['state']; missing: number[] }

/** Takes files of other peers in sealed chunks, keeps them sealed, and opens them for whoever may read them. */
export class AttachmentInbox {
  readonly #parts: AttachmentInboxParts
  readonly #limits: AttachmentLimits
  readonly #files: AttachmentFiles
  readonly #transactor: AttachmentTransactor
  readonly #finishing = new Map<string, Promise<void>>()

  constructor(parts: AttachmentInboxParts) {
    this.#parts = parts
    this.#limits = { ...defaultAttachmentLimits, ...parts.limits }
    this.#files = new AttachmentFiles(parts.folder)
    this.#transactor = new AttachmentTransactor(parts.database)
  }

  /** Notes announced files, in the transaction of their messages. Throws ExchangeError MESSAGE_REFUSED. */
  readonly handleManifest: MessageHandler = async (messages, transaction) => {
    for (const message of messages) {
      const manifest = this.#parseManifest(message)
      const { files, bytes } = await this.#transactor.usageOf(transaction, message.from)
      const free = await this.#files.freeBytes()
      const isTooMuch = files >= this.#limits.mostFiles || bytes + manifest.size > this.#limits.mostBytes
      if (isTooMuch || free - manifest.size < this.#limits.freeBytes)
        throw refused('there is no room for the file')
      const { attachmentId, name } = manifest
      const key = Buffer.from(manifest.key, 'base64url')
      const row: AttachmentRow = {
        attachmentId,
        direction: 'received',
        counterpart: message.from,
        correlationId: message.correlationId,
        state: 'offered',
        secret: sealSecret(this.#parts.contentKey, attachmentId, { key, name }),
        size: manifest.size,
        chunks: manifest.chunks,
        digest: Buffer.from(manifest.digest, 'base64url'),
        expiresAt: new Date(manifest.expiresAt),
      }
      if (!(await this.#transactor.insert(transaction, row, message.receivedAt))) {
        throw refused('there is another file of this id')
      }
    }
  }

  /** Throws ExchangeError ATTACHMENT_NOT_FOUND: files of others are not told of. */
  async progressOf(attachmentId: string, from: string): Promise<AttachmentProgress> {
    const row = await this.#get(attachmentId, from)
    if (row.state !== 'offered') return { state: row.state, missing: [] }
    const present = new Set(await this.#files.list(attachmentId))
    const missing = Array.from({ length: row.chunks }, (_, number) => number).filter(
      (number) => !present.has(number),
    )
    if (missing.length > 0) return { state: 'offered', missing }
    await this.#finish(row)
    return { state: (await this.#get(attachmentId, from)).state, missing: [] }
  }

  /**
   * Keeps a chunk that opens at its place; durable when resolved. A chunk that is there already changes nothing.
   *
   * @throws ExchangeError ATTACHMENT_NOT_FOUND | ATTACHMENT_REFUSED | ATTACHMENT_CHUNK_BROKEN
   */
  async takeChunk(
    place: { attachmentId: string; from: string; number: number },
    sealed: Buffer,
  ): Promise<void> {
    const row = await this.#get(place.attachmentId, place.from)
    const { number } = place
    const isExpected =
      Number.isInteger(number) && number >= 0 && number < row.chunks && row.state === 'offered'
    if (!isExpected) throw this.#broken(row, 'ATTACHMENT_REFUSED', `the file has no chunk ${number} to come`)
    if (sealed.length > sealedChunkBytes || sealed.length !== toChunkLength(row, number) + 16) {
      throw this.#broken(
        row,
        'ATTACHMENT_CHUNK_BROKEN',
        `chunk ${number} has not the length that it must have`,
      )
    }
    if (await this.#files.has(row.attachmentId, number)) return
    try {
      openChunk(this.#keyOf(row), placeIn(row, number), sealed)
    } catch {
      throw this.#broken(row, 'ATTACHMENT_CHUNK_BROKEN', `chunk ${number} does not open at its place`)
    }
    await this.#files.write(row.attachmentId, number, sealed)
  }

  /**
   * The clear bytes of a whole file, chunk by chunk. Throws ExchangeError ATTACHMENT_NOT_FOUND | ATTACHMENT_INCOMPLETE |
   * ATTACHMENT_CHUNK_BROKEN.
   */
  async *read(attachmentId: string): AsyncGenerator<Buffer> {
    const row = await this.#transactor.find(attachmentId)
    if (row?.direction !== 'received') throw notFound()
    if (row.state !== 'complete') throw new ExchangeError('ATTACHMENT_INCOMPLETE', `the file is ${row.state}`)
    yield* this.#openChunks(row)
  }

  /** Removes files whose time is over, and what no row knows. */
  async sweep(): Promise<void> {
    for (const id of await this.#transactor.removeExpired(this.#parts.clock())) await this.#files.remove(id)
    for (const id of await this.#files.listAttachments()) {
      const row = /^[0-9a-f-]{36}$/.test(id) ? await this.#transactor.find(id) : undefined
      if (!row || row.state === 'broken') await this.#files.remove(id)
    }
  }

  #parseManifest({ body }: ReceivedMessage): AttachmentManifest {
    const manifest = parse('AttachmentManifest', body)
    const lifetime = Date.parse(manifest.expiresAt) - this.#parts.clock().getTime()
    const isWhole = manifest.size <= largestAttachment && manifest.chunks === toChunkCount(manifest.size)
    if (isWhole && lifetime > 0 && lifetime <= this.#limits.longestMs) return manifest
    throw refused('size, number of chunks or time of the file are not as they may be')
  }

  /** Once all chunks are there: whether together they are the file that was announced. */
  #finish(row: AttachmentRow): Promise<void> {
    const known = this.#finishing.get(row.attachmentId)
    if (known) return known
    const finishing = this.#verifyWhole(row).finally(() => this.#finishing.delete(row.attachmentId))
    this.#finishing.set(row.attachmentId, finishing)
    return finishing
  }

  async #verifyWhole(row: AttachmentRow): Promise<void> {
    const hash = createHash('sha256')
    for await (const clear of this.#openChunks(row)) hash.update(clear)
    if (timingSafeEqual(hash.digest(), row.digest))
      return this.#transactor.settle(row.attachmentId, 'complete')
    await this.#transactor.settle(row.attachmentId, 'broken', 'ATTACHMENT_BROKEN')
    await this.#files.remove(row.attachmentId)
    this.#broken(row, 'ATTACHMENT_BROKEN', 'the whole is not the file that was announced')
  }

  async *#openChunks(row: AttachmentRow): AsyncGenerator<Buffer> {
    const key = this.#keyOf(row)
    for (let number = 0; number < row.chunks; number += 1) {
      yield openChunk(key, placeIn(row, number), await this.#files.read(row.attachmentId, number))
    }
  }

  #keyOf({ attachmentId, secret }: AttachmentRow): KeyObject {
    return toChunkKey(openSecret(this.#parts.contentKey, attachmentId, secret).key, attachmentId)
  }

  async #get(attachmentId: string, from: string): Promise<AttachmentRow> {
    const row = await this.#transactor.find(attachmentId)
    if (row?.direction === 'received' && row.counterpart === from) return row
    throw notFound()
  }

  #broken(row: AttachmentRow, code: BrokenCode, message: string): ExchangeError {
    const { counterpart, correlationId } = row
    this.#parts.incidents.raise({ kind: 'attachment-broken', counterpart, correlationId, detail: { code } })
    return new ExchangeError(code, message)
  }
}

type BrokenCode = 'ATTACHMENT_REFUSED' | 'ATTACHMENT_CHUNK_BROKEN' | 'ATTACHMENT_BROKEN'

function placeIn({ attachmentId, chunks }: AttachmentRow, number: number): ChunkPlace {
  return { attachmentId, number, chunks }
}

function notFound(): ExchangeError {
  return new ExchangeError('ATTACHMENT_NOT_FOUND', 'no such file was announced')
}

function refused(message: string): ExchangeError {
  return new ExchangeError('MESSAGE_REFUSED', message)
}
