import { createHash, type KeyObject, randomBytes, randomUUID } from 'node:crypto'
import type { Dispatcher } from 'undici'
import type { Incidents } from '../incident/index.ts'
import type { Clock, Database, Logger } from '../platform/index.ts'
import type { Trust } from '../trust/index.ts'
import { chunkBytes, largestAttachment, sealChunk, toChunkCount, toChunkKey } from './attachment-cipher.ts'
import { attachmentsPath } from './attachment-door.ts'
import { AttachmentFiles } from './attachment-files.ts'
import { sealSecret } from './attachment-secret.ts'
import { type AttachmentRow, AttachmentTransactor } from './attachment-transactor.ts'
import { ExchangeError } from './errors.ts'
import type { Outbox } from './outbox.ts'

export type AttachmentOutboxParts = {
  database: Database
  outbox: Pick<Outbox, 'send'>
  trust: Trust
  dispatcherOf: (peerId: string) => Dispatcher
  /** Where sealed chunks lie until the receiver has them. */
  folder: string
  contentKey: KeyObject
  incidents: Pick<Incidents, 'raise'>
  clock: Clock
  logger: Logger
}

export type FileToSend = {
  to: string
  /** For people; without a path. */
  name: string
  /** Bytes that `content` gives, at most 2 GiB. */
  size: number
  content: AsyncIterable<Uint8Array>
  correlationId: string
  /** Compact JWS of the acting person. */
  statement?: string
  lifetimeMs?: number
  actor?: { id: string; role: string; organisation: string }
}

const defaultLifetimeMs = 7 * 86_400_000
const tickMs = 1_000
const answerWithinMs = 60_000

