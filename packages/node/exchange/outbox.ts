import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'
import type { Incidents } from '../incident/index.ts'
import {
  type Clock,
  type Database,
  type Logger,
  NodeError,
  type Transaction,
  takeRandom,
} from '../platform/index.ts'
import { Batcher } from './batcher.ts'
import { ExchangeError } from './errors.ts'
import type { LogWriter } from './log-writer.ts'
import { toDiscardedEvent, toResentEvent, toSentEvent } from './message-events.ts'
import { createMessageId } from './message-id.ts'
import {
  type AsynchronousKind,
  asynchronousKinds,
  type KindTraits,
  longestLifetimeMs,
  longestUnderOneIdMs,
} from './message-kinds.ts'
import { OutboxReader } from './outbox-reader.ts'
import { type OutboxRow, OutboxTransactor } from './outbox-transactor.ts'
import { Postman, type PostmanParts } from './postman.ts'
import { openContent, sealContent } from './stored-content.ts'

export type OutgoingMessage = {
  to: string
  kind: AsynchronousKind
  correlationId: string
  /** The sender's own name for the act: a second message with it to the same peer is the first one. */
  idempotencyKey?: string
  /** Compact JWS of the acting person. */
  statement?: string
  /** As the schema of the kind says. */
  body: Record<string, unknown>
  /** How long delivery is tried; that of the kind when absent. */
  lifetimeMs?: number
  /** Who sends, where it is a person of this peer. */
  actor?: { id: string; role: string; organisation: string }
}

/** What is sealed, and stays the same when the message is sealed again. */
export type Sealable = {
  messageId: string
  kind: AsynchronousKind
  to: string
  correlationId: string
  createdAt: Date
  expiresAt: Date
  salt: Buffer
  payload: { statement?: string; content: Record<string, unknown> }
}

export type SealedBody = { body: Buffer; digest: Buffer; commitment: Buffer }

export type OutboxParts = Omit<PostmanParts, 'transactor' | 'kinds'> & {
  database: Database
  auditLog: LogWriter
  /** Throws ExchangeError PEER_UNKNOWN and what trust says. */
  seal: (message: Sealable) => SealedBody | Promise<SealedBody>
  /** Under which contents wait in the database. */
  contentKey: KeyObject
  incidents: Pick<Incidents, 'raise'>
  clock: Clock
  logger: Logger
  kinds?: Readonly<Record<AsynchronousKind, KindTraits>>
}

type Accepting = { message: OutgoingMessage; messageId: string; row?: OutboxRow }

const mostOfBatch = 256

/**
 * Takes messages for other peers and sees to it that they arrive. A message that `send` has acknowledged is durable,
 * with its entry in the log; it is delivered at once, tried again until its deadline, and then a dead letter.
 */
export class Outbox {
  readonly reader: OutboxReader
  readonly #parts: OutboxParts
  readonly #kinds: Readonly<Record<AsynchronousKind, KindTraits>>
  readonly #transactor: OutboxTransactor
  readonly #postman: Postman
  readonly #batcher: Batcher<Accepting, { messageId: string }>

