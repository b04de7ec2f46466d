import { createHash, type KeyObject, timingSafeEqual } from 'node:crypto'
import { type AttachmentManifest, parse } from '@isthmus/contract'
import type { Incidents } from '../incident/index.ts'
import type { Clock, Database, Logger, Transaction } from '../platform/index.ts'
import type { Trust } from '../trust/index.ts'
import {
  type ChunkPlace,
  chunkBytes,
  openChunk,
  sealedChunkBytes,
  toChunkCount,
  toChunkKey,
  toChunkLength,
} from './attachment-cipher.ts'
import { toFileEvent } from './attachment-events.ts'
import { AttachmentFiles } from './attachment-files.ts'
import { openKeyOf } from './attachment-key.ts'
import type { AttachmentLimits } from './attachment-limits.ts'
import { AttachmentOutcomes } from './attachment-outcomes.ts'
import type { AttachmentRow, NewAttachment } from './attachment-row.ts'
import { findSecret, sealSecret } from './attachment-secret.ts'
import { AttachmentTransactor } from './attachment-transactor.ts'
import { ExchangeError } from './errors.ts'
import { toFileName } from './file-name.ts'
import type { MessageHandler, ReceivedMessage } from './inbox.ts'
import type { LogWriter } from './log-writer.ts'
import type { Outbox } from './outbox.ts'

export type AttachmentInboxParts = {
  database: Database
  auditLog: LogWriter
  outbox: Pick<Outbox, 'send'>
  trust: Pick<Trust, 'currentKey' | 'sealingKeyOf' | 'self'>
  folder: string
  contentKey: KeyObject
  incidents: Pick<Incidents, 'raise'>
  clock: Clock
  logger: Pick<Logger, 'debug'>
  limits: AttachmentLimits
}

/** What the sender may know of a file that it sends. */
export type AttachmentProgress = { state: AttachmentRow['state']; missing: number[] }

const digestBytes = 32

/** Takes files of other peers in sealed chunks and keeps them sealed. */
export class AttachmentInbox {
  readonly files: AttachmentFiles
  readonly outcomes: AttachmentOutcomes
  readonly #parts: AttachmentInboxParts
  readonly #transactor: AttachmentTransactor
  readonly #finishing = new Map<string, Promise<void>>()

