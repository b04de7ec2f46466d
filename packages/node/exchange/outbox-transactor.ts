import { type Database, packBytes, type Queries } from '../platform/index.ts'
import type { AsynchronousKind } from './message-kinds.ts'
import type { Sealable } from './outbox.ts'
import type { MessageContent } from './stored-content.ts'

/** A message as it is written when it is accepted. */
export type OutboxRow = {
  messageId: string
  to: string
  kind: AsynchronousKind
  correlationId: string
  idempotencyKey: string | undefined
  fingerprint: Buffer | undefined
  sequence: number
  body: Buffer
  content: Buffer
  commitment: Buffer
  digest: Buffer
  acceptedAt: Date
  acceptedBy: string | undefined
  deadline: Date
  /** What `content` holds sealed. */
  clear: MessageContent<Sealable['payload']>
}

/** What delivering needs; `clear` only of a message that has just been accepted. */
export type WaitingMessage = Pick<
  OutboxRow,
  'messageId' | 'to' | 'kind' | 'correlationId' | 'body' | 'content' | 'deadline'
> & { attempts: number; digests: readonly Buffer[]; clear?: OutboxRow['clear'] }

export type Attempt = { messageId: string; attempts: number; retryAt: Date; fault: string }
export type Settled = { messageId: string; attempts: number; receipt: string }
export type Dead = { messageId: string; attempts: number; fault: string }

const waitingColumns = `message_id, to_peer, kind, correlation_id, body, content, deadline, attempts, digests`

/**
 * Statements that look for rows have no name: PostgreSQL keeps the plan of one that has, and one that was made while the
 * table was small reads all of it, however large it has become.
 */
export class OutboxTransactor {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** One statement for all rows. */
  async insert(queries: Queries, rows: readonly OutboxRow[]): Promise<void> {
    const column = <Value>(of: (row: OutboxRow) => Value): Value[] => rows.map(of)
    const bodies = packBytes(column(({ body }) => body))
    const contents = packBytes(column(({ content }) => content))
    await queries.query(
      `insert into exchange.outbox (message_id, to_peer, kind, correlation_id, idempotency_key, fingerprint, sequence, state, body,
              content, commitment, digests, accepted_at, accepted_by, deadline, next_attempt_at)
       select message_id, to_peer, kind, correlation_id, idempotency_key, fingerprint, sequence, 'waiting',
              substring($8::bytea from body_start for body_length),
              substring($9::bytea from content_start for content_length),
              commitment, array[digest], accepted_at, accepted_by, deadline, accepted_at
         from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::bytea[], $7::int[], $10::bytea[],
                     $11::bytea[], $12::timestamptz[], $13::text[], $14::timestamptz[], $15::int[], $16::int[],
                     $17::int[], $18::int[])
              as given (message_id, to_peer, kind, correlation_id, idempotency_key, fingerprint, sequence, commitment,
                        digest, accepted_at, accepted_by, deadline, body_start, body_length, content_start,
                        content_length)`,
      [
        column(({ messageId }) => messageId),
        column(({ to }) => to),
        column(({ kind }) => kind),
        column(({ correlationId }) => correlationId),
        column(({ idempotencyKey }) => idempotencyKey ?? null),
        column(({ fingerprint }) => fingerprint ?? null),
        column(({ sequence }) => sequence),
        bodies.bytes,
        contents.bytes,
        column(({ commitment }) => commitment),
        column(({ digest }) => digest),
        column(({ acceptedAt }) => acceptedAt.toISOString()),
        column(({ acceptedBy }) => acceptedBy ?? null),
        column(({ deadline }) => deadline.toISOString()),
        ...[bodies.starts, bodies.lengths, contents.starts, contents.lengths],
      ],
      'exchange-outbox-insert',
    )
  }