  constructor(parts: OutboxParts) {
    this.#parts = parts
    this.#kinds = parts.kinds ?? asynchronousKinds
    this.#transactor = new OutboxTransactor(parts.database)
    this.reader = new OutboxReader(parts.database)
    this.#postman = new Postman({ ...parts, transactor: this.#transactor, kinds: this.#kinds })
    this.#batcher = new Batcher({
      write: (items) => this.#accept(items),
      mostItems: mostOfBatch,
      mayBeOfOne: isOfOneMessage,
    })
  }

  /** Takes up what waited when this peer ended, and keeps going until `stop`. */
  start(): Promise<void> {
    return this.#postman.start()
  }

  /** Ends attempts under way; what they would have said is found out at the next start. */
  stop(): Promise<void> {
    return this.#postman.stop()
  }

  /**
   * Durable when resolved. Throws ExchangeError PEER_UNKNOWN, LIFETIME_TOO_LONG, and IDEMPOTENCY_KEY_REUSED when the key
   * stands for another content.
   */
  async send(message: OutgoingMessage): Promise<{ messageId: string }> {
    const lifetimeMs = message.lifetimeMs ?? this.#kinds[message.kind].lifetimeMs
    if (lifetimeMs > longestLifetimeMs || lifetimeMs <= 0) {
      throw new ExchangeError('LIFETIME_TOO_LONG', 'a message may be on its way for 15 days at most')
    }
    const now = this.#parts.clock()
    const messageId = createMessageId(now)
    const accepting: Accepting = { message, messageId }
    // The number of an ordered message is part of what is sealed, and is known in the transaction only.
    if (!this.#kinds[message.kind].isOrdered)
      accepting.row = await this.#toRow(accepting, { now, sequence: 0 })
    return this.#batcher.add(accepting)
  }

  /**
   * A dead letter goes out again under a new envelope: same id, same content, so its effect stays one. Throws ExchangeError
   * MESSAGE_NOT_FOUND, MESSAGE_NOT_DEAD, and MESSAGE_TOO_OLD when its receiver may have forgotten the id.
   */
  async resend(messageId: string, actor?: OutgoingMessage['actor']): Promise<void> {
    const { clock, auditLog, seal, contentKey } = this.#parts
    const letter = await this.reader.getDeadLetter(messageId)
    const content = openContent<Sealable['payload']>(contentKey, letter)
    const now = clock()
    const deadline = toNewDeadline(letter, { now, lifetimeMs: this.#kinds[letter.kind].lifetimeMs })
    const sealed = await seal({
      ...letter,
      createdAt: now,
      expiresAt: deadline,
      ...content,
    })
    await auditLog.appendWith(async (transaction) => {
      const isRevived = await this.#transactor.revive(transaction, { messageId, ...sealed, deadline, now })
      if (!isRevived) throw notDead()
      return { events: [toResentEvent(letter, { digest: sealed.digest, actor })], result: undefined }
    })
    const digests = [...letter.digests, sealed.digest]
    this.#postman.offer([{ ...letter, body: sealed.body, deadline, attempts: 0, digests }])
  }

  /** Gives a dead letter up for good; its content goes, its entry in the log stays. */
  async discard(messageId: string, actor?: OutgoingMessage['actor']): Promise<void> {
    const letter = await this.reader.getDeadLetter(messageId)
    await this.#parts.auditLog.appendWith(async (transaction) => {
      if (!(await this.#transactor.discard(transaction, messageId, this.#parts.clock()))) throw notDead()
      return { events: [toDiscardedEvent(letter, actor)], result: undefined }
    })
  }

  async #accept(items: readonly Accepting[]): Promise<readonly { messageId: string }[]> {
    const rows: OutboxRow[] = []
    const results = await this.#parts.auditLog.appendWith(async (transaction) => {
      const known = await this.#findKnown(transaction, items)
      const fresh = items.filter(({ messageId }) => known.get(messageId) === undefined)
      rows.splice(0, rows.length, ...(await this.#number(transaction, fresh)))
      if (rows.length > 0) await this.#transactor.insert(transaction, rows)
      const actors = new Map(fresh.map(({ messageId, message }) => [messageId, message.actor]))
      return {
        events: rows.map((row) => toSentEvent(row, actors.get(row.messageId))),
        result: items.map(({ messageId }) => ({ messageId: known.get(messageId) ?? messageId })),
      }
    })
    this.#postman.offer(rows.map((row) => ({ ...row, attempts: 0, digests: [row.digest] })))
    return results
  }

  /** The messages whose idempotency key has been used, in the database or before in this batch. */
  async #findKnown(transaction: Transaction, items: readonly Accepting[]): Promise<Map<string, string>> {
    const known = new Map<string, string>()
    const keyed = items.filter(({ message }) => message.idempotencyKey !== undefined)
    if (keyed.length === 0) return known
    const before = await this.#transactor.listByIdempotencyKey(
      transaction,
      keyed.map(({ message }) => message),
    )
    const byKey = new Map(before.map((found) => [keyOf(found), found]))
    for (const { message, messageId } of keyed) {
      const { to, idempotencyKey } = message
      const fingerprint = this.#fingerprintOf(message)
      const found = byKey.get(keyOf(message))
      if (!found)
        byKey.set(keyOf(message), { to, idempotencyKey: idempotencyKey ?? '', messageId, fingerprint })
      else if (!timingSafeEqual(fingerprint, found.fingerprint)) throw keyReused()
      else known.set(messageId, found.messageId)
    }
    return known
  }

  #fingerprintOf({ kind, statement, body }: OutgoingMessage): Buffer {
    return createHmac('sha256', this.#parts.contentKey)
      .update(JSON.stringify([kind, statement ?? '', body]))
      .digest()
  }

  async #number(transaction: Transaction, fresh: readonly Accepting[]): Promise<OutboxRow[]> {
    const streams = new Map<string, { to: string; kind: string; count: number }>()
    for (const { row, message } of fresh) {
      if (row) continue
      const stream = streams.get(`${message.to} ${message.kind}`) ?? { ...message, count: 0 }
      stream.count += 1
      streams.set(`${message.to} ${message.kind}`, stream)
    }
    const firsts = await this.#transactor.takeSequences(transaction, [...streams.values()])
    const next = new Map([...streams.keys()].map((key, at) => [key, firsts[at] ?? 1]))
    const rows: OutboxRow[] = []
    for (const accepting of fresh) {
      const { row, message } = accepting
      const stream = `${message.to} ${message.kind}`
      const sequence = next.get(stream) ?? 0
      rows.push(row ?? (await this.#toRow(accepting, { now: this.#parts.clock(), sequence })))
      if (!row) next.set(stream, sequence + 1)
    }
    return rows
  }

  async #toRow(
    { message, messageId }: Accepting,
    { now, sequence }: { now: Date; sequence: number },
  ): Promise<OutboxRow> {
    const { to, kind, correlationId, idempotencyKey, statement, body } = message
    const deadline = new Date(now.getTime() + (message.lifetimeMs ?? this.#kinds[kind].lifetimeMs))
    const salt = takeRandom(32)
    const payload = {
      ...(statement ? { statement } : {}),
      content: { ...(idempotencyKey ? { idempotencyKey } : {}), ...(sequence > 0 ? { sequence } : {}), body },
    }
    const sealed = await this.#parts.seal({
      messageId,
      kind,
      to,
      correlationId,
      createdAt: now,
      expiresAt: deadline,
      salt,
      payload,
    })
    return {
      messageId,
      to,
      kind,
      correlationId,
      idempotencyKey,
      fingerprint: idempotencyKey ? this.#fingerprintOf(message) : undefined,
      sequence,
      ...sealed,
      content: sealContent(this.#parts.contentKey, messageId, { salt, payload }),
      clear: { salt, payload },
      acceptedAt: now,
      acceptedBy: message.actor?.id,
      deadline,
    }
  }
}

