import type { Database, Queries } from '../platform/index.ts'
import type { AttachmentRow, AttachmentState, NewAttachment } from './attachment-row.ts'

const columns = `attachment_id as "attachmentId", direction, counterpart, correlation_id as "correlationId", state, secret,
  size::float8 as size, chunks, digest, chunk_digests as "chunkDigests", chunks_done as "chunksDone",
  created_at as "createdAt", expires_at as "expiresAt", begun_by as "begunBy", announcement, message_id as "messageId",
  opened_at as "openedAt", withdrawal, owes, fault`

/** What is written of a row; what is left out stays. */
export type AttachmentChange = Partial<
  Pick<
    AttachmentRow,
    | 'state'
    | 'secret'
    | 'digest'
    | 'chunkDigests'
    | 'expiresAt'
    | 'announcement'
    | 'messageId'
    | 'openedAt'
    | 'withdrawal'
    | 'fault'
  >
> & {
  /** What the sender is to be told as well. */
  owe?: AttachmentRow['owes'][number]
}

const columnOf: Readonly<Record<keyof AttachmentChange, string>> = {
  state: 'state',
  secret: 'secret',
  digest: 'digest',
  chunkDigests: 'chunk_digests',
  expiresAt: 'expires_at',
  announcement: 'announcement',
  messageId: 'message_id',
  openedAt: 'opened_at',
  withdrawal: 'withdrawal',
  owe: 'owes',
  fault: 'fault',
}

export class AttachmentTransactor {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** False when there is one of this id already. */
  async insert(row: NewAttachment, queries: Queries = this.#database): Promise<boolean> {
    const rows = await queries.query(
      `insert into exchange.attachment (attachment_id, direction, counterpart, correlation_id, state, secret, size, chunks,
              digest, chunk_digests, created_at, expires_at, begun_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
       on conflict do nothing returning attachment_id`,
      [
        row.attachmentId,
        row.direction,
        row.counterpart,
        row.correlationId,
        row.state,
        row.secret ?? null,
        row.size,
        row.chunks,
        row.digest ?? null,
        row.chunkDigests ?? null,
        row.createdAt,
        row.expiresAt,
        row.begunBy ?? null,
      ],
    )
    return rows.length > 0
  }

  async find(attachmentId: string, queries: Queries = this.#database): Promise<AttachmentRow | undefined> {
    const [row] = await queries.query<AttachmentRow>(
      `select ${columns} from exchange.attachment where attachment_id = $1`,
      [attachmentId],
    )
    return row
  }

  /** The same, held against everybody else until the transaction ends. */
  async lock(attachmentId: string, queries: Queries): Promise<AttachmentRow | undefined> {
    const [row] = await queries.query<AttachmentRow>(
      `select ${columns} from exchange.attachment where attachment_id = $1 for update`,
      [attachmentId],
    )
    return row
  }

  /** The newest first; `before` is the id of the last one of the page before. */
  list({ before, size }: { before?: string; size: number }): Promise<AttachmentRow[]> {
    return this.#database.query(
      `select ${columns} from exchange.attachment
        where $1::uuid is null
           or (created_at, attachment_id) < (select created_at, attachment_id from exchange.attachment where attachment_id = $1)
        order by created_at desc, attachment_id desc limit $2`,
      [before ?? null, size],
    )
  }

  /** Those on their way to others, the oldest first. */
  listOffered(now: Date): Promise<AttachmentRow[]> {
    return this.#database.query(
      `select ${columns} from exchange.attachment
        where direction = 'sent' and state = 'offered' and withdrawal is null and expires_at > $1
        order by created_at limit 100`,
      [now],
    )
  }

  /** Uploads that ended in the middle of being announced. */
  listUnannounced(): Promise<AttachmentRow[]> {
    return this.#database.query(
      `select ${columns} from exchange.attachment
        where direction = 'sent' and state = 'uploading' and announcement is not null limit 100`,
    )
  }

  /** Those of which the sender is to be told. */
  listOwing(): Promise<AttachmentRow[]> {
    return this.#database.query(
      `select ${columns} from exchange.attachment where owes <> '{}' order by attachment_id limit 100`,
    )
  }

  /** Those whose time is over while something of them is left. */
  listExpired(direction: AttachmentRow['direction'], now: Date): Promise<AttachmentRow[]> {
    return this.#database.query(
      `select ${columns} from exchange.attachment
        where direction = $1 and expires_at <= $2 and state in ('uploading', 'offered', 'complete') limit 1000`,
      [direction, now],
    )
  }

  /** How many files and bytes lie here for or from a peer, or are announced. */
  async usageOf(
    { counterpart, direction }: Pick<AttachmentRow, 'counterpart' | 'direction'>,
    queries: Queries = this.#database,
  ): Promise<{ files: number; bytes: number }> {
    const lying = direction === 'sent' ? ['uploading', 'offered'] : ['offered', 'complete']
    const [row] = await queries.query<{ files: number; bytes: number }>(
      `select count(*)::int as files, coalesce(sum(size), 0)::float8 as bytes from exchange.attachment
        where counterpart = $1 and direction = $2 and state = any($3)`,
      [counterpart, direction, lying],
    )
    return row ?? { files: 0, bytes: 0 }
  }

  /** False when the row is not in one of the states `from` (any more). */
  async change(
    attachmentId: string,
    { from, to }: { from: readonly AttachmentState[]; to: AttachmentChange },
    queries: Queries = this.#database,
  ): Promise<boolean> {
    const fields = Object.entries(to)
    const sets = fields.map(([name], at) => toSet(name as keyof AttachmentChange, at + 3))
    const rows = await queries.query(
      `update exchange.attachment set ${sets.join(', ')} where attachment_id = $1 and state = any($2) returning attachment_id`,
      [attachmentId, from, ...fields.map(([, value]) => value ?? null)],
    )
    return rows.length > 0
  }

  /** The sender has been told. */
  async noteTold(
    attachmentId: string,
    outcome: AttachmentRow['owes'][number],
    queries: Queries,
  ): Promise<void> {
    await queries.query(
      'update exchange.attachment set owes = array_remove(owes, $2) where attachment_id = $1',
      [attachmentId, outcome],
    )
  }

  /** How far a file is; not synced, since it is counted anew whenever it matters. */
  async noteDone(attachmentId: string, chunksDone: number): Promise<void> {
    await this.#database.query('update exchange.attachment set chunks_done = $2 where attachment_id = $1', [
      attachmentId,
      chunksDone,
    ])
  }

  async remove(attachmentId: string): Promise<void> {
    await this.#database.query('delete from exchange.attachment where attachment_id = $1', [attachmentId])
  }

  /** Forgets what has been without content since before that instant; gives how many. */
  async forget(before: Date): Promise<number> {
    const rows = await this.#database.query(
      `delete from exchange.attachment where expires_at <= $1 and state in ('broken', 'withdrawn', 'expired')
          and owes = '{}' returning attachment_id`,
      [before],
    )
    return rows.length
  }
}

function toSet(name: keyof AttachmentChange, place: number): string {
  const column = columnOf[name]
  return name === 'owe' ? `${column} = array_append(${column}, $${place}::text)` : `${column} = $${place}`
}
