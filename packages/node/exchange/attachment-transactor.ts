import type { Database, Queries } from '../platform/index.ts'

export type AttachmentState = 'offered' | 'complete' | 'broken' | 'withdrawn'

export type AttachmentRow = {
  attachmentId: string
  direction: 'sent' | 'received'
  counterpart: string
  correlationId: string
  state: AttachmentState
  /** Key and name, sealed under a key of this peer. */
  secret: Buffer
  size: number
  chunks: number
  digest: Buffer
  expiresAt: Date
}

const columns = `attachment_id as "attachmentId", direction, counterpart, correlation_id as "correlationId", state, secret,
  size::float8 as size, chunks, digest, expires_at as "expiresAt"`

export class AttachmentTransactor {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** False when there is one of this id already. */
  async insert(queries: Queries, row: AttachmentRow, now: Date): Promise<boolean> {
    const rows = await queries.query(
      `insert into exchange.attachment (attachment_id, direction, counterpart, correlation_id, state, secret, size, chunks,
              digest, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing returning attachment_id`,
      [
        row.attachmentId,
        row.direction,
        row.counterpart,
        row.correlationId,
        row.state,
        row.secret,
        row.size,
        row.chunks,
        row.digest,
        now,
        row.expiresAt,
      ],
    )
    return rows.length > 0
  }

  async find(attachmentId: string): Promise<AttachmentRow | undefined> {
    const [row] = await this.#database.query<AttachmentRow>(
      `select ${columns} from exchange.attachment where attachment_id = $1`,
      [attachmentId],
    )
    return row
  }

  /** Those on their way to others, the oldest first. */
  listOffered(now: Date): Promise<AttachmentRow[]> {
    return this.#database.query(
      `select ${columns} from exchange.attachment
        where direction = 'sent' and state = 'offered' and expires_at > $1 order by created_at limit 100`,
      [now],
    )
  }

  /** How many files and bytes a peer has sent that lie here or are announced. */
  async usageOf(queries: Queries, counterpart: string): Promise<{ files: number; bytes: number }> {
    const [row] = await queries.query<{ files: number; bytes: number }>(
      `select count(*)::int as files, coalesce(sum(size), 0)::float8 as bytes from exchange.attachment
        where counterpart = $1 and direction = 'received' and state in ('offered', 'complete')`,
      [counterpart],
    )
    return row ?? { files: 0, bytes: 0 }
  }

  async settle(attachmentId: string, state: AttachmentState, fault?: string): Promise<void> {
    await this.#database.query(
      `update exchange.attachment set state = $2, fault = $3 where attachment_id = $1 and state = 'offered'`,
      [attachmentId, state, fault ?? null],
    )
  }

  /** Forgets those whose time is over, and gives their ids. */
  async removeExpired(now: Date): Promise<string[]> {
    const rows = await this.#database.query<{ id: string }>(
      'delete from exchange.attachment where expires_at <= $1 returning attachment_id as id',
      [now],
    )
    return rows.map(({ id }) => id)
  }
}