function toNewDeadline(
  { acceptedAt }: { acceptedAt: Date },
  { now, lifetimeMs }: { now: Date; lifetimeMs: number },
): Date {
  const last = acceptedAt.getTime() + longestUnderOneIdMs
  if (now.getTime() < last) return new Date(Math.min(now.getTime() + lifetimeMs, last))
  throw new ExchangeError('MESSAGE_TOO_OLD', 'the message was accepted more than 30 days ago', {
    remedy: 'send what it says as a new message',
  })
}

function keyOf({ to, idempotencyKey }: { to: string; idempotencyKey?: string | undefined }): string {
  return `${to} ${idempotencyKey ?? ''}`
}

/** A message that cannot be kept must not take along those that were accepted in the same moment. */
function isOfOneMessage(fault: unknown): boolean {
  if (fault instanceof ExchangeError) return true
  const isOfStore = fault instanceof NodeError && fault.code === 'STORE_FAILED'
  return isOfStore && 'sqlState' in fault && /^2[23]/.test(String(fault.sqlState))
}

function keyReused(): ExchangeError {
  return new ExchangeError(
    'IDEMPOTENCY_KEY_REUSED',
    'the idempotency key stands for another message to this peer',
    {
      remedy: 'give every act a key of its own',
    },
  )
}

function notDead(): ExchangeError {
  return new ExchangeError('MESSAGE_NOT_DEAD', 'the message is no dead letter', {
    remedy: 'see its present state: isthmus message show',
  })
}