/** Sends files: seals them into chunks on the own disk, announces them, and brings the receiver the chunks it lacks. */
export class AttachmentOutbox {
  readonly #parts: AttachmentOutboxParts
  readonly #files: AttachmentFiles
  readonly #transactor: AttachmentTransactor
  readonly #stopping = new AbortController()
  #running: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(parts: AttachmentOutboxParts) {
    this.#parts = parts
    this.#files = new AttachmentFiles(parts.folder)
    this.#transactor = new AttachmentTransactor(parts.database)
  }

  /** Goes on with what was under way when this peer ended. */
  start(): void {
    this.#timer = setInterval(() => {
      this.#running ??= this.#bringAll().finally(() => {
        this.#running = undefined
      })
    }, tickMs)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#stopping.abort()
    await this.#running
  }

  /**
   * Resolves when the file lies sealed on the own disk and its announcement is durable.
   *
   * @throws ExchangeError ATTACHMENT_TOO_LARGE, ATTACHMENT_BROKEN when the content is not as long as was said
   */
  async send(file: FileToSend): Promise<{ attachmentId: string; messageId: string }> {
    if (file.size > largestAttachment) {
      throw new ExchangeError('ATTACHMENT_TOO_LARGE', 'a file may have 2 GiB at most', {
        remedy: 'split the file',
      })
    }
    const attachmentId = randomUUID()
    const key = randomBytes(32)
    const digest = await this.#seal(file, { attachmentId, key }).catch(async (fault: unknown) => {
      await this.#files.remove(attachmentId)
      throw fault
    })
    const { clock, contentKey, database, outbox } = this.#parts
    const { to, name, size, correlationId, statement, actor, lifetimeMs = defaultLifetimeMs } = file
    const expiresAt = new Date(clock().getTime() + lifetimeMs)
    const chunks = toChunkCount(size)
    const secret = sealSecret(contentKey, attachmentId, { key, name })
    const row = { attachmentId, counterpart: to, correlationId, secret, size, chunks, digest, expiresAt }
    await this.#transactor.insert(database, { ...row, direction: 'sent', state: 'offered' }, clock())
    const { messageId } = await outbox.send({
      ...{ to, kind: 'attachment.manifest', correlationId, lifetimeMs, idempotencyKey: attachmentId },
      body: {
        ...{ attachmentId, name, size, chunks },
        digest: digest.toString('base64url'),
        key: key.toString('base64url'),
        expiresAt: expiresAt.toISOString(),
      },
      ...(statement ? { statement } : {}),
      ...(actor ? { actor } : {}),
    })
    return { attachmentId, messageId }
  }

  async #seal(
    { content, size }: FileToSend,
    { attachmentId, key }: { attachmentId: string; key: Buffer },
  ): Promise<Buffer> {
    const chunkKey = toChunkKey(key, attachmentId)
    const hash = createHash('sha256')
    const chunks = toChunkCount(size)
    let number = 0
    let length = 0
    for await (const clear of toChunks(content, size)) {
      hash.update(clear)
      length += clear.length
      await this.#files.write(
        attachmentId,
        number,
        sealChunk(chunkKey, { attachmentId, number, chunks }, clear),
      )
      number += 1
    }
    if (length === size && number === chunks) return hash.digest()
    throw new ExchangeError('ATTACHMENT_BROKEN', 'the content is not as long as was said')
  }

  async #bringAll(): Promise<void> {
    const { clock, logger } = this.#parts
    try {
      for (const row of await this.#transactor.listOffered(clock())) {
        if (this.#stopping.signal.aborted) return
        await this.#bring(row).catch((fault: unknown) => {
          logger.debug({ fault: fault instanceof Error ? fault.name : '' }, 'a file waits')
        })
      }
    } catch {
      // The database is away for the moment; the next turn asks again.
    }
  }

  /** The receiver says what it lacks; whatever was cut off goes on from there. */
  async #bring(row: AttachmentRow): Promise<void> {
    const { attachmentId } = row
    for (;;) {
      const { state, missing } = await this.#ask(row)
      if (state !== 'offered') return this.#settle(row, state)
      for (const number of missing) {
        if (this.#stopping.signal.aborted) return
        const sealed = await this.#files.read(attachmentId, number)
        await this.#request(row, { method: 'PUT', path: `${attachmentId}/chunks/${number}`, body: sealed })
      }
    }
  }

  async #ask(row: AttachmentRow): Promise<{ state: AttachmentRow['state']; missing: number[] }> {
    const text = await this.#request(row, { method: 'GET', path: row.attachmentId })
    const { state, missing } = JSON.parse(text) as { state?: unknown; missing?: unknown }
    const isState = state === 'offered' || state === 'complete' || state === 'broken' || state === 'withdrawn'
    const isList =
      Array.isArray(missing) &&
      missing.length <= row.chunks &&
      missing.every((number) => isChunk(row, number))
    // A receiver that lacks nothing and is not done is asked again in the next turn.
    if (isState && isList && (state !== 'offered' || missing.length > 0)) return { state, missing }
    throw new ExchangeError('ANSWER_NOT_BELIEVED', 'the receiver of a file answers what it cannot mean')
  }

  async #settle(row: AttachmentRow, state: AttachmentRow['state']): Promise<void> {
    await this.#transactor.settle(
      row.attachmentId,
      state,
      state === 'complete' ? undefined : 'ATTACHMENT_BROKEN',
    )
    await this.#files.remove(row.attachmentId)
    if (state === 'complete') return
    const { counterpart, correlationId } = row
    const detail = { code: 'ATTACHMENT_BROKEN' }
    this.#parts.incidents.raise({ kind: 'attachment-broken', counterpart, correlationId, detail })
  }

  async #request(
    { counterpart }: AttachmentRow,
    { method, path, body }: { method: 'GET' | 'PUT'; path: string; body?: Buffer },
  ): Promise<string> {
    const { trust, dispatcherOf } = this.#parts
    const { origin } = new URL(trust.findPeer(counterpart)?.address ?? '')
    const response = await dispatcherOf(counterpart).request({
      ...{ origin, path: `${attachmentsPath}/${path}`, method, body: body ?? null },
      headers: body ? { 'content-type': 'application/octet-stream' } : {},
      headersTimeout: answerWithinMs,
      bodyTimeout: answerWithinMs,
      signal: this.#stopping.signal,
    })
    const text = await response.body.text()
    if (response.statusCode < 300) return text
    throw new ExchangeError(
      'PEER_REFUSED',
      `${counterpart} refused a part of a file (HTTP ${response.statusCode})`,
    )
  }
}

function isChunk({ chunks }: AttachmentRow, number: unknown): boolean {
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 && number < chunks
}

/** Parts of any length, as chunks of 4 MiB and a rest; an empty content is one empty chunk. */
async function* toChunks(content: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Buffer> {
  let chunk = Buffer.alloc(Math.min(chunkBytes, Math.max(size, 1)))
  let filled = 0
  let given = 0
  for await (const part of content) {
    for (let from = 0; from < part.length; ) {
      const taken = Math.min(part.length - from, chunk.length - filled)
      chunk.set(part.subarray(from, from + taken), filled)
      filled += taken
      from += taken
      if (filled < chunk.length) continue
      yield chunk
      given += 1
      if (given > toChunkCount(size)) return
      chunk = Buffer.alloc(chunkBytes)
      filled = 0
    }
  }
  if (filled > 0 || given === 0) yield chunk.subarray(0, filled)
}
