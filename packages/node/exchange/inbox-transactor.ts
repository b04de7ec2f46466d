import { packBytes, type Queries } from '../platform/index.ts'
import type { Known } from './inbox-decision.ts'

export type InboxRow = {
  from: string
  messageId: string
  kind: string
  correlationId: string
  idempotencyKey: string | undefined
  commitment: Buffer
  digest: Buffer
  receivedAt: Date
  receipt: string
}

type Claim = Pick<InboxRow, 'from' | 'messageId' | 'idempotencyKey'>

const knownColumns = `from_peer as "from", message_id as "messageId", idempotency_key as "idempotencyKey", kind,
  commitment, receipt`

/**
 * What lies in the inbox under these ids or these idempotency keys. Without names: PostgreSQL would keep the plan that was
 * made while the table was small, and read all of it, however large it has become.
 */
export async function listKnown(
  queries: Queries,
  claims: readonly Claim[],
): Promise<(Known & { from: string })[]> {
  const byId = await queries.query<Known & { from: string }>(
    `select ${knownColumns} from exchange.inbox
       join unnest($1::text[], $2::uuid[]) as given (from_peer, message_id) using (from_peer, message_id)`,
    [claims.map(({ from }) => from), claims.map(({ messageId }) => messageId)],
  )
  const keyed = claims.filter(({ idempotencyKey }) => idempotencyKey !== undefined)
  if (keyed.length === 0) return byId
  const byKey = await queries.query<Known & { from: string }>(
    `select ${knownColumns} from exchange.inbox
       join unnest($1::text[], $2::text[]) as given (from_peer, idempotency_key) using (from_peer, idempotency_key)`,
    [keyed.map(({ from }) => from), keyed.map(({ idempotencyKey }) => idempotencyKey ?? null)],
  )
  return [...byId, ...byKey]
}

/** One statement for all rows. */
export async function insertReceived(queries: Queries, rows: readonly InboxRow[]): Promise<void> {
  const column = <Value>(of: (row: InboxRow) => Value): Value[] => rows.map(of)
  const receipts = packBytes(column(({ receipt }) => Buffer.from(receipt, 'utf8')))
  await queries.query(
    `insert into exchange.inbox (from_peer, message_id, kind, correlation_id, idempotency_key, commitment, digest,
            received_at, receipt)
     select from_peer, message_id, kind, correlation_id, idempotency_key, commitment, digest, received_at,
            convert_from(substring($9::bytea from start for length), 'UTF8')
       from unnest($1::text[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::bytea[], $7::bytea[],
            $8::timestamptz[], $10::int[], $11::int[])
            as given (from_peer, message_id, kind, correlation_id, idempotency_key, commitment, digest, received_at,
                      start, length)`,
    [
      column(({ from }) => from),
      column(({ messageId }) => messageId),
      column(({ kind }) => kind),
      column(({ correlationId }) => correlationId),
      column(({ idempotencyKey }) => idempotencyKey ?? null),
      column(({ commitment }) => commitment),
      column(({ digest }) => digest),
      column(({ receivedAt }) => receivedAt.toISOString()),
      receipts.bytes,
      ...[receipts.starts, receipts.lengths],
    ],
    'exchange-inbox-insert',
  )
}

/** The latest number received of each ordered stream, by `from kind`. */
export async function readSequences(
  queries: Queries,
  streams: readonly { from: string; kind: string }[],
): Promise<Map<string, number>> {
  const rows = await queries.query<{ from: string; kind: string; last: number }>(
    `select counterpart as "from", kind, last_sequence as last from exchange.stream
       join unnest($1::text[], $2::text[]) as given (counterpart, kind) using (counterpart, kind)
      where direction = 'received'`,
    [streams.map(({ from }) => from), streams.map(({ kind }) => kind)],
  )
  return new Map(rows.map(({ from, kind, last }) => [`${from} ${kind}`, last]))
}

export async function writeSequence(
  queries: Queries,
  { from, kind, last }: { from: string; kind: string; last: number },
): Promise<void> {
  await queries.query(
    `insert into exchange.stream (direction, counterpart, kind, last_sequence) values ('received', $1, $2, $3)
     on conflict (direction, counterpart, kind) do update set last_sequence = excluded.last_sequence`,
    [from, kind, last],
  )
}

/** Notes between operators, sealed under a key of this peer. */
export async function insertNotes(
  queries: Queries,
  notes: readonly { from: string; messageId: string; text: Buffer }[],
): Promise<void> {
  await queries.query(
    `insert into exchange.note (from_peer, message_id, text)
     select * from unnest($1::text[], $2::uuid[], $3::bytea[])`,
    [notes.map(({ from }) => from), notes.map(({ messageId }) => messageId), notes.map(({ text }) => text)],
    'exchange-note-insert',
  )
}
