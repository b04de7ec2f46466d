import { createHash, type KeyObject, randomBytes, randomUUID } from 'node:crypto'
import type { AttachmentManifest } from '@isthmus/contract'
import type { Clock } from '../platform/index.ts'
import type { Trust } from '../trust/index.ts'
import { openAtRest, sealAtRest } from './at-rest.ts'
import { openChunk, sealChunk, toChunkCount, toChunkKey, toChunkLength } from './attachment-cipher.ts'
import { toFileEvent } from './attachment-events.ts'
import type { AttachmentFiles } from './attachment-files.ts'
import { sealKeyTo } from './attachment-key.ts'
import type { AttachmentLimits } from './attachment-limits.ts'
import type { AttachmentRow } from './attachment-row.ts'
import { findSecret, sealSecret } from './attachment-secret.ts'
import type { AttachmentTransactor } from './attachment-transactor.ts'
import { ExchangeError } from './errors.ts'
import { toFileName } from './file-name.ts'
import type { LogWriter } from './log-writer.ts'
import { createMessageId } from './message-id.ts'
import type { Outbox } from './outbox.ts'

export type Actor = { id: string; role: string; organisation: string }

export type AttachmentUploadParts = {
  auditLog: LogWriter
  outbox: Pick<Outbox, 'send'>
  trust: Pick<Trust, 'currentKey' | 'sealingKeyOf' | 'self'>
  contentKey: KeyObject
  limits: AttachmentLimits
  clock: Clock
  files: AttachmentFiles
  transactor: AttachmentTransactor
}

export type FileToPrepare = {
  to: string
  /** For people; cleaned here. */
  name: string
  size: number
  /** A note that goes with it. */
  text?: string
  correlationId?: string
  actor?: Actor
}

export type Sending = {
  /** SHA-256 of each clear chunk as whoever sends has it; what lies here must be the same. */
  chunkDigests?: readonly string[]
  /** Compact JWS of the acting person. */
  statement?: string
  lifetimeMs?: number
  actor?: Actor
}

/** What goes into the outbox, the same at every attempt. */
type Announcement = { body: AttachmentManifest; statement?: string; lifetimeMs: number; actor?: Actor }

/** How long an upload may take. */
const uploadMs = 2 * 86_400_000

/** What the wire lets live: a manifest for 15 days, a file for 30. */
const longestAnnouncementMs = 15 * 86_400_000

/** Takes a file chunk by chunk from whoever sends it, seals each onto the own disk, and announces the whole. */
export class AttachmentUploads {
  readonly #parts: AttachmentUploadParts

  constructor(parts: AttachmentUploadParts) {
    this.#parts = parts
  }

  /** Throws ExchangeError ATTACHMENT_TOO_LARGE | ATTACHMENT_NO_ROOM. */
  async prepare({ to, name, size, text, correlationId, actor }: FileToPrepare): Promise<AttachmentRow> {
    const { clock, contentKey, transactor } = this.#parts
    await this.#assertRoom(to, size)
    const createdAt = clock()
    const attachmentId = createMessageId(createdAt)
    const secret = { key: randomBytes(32), name: toFileName(name), ...(text ? { text } : {}) }
    await transactor.insert({
      ...{ attachmentId, direction: 'sent', counterpart: to, state: 'uploading', size, createdAt },
      correlationId: correlationId ?? randomUUID(),
      secret: sealSecret(contentKey, attachmentId, secret),
      chunks: toChunkCount(size),
      expiresAt: new Date(createdAt.getTime() + uploadMs),
      begunBy: actor?.id ?? null,
    })
    return this.#get(attachmentId)
  }

