import { parse } from '@isthmus/contract'
import type { Incidents } from '../incident/index.ts'
import { type Clock, NodeError, type Transaction } from '../platform/index.ts'
import { Batcher } from './batcher.ts'
import { ExchangeError } from './errors.ts'
import { decideReception, type Incoming, type Known, type Reception } from './inbox-decision.ts'
import { type InboxRow, insertReceived, listKnown, readSequences, writeSequence } from './inbox-transactor.ts'
import type { EntryPlace, LogWriter } from './log-writer.ts'
import { toReceivedEvent } from './message-events.ts'
import {
  type AsynchronousKind,
  asynchronousKinds,
  isAsynchronousKind,
  type KindTraits,
} from './message-kinds.ts'
import { type ReceiptSigner, signEach } from './sign-receipts.ts'

/** A message that was verified and opened, and is believed. */
export type OpenedMessage = {
  from: string
  messageId: string
  kind: string
  correlationId: string
  commitment: Buffer
  /** SHA-256 of the body as it came. */
  digest: Buffer
  /** What the payload holds; not yet as the contract says. */
  content: unknown
  /** The acting person, where a statement came along and is believed. */
  actor?: { id: string; role: string; organisation: string }
  /** Whether it came with others under one signature; its receipt is signed alike. */
  isBundled?: boolean
}

/** A message as its handler gets it. */
export type ReceivedMessage = Omit<OpenedMessage, 'content' | 'isBundled'> & {
  body: Record<string, unknown>
  receivedAt: Date
}

/**
 * The effect of messages of one kind, in the transaction that also holds inbox rows and log entries; at least one, in
 * order. Throws ExchangeError MESSAGE_REFUSED for a message that must have no effect; each is then tried alone.
 */
export type MessageHandler = (messages: readonly ReceivedMessage[], transaction: Transaction) => Promise<void>

export type InboxParts = ReceiptSigner & {
  auditLog: LogWriter
  peerId: string
  /** Of this peer's log. */
  origin: string
  incidents: Pick<Incidents, 'raise'>
  clock: Clock
  kinds?: Readonly<Record<AsynchronousKind, KindTraits>>
}

type Arrival = Incoming & { opened: OpenedMessage; body: Record<string, unknown>; kind: AsynchronousKind }
type Verdict =
  | { receipt: string; isNew: boolean }
  | { code: Extract<Reception, { verdict: 'refused' }>['code'] }

const mostOfBatch = 256

/** Gives every message its effect exactly once: row, log entry and effect in one commit, then the signed receipt. */
export class Inbox {
  readonly #parts: InboxParts
  readonly #kinds: Readonly<Record<AsynchronousKind, KindTraits>>
  readonly #handlers = new Map<AsynchronousKind, MessageHandler>()
  readonly #batcher: Batcher<Arrival, Verdict>