  constructor(parts: AttachmentInboxParts) {
    this.#parts = parts
    this.files = new AttachmentFiles(parts.folder)
    this.#transactor = new AttachmentTransactor(parts.database)
    this.outcomes = new AttachmentOutcomes({ ...parts, files: this.files, transactor: this.#transactor })
  }

  /** Notes announced files, in the transaction of their messages. Throws ExchangeError MESSAGE_REFUSED. */
  readonly handleManifest: MessageHandler = async (messages, transaction) => {
    for (const message of messages) {
      const manifest = this.#parseManifest(message)
      const known = await this.#transactor.lock(manifest.attachmentId, transaction)
      // It was withdrawn before its announcement came.
      if (known && isOf(known, message.from) && known.withdrawal === 'done') continue
      if (known) throw refused('there is another file of this id')
      await this.#assertRoom(message.from, manifest.size, transaction)
      await this.#transactor.insert(await this.#toRow(message, manifest), transaction)
    }
  }

  /** Throws ExchangeError ATTACHMENT_NOT_FOUND: files of others are not told of. */
  async progressOf(attachmentId: string, from: string): Promise<AttachmentProgress> {
    const row = await this.#get(attachmentId, from)
    if (row.state !== 'offered') return { state: row.state, missing: [] }
    const present = new Set(await this.files.list(attachmentId))
    const missing = Array.from({ length: row.chunks }, (_, number) => number).filter(
      (number) => !present.has(number),
    )
    if (missing.length > 0) return { state: 'offered', missing }
    await this.#finish(row)
    return { state: (await this.#get(attachmentId, from)).state, missing: [] }
  }

  /**
   * Keeps a chunk that is the announced one and opens at its place; durable when resolved. A chunk that is there already
   * changes nothing.
   *
   * @throws ExchangeError ATTACHMENT_NOT_FOUND | ATTACHMENT_REFUSED | ATTACHMENT_CHUNK_BROKEN
   */
  async takeChunk(
    place: { attachmentId: string; from: string; number: number },
    sealed: Buffer,
  ): Promise<void> {
    const row = await this.#get(place.attachmentId, place.from)
    const { number } = place
    // What was withdrawn while it travelled is no fault of the sender.
    if (row.state === 'withdrawn') throw new ExchangeError('ATTACHMENT_REFUSED', 'the file was withdrawn')
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
    if (await this.files.has(row.attachmentId, number)) return
    if (!isAnnounced(row, number, sealed))
      throw this.#broken(row, 'ATTACHMENT_CHUNK_BROKEN', `chunk ${number} is not the one that was announced`)
    try {
      openChunk(this.#keyOf(row), placeIn(row, number), sealed)
    } catch {
      throw this.#broken(row, 'ATTACHMENT_CHUNK_BROKEN', `chunk ${number} does not open at its place`)
    }
    await this.files.write(row.attachmentId, number, sealed)
    await this.#transactor.noteDone(row.attachmentId, (await this.files.list(row.attachmentId)).length)
  }

  /**
   * The clear bytes of a whole file from one to another, both in it, chunk by chunk; all of them unless said. Throws
   * ExchangeError ATTACHMENT_NOT_FOUND | ATTACHMENT_INCOMPLETE | ATTACHMENT_CHUNK_BROKEN.
   */
  async *read(attachmentId: string, range?: { first: number; last: number }): AsyncGenerator<Buffer> {
    const row = await this.#transactor.find(attachmentId)
    if (row?.direction !== 'received') throw notFound()
    if (row.state !== 'complete') throw new ExchangeError('ATTACHMENT_INCOMPLETE', `the file is ${row.state}`)
    const { first, last } = range ?? { first: 0, last: row.size - 1 }
    const at = Math.floor(first / chunkBytes)
    let passed = at * chunkBytes
    for await (const clear of this.#openChunks(row, { from: at, to: toChunkCount(last + 1) })) {
      yield clear.subarray(Math.max(0, first - passed), Math.min(clear.length, last + 1 - passed))
      passed += clear.length
    }
  }

  /** Ends a file of which a chunk can no longer be read: logged, an incident, and its sender is told. */
  async giveUp(row: AttachmentRow, reason: string): Promise<void> {
    const isChanged = await this.#parts.auditLog.appendWith(async (transaction) => {
      const changed = await this.#transactor.change(
        row.attachmentId,
        {
          from: ['offered', 'complete'],
          to: { state: 'broken', fault: reason, owe: 'broken', secret: null },
        },
        transaction,
      )
      return { events: changed ? [toFileEvent('attachment.broken', row, { reason })] : [], result: changed }
    })
    await this.files.remove(row.attachmentId)
    if (isChanged) this.#broken(row, 'ATTACHMENT_BROKEN', 'the file is broken')
  }

  #parseManifest({ body }: ReceivedMessage): AttachmentManifest {
    const manifest = parse('AttachmentManifest', body)
    const { size, chunks, chunkDigests, expiresAt } = manifest
    const lifetime = Date.parse(expiresAt) - this.#parts.clock().getTime()
    const isWhole =
      size <= this.#parts.limits.largestBytes &&
      chunks === toChunkCount(size) &&
      chunkDigests.length === chunks
    if (isWhole && lifetime > 0 && lifetime <= this.#parts.limits.longestMs) return manifest
    throw refused('size, chunks or time of the file are not as they may be')
  }

  async #assertRoom(counterpart: string, size: number, transaction: Transaction): Promise<void> {
    const { limits } = this.#parts
    const { files, bytes } = await this.#transactor.usageOf(
      { counterpart, direction: 'received' },
      transaction,
    )
    const isTooMuch = files >= limits.mostFiles || bytes + size > limits.mostBytes
    if (isTooMuch || (await this.files.freeBytes()) - size < limits.freeBytes)
      throw refused('there is no room for the file')
  }