  /** Messages whose next attempt is due, the oldest first; ordered kinds also before, so that nothing overtakes. */
  async listDue(
    to: string,
    { now, ordered, most }: { now: Date; ordered: readonly string[]; most: number },
  ): Promise<WaitingMessage[]> {
    const rows = await this.#database.query<WaitingRow>(
      `select ${waitingColumns} from exchange.outbox
        where to_peer = $1 and state = 'waiting' and (next_attempt_at <= $2 or kind = any($3))
        order by message_id limit $4`,
      [to, now, ordered, most],
    )
    return rows.map(toWaiting)
  }

  /** Which peers something waits for, and each second in which an attempt is due. */
  async listLanes(): Promise<{ to: string; dueAt: Date }[]> {
    return this.#database.query(
      `select to_peer as to, max(next_attempt_at) as "dueAt" from exchange.outbox
        where state = 'waiting' group by to_peer, date_trunc('second', next_attempt_at)`,
    )
  }

  /**
   * Notes what attempts came to. Not synced to disk: what is lost in a crash of the database is found out again by
   * sending the same bytes once more, to which the receiver answers with the same receipt.
   */
  async noteAttempts(
    { settled, failed }: { settled: readonly Settled[]; failed: readonly Attempt[] },
    now: Date,
  ): Promise<void> {
    if (settled.length > 0) await settle(this.#database, settled, now)
    if (failed.length > 0) await postpone(this.#database, failed)
  }

  /** Messages whose time is over become dead letters. */
  async expire(
    now: Date,
  ): Promise<{ messageId: string; to: string; fault: string; correlationId: string }[]> {
    return this.#database.query(
      `update exchange.outbox set state = 'dead', settled_at = $1, fault = coalesce(fault, 'DEADLINE_PASSED')
        where state = 'waiting' and deadline <= $1
        returning message_id as "messageId", to_peer as to, fault, correlation_id as "correlationId"`,
      [now],
    )
  }

  async bury(dead: readonly Dead[], now: Date): Promise<void> {
    await this.#database.query(
      `update exchange.outbox o set state = 'dead', settled_at = $4, fault = given.fault, attempts = given.attempts
         from unnest($1::uuid[], $2::int[], $3::text[]) as given (message_id, attempts, fault)
        where o.message_id = given.message_id and o.state = 'waiting'`,
      [
        dead.map(({ messageId }) => messageId),
        dead.map(({ attempts }) => attempts),
        dead.map(({ fault }) => fault),
        now,
      ],
    )
  }

  /** Dead letter to waiting, under a new envelope. False when it is no dead letter (any more). */
  async revive(
    queries: Queries,
    {
      messageId,
      body,
      digest,
      deadline,
      now,
    }: { messageId: string; body: Buffer; digest: Buffer; deadline: Date; now: Date },
  ): Promise<boolean> {
    const rows = await queries.query(
      `update exchange.outbox set state = 'waiting', body = $2, digests = digests || $3::bytea, deadline = $4,
              next_attempt_at = $5, attempts = 0, settled_at = null, is_told = false
        where message_id = $1 and state = 'dead' returning message_id`,
      [messageId, body, digest, deadline, now],
    )
    return rows.length > 0
  }

  /** False when it is no dead letter (any more). */
  async discard(queries: Queries, messageId: string, now: Date): Promise<boolean> {
    const rows = await queries.query(
      `update exchange.outbox set state = 'discarded', body = null, content = null, settled_at = $2
        where message_id = $1 and state = 'dead' returning message_id`,
      [messageId, now],
    )
    return rows.length > 0
  }

  /** The messages that hold these idempotency keys already. */
  async listByIdempotencyKey(
    queries: Queries,
    keys: readonly { to: string; idempotencyKey?: string }[],
  ): Promise<{ to: string; idempotencyKey: string; messageId: string; fingerprint: Buffer }[]> {
    return queries.query(
      `select to_peer as to, idempotency_key as "idempotencyKey", message_id as "messageId", fingerprint
         from exchange.outbox join unnest($1::text[], $2::text[]) as given (to_peer, idempotency_key)
              using (to_peer, idempotency_key)`,
      [keys.map(({ to }) => to), keys.map(({ idempotencyKey }) => idempotencyKey ?? null)],
    )
  }

  /** Takes the next numbers of ordered streams, `count` for each. Gives the first of each. */
  async takeSequences(
    queries: Queries,
    streams: readonly { to: string; kind: string; count: number }[],
  ): Promise<number[]> {
    const firsts: number[] = []
    for (const { to, kind, count } of streams) {
      const [row] = await queries.query<{ last: number }>(
        `insert into exchange.stream (direction, counterpart, kind, last_sequence) values ('sent', $1, $2, $3)
         on conflict (direction, counterpart, kind)
         do update set last_sequence = exchange.stream.last_sequence + excluded.last_sequence
         returning last_sequence as last`,
        [to, kind, count],
      )
      firsts.push((row?.last ?? count) - count + 1)
    }
    return firsts
  }
}

/** Of a statement that is a transaction of its own; without four round trips for one. */
const unsynced = `(select set_config('synchronous_commit', 'off', true)) as unsynced`

async function settle(queries: Queries, settled: readonly Settled[], now: Date): Promise<void> {
  const receipts = packBytes(settled.map(({ receipt }) => Buffer.from(receipt, 'utf8')))
  await queries.query(
    `update exchange.outbox o set state = 'delivered', body = null, content = null, fault = null, settled_at = $4,
            attempts = given.attempts,
            receipt = convert_from(substring($3::bytea from given.start for given.length), 'UTF8')
       from unnest($1::uuid[], $2::int[], $5::int[], $6::int[]) as given (message_id, attempts, start, length),
            ${unsynced}
      where o.message_id = given.message_id and o.state in ('waiting', 'dead')`,
    [
      settled.map(({ messageId }) => messageId),
      settled.map(({ attempts }) => attempts),
      receipts.bytes,
      now,
      ...[receipts.starts, receipts.lengths],
    ],
  )
}

async function postpone(queries: Queries, failed: readonly Attempt[]): Promise<void> {
  await queries.query(
    `update exchange.outbox o set attempts = given.attempts, next_attempt_at = given.retry_at, fault = given.fault
       from unnest($1::uuid[], $2::int[], $3::timestamptz[], $4::text[])
            as given (message_id, attempts, retry_at, fault),
            ${unsynced}
      where o.message_id = given.message_id and o.state = 'waiting'`,
    [
      failed.map(({ messageId }) => messageId),
      failed.map(({ attempts }) => attempts),
      failed.map(({ retryAt }) => retryAt.toISOString()),
      failed.map(({ fault }) => fault),
    ],
  )
}

type WaitingRow = {
  message_id: string
  to_peer: string
  kind: AsynchronousKind
  correlation_id: string
  body: Buffer
  content: Buffer
  deadline: Date
  attempts: number
  digests: Buffer[]
}

function toWaiting(row: WaitingRow): WaitingMessage {
  return {
    messageId: row.message_id,
    to: row.to_peer,
    kind: row.kind,
    correlationId: row.correlation_id,
    body: row.body,
    content: row.content,
    deadline: row.deadline,
    attempts: row.attempts,
    digests: row.digests,
  }
}