  /** Durable when resolved; gives how many chunks are here. Throws ExchangeError ATTACHMENT_REFUSED | ATTACHMENT_SETTLED. */
  async takeChunk(row: AttachmentRow, number: number, clear: Buffer): Promise<number> {
    const { files, transactor } = this.#parts
    const { attachmentId, chunks } = row
    assertUploading(row)
    const isExpected = Number.isInteger(number) && number >= 0 && number < chunks
    if (!isExpected || clear.length !== toChunkLength(row, number)) {
      throw new ExchangeError(
        'ATTACHMENT_REFUSED',
        `chunk ${number} is none of this file, or not as long as it is`,
        {
          remedy: 'send the file in chunks of 4 MiB, the last one as long as what is left',
        },
      )
    }
    // Two contents under one nonce would betray each other: what is here stays, and a difference is found in the end.
    if (!(await files.has(attachmentId, number)))
      await files.write(
        attachmentId,
        number,
        sealChunk(this.#keyOf(row), { attachmentId, number, chunks }, clear),
      )
    const done = (await files.list(attachmentId)).length
    await transactor.noteDone(attachmentId, done)
    return done
  }

  async listMissing({ attachmentId, chunks }: AttachmentRow): Promise<number[]> {
    const present = new Set(await this.#parts.files.list(attachmentId))
    return Array.from({ length: chunks }, (_, number) => number).filter((number) => !present.has(number))
  }

  /**
   * Durable when resolved: announced, and logged. A second call goes on with the first one. Throws ExchangeError
   * ATTACHMENT_INCOMPLETE | ATTACHMENT_BROKEN | ATTACHMENT_SETTLED.
   */
  async announce(row: AttachmentRow, sending: Sending = {}): Promise<{ messageId: string }> {
    assertUploading(row)
    if (row.announcement) return this.#send(row, this.#openAnnouncement(row.attachmentId, row.announcement))
    const missing = await this.listMissing(row)
    if (missing.length > 0) {
      throw new ExchangeError('ATTACHMENT_INCOMPLETE', `${missing.length} chunks are not here`, {
        remedy: 'upload what is missing, then send the file',
      })
    }
    const announcement = await this.#announce(row, sending)
    const sealed = sealAtRest(
      this.#parts.contentKey,
      placeOf(row.attachmentId),
      Buffer.from(JSON.stringify(announcement), 'utf8'),
    )
    const { digest, chunkDigests } = toDigests(announcement.body)
    await this.#parts.transactor.change(row.attachmentId, {
      from: ['uploading'],
      to: { announcement: sealed, digest, chunkDigests, expiresAt: new Date(announcement.body.expiresAt) },
    })
    return this.#send({ ...row, digest }, announcement)
  }

  /** Goes on with what was being announced when this peer ended. */
  async resume(): Promise<void> {
    for (const row of await this.#parts.transactor.listUnannounced()) await this.announce(row)
  }

  async #assertRoom(to: string, size: number): Promise<void> {
    const { limits, files, transactor } = this.#parts
    if (size > limits.largestBytes) {
      const most = Math.floor(limits.largestBytes / 1024 ** 2)
      throw new ExchangeError('ATTACHMENT_TOO_LARGE', `a file may have ${most} MiB at most`, {
        remedy: 'split the file',
      })
    }
    const used = await transactor.usageOf({ counterpart: to, direction: 'sent' })
    const isTooMuch = used.files >= limits.mostFiles || used.bytes + size > limits.mostBytes
    if (isTooMuch || (await files.freeBytes()) - size < limits.freeBytes) {
      throw new ExchangeError('ATTACHMENT_NO_ROOM', 'there is no room for the file at this peer', {
        remedy: 'wait until other files have arrived, end uploads that broke off, or make room on the disk',
      })
    }
  }