  constructor(parts: InboxParts) {
    this.#parts = parts
    this.#kinds = parts.kinds ?? asynchronousKinds
    this.#batcher = new Batcher({
      write: (arrivals) => this.#receive(arrivals),
      mostItems: mostOfBatch,
      mayBeOfOne: (fault) => !isOfStore(fault),
    })
  }

  on(kind: AsynchronousKind, handler: MessageHandler): void {
    this.#handlers.set(kind, handler)
  }

  /**
   * The signed receipt, as JSON; for a message that came before, the receipt of then and `isNew` false.
   *
   * @throws ExchangeError MESSAGE_KIND_UNKNOWN | MESSAGE_REFUSED | MESSAGE_ID_REUSED | IDEMPOTENCY_KEY_REUSED |
   *   MESSAGE_OUT_OF_ORDER; ContractError
   */
  async receive(opened: OpenedMessage): Promise<{ receipt: string; isNew: boolean }> {
    const { kind } = opened
    if (!isAsynchronousKind(kind) || !this.#handlers.has(kind)) {
      throw new ExchangeError('MESSAGE_KIND_UNKNOWN', 'messages of this kind are not taken here')
    }
    const { body, idempotencyKey, sequence = 0 } = parse('MessageContent', opened.content)
    const { messageId, commitment } = opened
    const verdict = await this.#batcher.add({
      opened,
      body,
      kind,
      messageId,
      commitment,
      idempotencyKey,
      sequence,
    })
    if ('receipt' in verdict) return verdict
    this.#parts.incidents.raise({
      kind: 'message-replayed',
      counterpart: opened.from,
      correlationId: opened.correlationId,
      detail: { code: verdict.code },
    })
    throw new ExchangeError(verdict.code, 'the message contradicts one that came before')
  }

  async #receive(arrivals: readonly Arrival[]): Promise<readonly Verdict[]> {
    const receivedAt = this.#parts.clock()
    return this.#parts.auditLog.appendWith(async (transaction) => {
      const { fresh, verdicts } = await this.#judge(transaction, arrivals)
      await this.#handle(transaction, fresh, receivedAt)
      await this.#advance(transaction, fresh)
      return {
        events: fresh.map(({ opened }) => toReceivedEvent(opened)),
        result: verdicts,
        settle: async (entries: readonly EntryPlace[], settling: Transaction) => {
          const rows = await this.#toRows(fresh, { entries, receivedAt })
          if (rows.length > 0) await insertReceived(settling, rows)
          const first = new Set(fresh)
          const receipts = new Map(rows.map((row) => [idOf(row), row.receipt]))
          for (const [at, arrival] of arrivals.entries()) {
            const receipt = receipts.get(idOf(arrival.opened))
            if (receipt !== undefined && verdicts[at] === undefined)
              verdicts[at] = { receipt, isNew: first.has(arrival) }
          }
        },
      }
    })
  }

  /** What is new, and what is to be said of the others; of what is new nothing can be said yet. */
  async #judge(
    transaction: Transaction,
    arrivals: readonly Arrival[],
  ): Promise<{ fresh: Arrival[]; verdicts: Verdict[] }> {
    const known = toBySender(
      await listKnown(
        transaction,
        arrivals.map(({ opened, idempotencyKey }) => ({ ...opened, idempotencyKey })),
      ),
    )
    const ordered = arrivals.filter(({ kind }) => this.#kinds[kind].isOrdered)
    const last =
      ordered.length > 0 ? await readSequences(transaction, streamsOf(ordered)) : new Map<string, number>()
    const fresh: Arrival[] = []
    const verdicts: Verdict[] = new Array(arrivals.length)
    for (const [at, arrival] of arrivals.entries()) {
      const { from } = arrival.opened
      const stream = `${from} ${arrival.kind}`
      const isOrdered = this.#kinds[arrival.kind].isOrdered
      const ofSender = known.get(from) ?? []
      const reception = decideReception(arrival, ofSender, isOrdered ? (last.get(stream) ?? 0) : undefined)
      if (reception.verdict === 'refused') verdicts[at] = { code: reception.code }
      // An empty receipt is that of a message of this very batch: it is filled in with the other's.
      else if (reception.verdict === 'duplicate' && reception.receipt !== '')
        verdicts[at] = { receipt: reception.receipt, isNew: false }
      else if (reception.verdict === 'new') {
        fresh.push(arrival)
        known.set(from, [...ofSender, { ...arrival, receipt: '' }])
        if (isOrdered) last.set(stream, arrival.sequence)
      }
    }
    return { fresh, verdicts }
  }

  async #handle(transaction: Transaction, fresh: readonly Arrival[], receivedAt: Date): Promise<void> {
    for (const [kind, handler] of this.#handlers) {
      const messages = fresh
        .filter((arrival) => arrival.kind === kind)
        .map(({ opened: { content: _, ...opened }, body }) => ({ ...opened, body, receivedAt }))
      if (messages.length > 0) await handler(messages, transaction)
    }
  }

  async #advance(transaction: Transaction, fresh: readonly Arrival[]): Promise<void> {
    const last = new Map<string, { from: string; kind: string; last: number }>()
    for (const { kind, opened, sequence } of fresh) {
      if (this.#kinds[kind].isOrdered)
        last.set(`${opened.from} ${kind}`, { from: opened.from, kind, last: sequence })
    }
    for (const stream of last.values()) await writeSequence(transaction, stream)
  }

  async #toRows(
    fresh: readonly Arrival[],
    { entries, receivedAt }: { entries: readonly EntryPlace[]; receivedAt: Date },
  ): Promise<InboxRow[]> {
    const { peerId, origin } = this.#parts
    const unsigned = fresh.map(({ opened }, at) => {
      const entry = entries[at]
      if (!entry) throw new TypeError('an entry has no place in the log')
      const receipt = {
        from: opened.from,
        to: peerId,
        messageId: opened.messageId,
        correlationId: opened.correlationId,
        digest: opened.digest.toString('base64url'),
        receivedAt: receivedAt.toISOString(),
        log: { origin, index: entry.index, leafHash: entry.leafHash },
      }
      return { receipt, isBundled: opened.isBundled === true }
    })
    const receipts = await signEach(unsigned, this.#parts)
    return fresh.map(({ opened, idempotencyKey }, at) => ({
      ...opened,
      idempotencyKey,
      receivedAt,
      receipt: JSON.stringify(receipts[at]),
    }))
  }
}

function toBySender(known: readonly (Known & { from: string })[]): Map<string, Known[]> {
  const bySender = new Map<string, Known[]>()
  for (const one of known) {
    const ofSender = bySender.get(one.from)
    if (ofSender) ofSender.push(one)
    else bySender.set(one.from, [one])
  }
  return bySender
}

function idOf({ from, messageId }: { from: string; messageId: string }): string {
  return `${from} ${messageId}`
}

function streamsOf(arrivals: readonly Arrival[]): { from: string; kind: string }[] {
  return arrivals.map(({ opened, kind }) => ({ from: opened.from, kind }))
}

function isOfStore(fault: unknown): boolean {
  if (!(fault instanceof NodeError)) return false
  return fault.code === 'DATABASE_UNREACHABLE' || fault.code === 'DISK_FULL'
}