  async #toRow(
    { from, correlationId, receivedAt }: ReceivedMessage,
    { attachmentId, name, text, sealedKey, ...manifest }: AttachmentManifest,
  ): Promise<NewAttachment> {
    const key = await openKeyOf(this.#parts.trust, { from, attachmentId }, sealedKey)
    const words = { name: toFileName(name), ...(text === undefined ? {} : { text }) }
    return {
      ...{ attachmentId, direction: 'received', counterpart: from, correlationId, state: 'offered' },
      secret: sealSecret(this.#parts.contentKey, attachmentId, { key, ...words }),
      size: manifest.size,
      chunks: manifest.chunks,
      digest: Buffer.from(manifest.digest, 'base64url'),
      chunkDigests: Buffer.concat(manifest.chunkDigests.map((digest) => Buffer.from(digest, 'base64url'))),
      createdAt: receivedAt,
      expiresAt: new Date(manifest.expiresAt),
    }
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
    for await (const clear of this.#openChunks(row, { from: 0, to: row.chunks })) hash.update(clear)
    if (!row.digest || !timingSafeEqual(hash.digest(), row.digest))
      return this.giveUp(row, 'ATTACHMENT_BROKEN')
    await this.#parts.auditLog.appendWith(async (transaction) => {
      const isChanged = await this.#transactor.change(
        row.attachmentId,
        { from: ['offered'], to: { state: 'complete', owe: 'complete' } },
        transaction,
      )
      return { events: isChanged ? [toFileEvent('attachment.received', row)] : [], result: undefined }
    })
  }

  async *#openChunks(row: AttachmentRow, { from, to }: { from: number; to: number }): AsyncGenerator<Buffer> {
    const key = this.#keyOf(row)
    for (let number = from; number < Math.min(to, row.chunks); number += 1) {
      yield openChunk(key, placeIn(row, number), await this.#readChunk(row, number))
    }
  }

  async #readChunk({ attachmentId }: AttachmentRow, number: number): Promise<Buffer> {
    try {
      return await this.files.read(attachmentId, number)
    } catch (cause) {
      throw new ExchangeError('ATTACHMENT_CHUNK_BROKEN', `chunk ${number} is not on the disk`, { cause })
    }
  }

  #keyOf(row: AttachmentRow): KeyObject {
    const secret = findSecret(this.#parts.contentKey, row)
    if (!secret) throw notFound()
    return toChunkKey(secret.key, row.attachmentId)
  }

  async #get(attachmentId: string, from: string): Promise<AttachmentRow> {
    const row = await this.#transactor.find(attachmentId)
    if (row && isOf(row, from)) return row
    throw notFound()
  }

  #broken(row: AttachmentRow, code: BrokenCode, message: string): ExchangeError {
    const { counterpart, correlationId } = row
    this.#parts.incidents.raise({ kind: 'attachment-broken', counterpart, correlationId, detail: { code } })
    return new ExchangeError(code, message)
  }
}

type BrokenCode = 'ATTACHMENT_REFUSED' | 'ATTACHMENT_CHUNK_BROKEN' | 'ATTACHMENT_BROKEN'

function isOf({ direction, counterpart }: AttachmentRow, from: string): boolean {
  return direction === 'received' && counterpart === from
}

/** The signed announcement names each sealed chunk by its digest. */
function isAnnounced({ chunkDigests }: AttachmentRow, number: number, sealed: Buffer): boolean {
  const announced = chunkDigests?.subarray(number * digestBytes, (number + 1) * digestBytes)
  return announced?.length === digestBytes && createHash('sha256').update(sealed).digest().equals(announced)
}

function placeIn({ attachmentId, chunks }: AttachmentRow, number: number): ChunkPlace {
  return { attachmentId, number, chunks }
}

function notFound(): ExchangeError {
  return new ExchangeError('ATTACHMENT_NOT_FOUND', 'no such file was announced')
}

function refused(message: string): ExchangeError {
  return new ExchangeError('MESSAGE_REFUSED', message)
}
