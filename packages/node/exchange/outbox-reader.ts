import type { Queries } from '../platform/index.ts'
import { ExchangeError } from './errors.ts'
import type { AsynchronousKind } from './message-kinds.ts'

export type OutboxState = 'waiting' | 'delivered' | 'dead' | 'discarded'

/** A message as the operator sees it: never its content. */
export type SentMessage = {
  messageId: string
  to: string
  kind: AsynchronousKind
  correlationId: string
  state: OutboxState
  acceptedAt: Date
  deadline: Date
  attempts: number
  nextAttemptAt: Date
  fault: string | null
  settledAt: Date | null
  receipt: string | null
}

/** What the receiver of a message signed, as JSON. */
export type KeptReceipt = { messageId: string; receipt: string }

export type DeadLetter = {
  messageId: string
  to: string
  kind: AsynchronousKind
  correlationId: string
  acceptedAt: Date
  content: Buffer
  digests: Buffer[]
}

const columns = `message_id as "messageId", to_peer as to, kind, correlation_id as "correlationId", state,
  accepted_at as "acceptedAt", deadline, attempts, next_attempt_at as "nextAttemptAt", fault,
  settled_at as "settledAt", receipt`

export class OutboxReader {
  readonly #queries: Queries

  constructor(queries: Queries) {
    this.#queries = queries
  }

  /** The newest first; `before` is the id of the last message of the page before. */
  listMessages({
    state,
    before,
    size,
  }: {
    state?: OutboxState
    before?: string
    size: number
  }): Promise<SentMessage[]> {
    return this.#queries.query(
      `select ${columns} from exchange.outbox
        where ($1::text is null or state = $1) and ($2::uuid is null or message_id < $2)
        order by message_id desc limit $3`,
      [state ?? null, before ?? null, size],
    )
  }

  async findMessage(messageId: string): Promise<SentMessage | undefined> {
    const [row] = await this.#queries.query<SentMessage>(
      `select ${columns} from exchange.outbox where message_id = $1`,
      [messageId],
    )
    return row
  }

  /** Ids of messages to a peer that are on their way, or were given up. */
  async listUndelivered(peerId: string): Promise<string[]> {
    const rows = await this.#queries.query<{ message_id: string }>(
      `select message_id from exchange.outbox where to_peer = $1 and state in ('waiting', 'dead')`,
      [peerId],
    )
    return rows.map((row) => row.message_id)
  }

  /** Receipts of messages that a peer took, some of those that were accepted here in that window, the newest first. */
  listReceipts({
    peerId,
    since,
    until,
    most,
  }: {
    peerId: string
    since: Date
    until: Date
    most: number
  }): Promise<KeptReceipt[]> {
    return this.#queries.query(
      `select message_id as "messageId", receipt from exchange.outbox
        where message_id >= $2 and message_id < $3 and to_peer = $1 and receipt is not null
        order by message_id desc limit $4`,
      [peerId, toFirstIdAt(since), toFirstIdAt(until), most],
    )
  }

  /** The receipts of these messages, as far as there are any. */
  readReceipts(messageIds: readonly string[]): Promise<KeptReceipt[]> {
    return this.#queries.query(
      `select message_id as "messageId", receipt from exchange.outbox
        where message_id = any($1::uuid[]) and receipt is not null`,
      [messageIds],
    )
  }

  async countByState(): Promise<Partial<Record<OutboxState, number>>> {
    const rows = await this.#queries.query<{ state: OutboxState; count: number }>(
      `select state, count(*)::int as count from exchange.outbox where state in ('waiting', 'dead') group by state`,
    )
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
  }

  /** Throws ExchangeError MESSAGE_NOT_FOUND | MESSAGE_NOT_DEAD. */
  async getDeadLetter(messageId: string): Promise<DeadLetter> {
    const [row] = await this.#queries.query<DeadLetter & { state: OutboxState }>(
      `select message_id as "messageId", to_peer as to, kind, correlation_id as "correlationId",
              accepted_at as "acceptedAt", content, digests, state
         from exchange.outbox where message_id = $1`,
      [messageId],
    )
    if (!row) {
      throw new ExchangeError('MESSAGE_NOT_FOUND', 'there is no such message in the outbox', {
        remedy: 'see isthmus message list',
      })
    }
    if (row.state === 'dead') return row
    throw new ExchangeError('MESSAGE_NOT_DEAD', `the message is ${row.state}, not a dead letter`, {
      remedy: 'see its present state: isthmus message show',
    })
  }
}

/** No UUID of version 7 that was made from then on is smaller. */
function toFirstIdAt(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}