  /** Reads the whole back from the disk: what is announced is what lies here. */
  async #announce(row: AttachmentRow, { chunkDigests, ...sending }: Sending): Promise<Announcement> {
    const { attachmentId, chunks, size, counterpart } = row
    const { clock, trust, limits } = this.#parts
    const { key, name, text } = this.#secretOf(row)
    const whole = createHash('sha256')
    const sealedDigests: string[] = []
    for (let number = 0; number < chunks; number += 1) {
      const sealed = await this.#parts.files.read(attachmentId, number)
      const clear = openChunk(toChunkKey(key, attachmentId), { attachmentId, number, chunks }, sealed)
      if (chunkDigests && chunkDigests[number] !== sha256Text(clear)) throw otherFile(number)
      whole.update(clear)
      sealedDigests.push(sha256Text(sealed))
    }
    if (chunkDigests && chunkDigests.length !== chunks) throw otherFile(chunks)
    const lifetimeMs = sending.lifetimeMs ?? limits.keepMs
    const body: AttachmentManifest = {
      ...{ attachmentId, name, size, chunks, ...(text ? { text } : {}) },
      digest: whole.digest('base64url'),
      chunkDigests: sealedDigests,
      sealedKey: await sealKeyTo(trust, { to: counterpart, attachmentId }, key),
      expiresAt: new Date(clock().getTime() + lifetimeMs).toISOString(),
    }
    return { ...sending, body, lifetimeMs: Math.min(lifetimeMs, longestAnnouncementMs) }
  }

  /** Whatever is interrupted here is done again with the same message, which the outbox then knows. */
  async #send(row: AttachmentRow, { body, actor, ...sending }: Announcement): Promise<{ messageId: string }> {
    const { outbox, auditLog, transactor } = this.#parts
    const { attachmentId, counterpart: to, correlationId } = row
    const { messageId } = await outbox.send({
      ...{ ...sending, to, kind: 'attachment.manifest', correlationId, idempotencyKey: attachmentId },
      body: { ...body },
      ...(actor ? { actor } : {}),
    })
    await auditLog.appendWith(async (transaction) => {
      const isChanged = await transactor.change(
        attachmentId,
        { from: ['uploading'], to: { state: 'offered', messageId, announcement: null } },
        transaction,
      )
      const { digest } = toDigests(body)
      const event = toFileEvent('attachment.sent', { ...row, digest }, { actor })
      return { events: isChanged ? [event] : [], result: undefined }
    })
    await transactor.noteDone(attachmentId, 0)
    return { messageId }
  }

  #openAnnouncement(attachmentId: string, sealed: Buffer): Announcement {
    // Sealed by this peer for this file: the tag is verified here.
    return JSON.parse(openAtRest(this.#parts.contentKey, placeOf(attachmentId), sealed).toString('utf8'))
  }

  #keyOf(row: AttachmentRow): KeyObject {
    return toChunkKey(this.#secretOf(row).key, row.attachmentId)
  }

  #secretOf(row: AttachmentRow) {
    const secret = findSecret(this.#parts.contentKey, row)
    if (secret) return secret
    throw settled()
  }

  async #get(attachmentId: string): Promise<AttachmentRow> {
    const row = await this.#parts.transactor.find(attachmentId)
    if (row) return row
    throw new ExchangeError('ATTACHMENT_NOT_FOUND', 'there is no such file')
  }
}

function toDigests({ digest, chunkDigests }: AttachmentManifest): { digest: Buffer; chunkDigests: Buffer } {
  return {
    digest: Buffer.from(digest, 'base64url'),
    chunkDigests: Buffer.concat(chunkDigests.map((text) => Buffer.from(text, 'base64url'))),
  }
}

function sha256Text(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64url')
}

function placeOf(attachmentId: string): string {
  return `exchange.attachment announcement ${attachmentId}`
}

function assertUploading({ state }: AttachmentRow): void {
  if (state !== 'uploading') throw settled()
}

function settled(): ExchangeError {
  return new ExchangeError('ATTACHMENT_SETTLED', 'the file is no longer being uploaded', {
    remedy: 'see its present state: isthmus message attachments',
  })
}

function otherFile(number: number): ExchangeError {
  return new ExchangeError(
    'ATTACHMENT_BROKEN',
    `chunk ${number} is not the one of the file that is to be sent`,
    {
      remedy: 'another file was uploaded before: withdraw this one and begin anew',
    },
  )
}
