import type { KeyObject } from 'node:crypto'
import type { Dispatcher } from 'undici'
import type { Incidents } from '../incident/index.ts'
import type { Clock, Database, Logger } from '../platform/index.ts'
import type { Trust } from '../trust/index.ts'
import { chunkBytes, toChunkCount } from './attachment-cipher.ts'
import { attachmentsPath } from './attachment-door.ts'
import { toFileEvent } from './attachment-events.ts'
import { AttachmentFiles } from './attachment-files.ts'
import type { AttachmentLimits } from './attachment-limits.ts'
import type { AttachmentRow } from './attachment-row.ts'
import { AttachmentTransactor } from './attachment-transactor.ts'
import { type Actor, AttachmentUploads, type FileToPrepare, type Sending } from './attachment-upload.ts'
import { AttachmentWithdrawals } from './attachment-withdrawals.ts'
import { ExchangeError } from './errors.ts'
import type { LogWriter } from './log-writer.ts'
import type { Outbox } from './outbox.ts'
import { readShort } from './read-short.ts'

export type AttachmentOutboxParts = {
  database: Database
  auditLog: LogWriter
  outbox: Pick<Outbox, 'send'>
  trust: Trust
  dispatcherOf: (peerId: string) => Dispatcher
  /** Where sealed chunks lie until the receiver has them. */
  folder: string
  contentKey: KeyObject
  limits: AttachmentLimits
  incidents: Pick<Incidents, 'raise'>
  clock: Clock
  logger: Logger
}

export type FileToSend = FileToPrepare &
  Omit<Sending, 'chunkDigests'> & {
    /** As many bytes as `size` says. */
    content: AsyncIterable<Uint8Array>
  }

const tickMs = 1_000
const answerWithinMs = 60_000

/** Sends files: has them sealed onto the own disk and announced, and brings the receiver the chunks that it lacks. */
export class AttachmentOutbox {
  readonly uploads: AttachmentUploads
  readonly withdrawals: AttachmentWithdrawals
  readonly files: AttachmentFiles
  readonly #parts: AttachmentOutboxParts
  readonly #transactor: AttachmentTransactor
  readonly #stopping = new AbortController()
  #running: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(parts: AttachmentOutboxParts) {
    this.#parts = parts
    this.files = new AttachmentFiles(parts.folder)
    this.#transactor = new AttachmentTransactor(parts.database)
    const own = { ...parts, files: this.files, transactor: this.#transactor }
    this.uploads = new AttachmentUploads(own)
    this.withdrawals = new AttachmentWithdrawals(own)
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
   * @throws ExchangeError ATTACHMENT_TOO_LARGE | ATTACHMENT_NO_ROOM, ATTACHMENT_BROKEN when the content is not as long as
   *   was said
   */
  async send({ content, ...file }: FileToSend): Promise<{ attachmentId: string; messageId: string }> {
    const row = await this.uploads.prepare(file)
    const { attachmentId } = row
    try {
      let number = 0
      for await (const clear of toChunks(content, file.size)) {
        if (number >= row.chunks) throw wrongLength()
        await this.uploads.takeChunk(row, number, clear).catch(asWrongLength)
        number += 1
      }
      if (number < row.chunks) throw wrongLength()
    } catch (fault) {
      await this.#transactor.remove(attachmentId)
      await this.files.remove(attachmentId)
      throw fault
    }
    return { attachmentId, ...(await this.uploads.announce(row, file)) }
  }

  async #bringAll(): Promise<void> {
    const { clock, logger } = this.#parts
    try {
      await this.uploads.resume()
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
    const { attachmentId, chunks } = row
    for (;;) {
      const { state, missing } = await this.#ask(row)
      if (state !== 'offered') return this.#settle(row, state)
      let done = chunks - missing.length
      for (const number of missing) {
        if (this.#stopping.signal.aborted || (await this.#isWithdrawn(attachmentId))) return
        const sealed = await this.files.read(attachmentId, number)
        await this.#request(row, { method: 'PUT', path: `${attachmentId}/chunks/${number}`, body: sealed })
        done += 1
        await this.#transactor.noteDone(attachmentId, done)
      }
    }
  }

  async #isWithdrawn(attachmentId: string): Promise<boolean> {
    const row = await this.#transactor.find(attachmentId)
    return row?.state !== 'offered' || row.withdrawal !== null
  }

  async #ask(row: AttachmentRow): Promise<{ state: TellableState; missing: number[] }> {
    const text = await this.#request(row, { method: 'GET', path: row.attachmentId })
    const { state, missing } = JSON.parse(text) as { state?: unknown; missing?: unknown }
    const isList =
      Array.isArray(missing) &&
      missing.length <= row.chunks &&
      missing.every((number) => isChunk(row, number))
    // A receiver that lacks nothing and is not done is asked again in the next turn.
    if (isTellable(state) && isList && (state !== 'offered' || missing.length > 0)) return { state, missing }
    throw new ExchangeError('ANSWER_NOT_BELIEVED', 'the receiver of a file answers what it cannot mean')
  }

  /** What the receiver says over the pinned connection; its signed outcome comes as a message of its own. */
  async #settle(row: AttachmentRow, state: Exclude<TellableState, 'offered'>): Promise<void> {
    const { attachmentId, counterpart, correlationId, chunks } = row
    if (state === 'complete') {
      await this.#transactor.change(attachmentId, { from: ['offered'], to: { state } })
      await this.#transactor.noteDone(attachmentId, chunks)
      return this.files.remove(attachmentId)
    }
    const fault = state === 'broken' ? 'ATTACHMENT_BROKEN' : 'ATTACHMENT_GONE'
    const isChanged = await this.#parts.auditLog.appendWith(async (transaction) => {
      const changed = await this.#transactor.change(
        attachmentId,
        { from: ['offered'], to: { state: 'broken', fault } },
        transaction,
      )
      const event = toFileEvent('attachment.broken', row, { reason: fault })
      return { events: changed ? [event] : [], result: changed }
    })
    await this.files.remove(attachmentId)
    if (isChanged)
      this.#parts.incidents.raise({
        kind: 'attachment-broken',
        counterpart,
        correlationId,
        detail: { code: fault },
      })
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
      // Also of a peer that answers a byte at a time.
      signal: AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(2 * answerWithinMs)]),
    })
    const text = await readShort(response.body, longestAnswer)
    if (response.statusCode < 300) return text
    throw new ExchangeError(
      'PEER_REFUSED',
      `${counterpart} refused a part of a file (HTTP ${response.statusCode})`,
    )
  }
}

export type { Actor }

const tellable = ['offered', 'complete', 'broken', 'withdrawn', 'expired'] as const
type TellableState = (typeof tellable)[number]

function isTellable(state: unknown): state is TellableState {
  return tellable.some((known) => known === state)
}

function isChunk({ chunks }: AttachmentRow, number: unknown): boolean {
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 && number < chunks
}

/** 512 numbers have some 2,000 characters. */
const longestAnswer = 8_192

function wrongLength(): ExchangeError {
  return new ExchangeError('ATTACHMENT_BROKEN', 'the content is not as long as was said')
}

function asWrongLength(fault: unknown): never {
  throw fault instanceof ExchangeError && fault.code === 'ATTACHMENT_REFUSED' ? wrongLength() : fault
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
