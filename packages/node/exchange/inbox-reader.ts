import type { Queries } from '../platform/index.ts'

/** A message that came, as the operator sees it; `note` is sealed. */
export type ReceivedRow = {
  messageId: string
  from: string
  kind: string
  correlationId: string
  receivedAt: Date
  receipt: string
  note: Buffer | null
}

const columns = `i.message_id as "messageId", i.from_peer as "from", i.kind, i.correlation_id as "correlationId",
  i.received_at as "receivedAt", i.receipt, n.text as note`
const withNotes = 'exchange.inbox i left join exchange.note n using (from_peer, message_id)'

export class InboxReader {
  readonly #queries: Queries

  constructor(queries: Queries) {
    this.#queries = queries
  }

  /** The newest first; `before` is the id of the last message of the page before. */
  listMessages({ before, size }: { before?: string; size: number }): Promise<ReceivedRow[]> {
    return this.#queries.query(
      `select ${columns} from ${withNotes}
        where ($1::uuid is null or i.message_id < $1) order by i.message_id desc limit $2`,
      [before ?? null, size],
    )
  }

  async findMessage(messageId: string): Promise<ReceivedRow | undefined> {
    const [row] = await this.#queries.query<ReceivedRow>(
      `select ${columns} from ${withNotes} where i.message_id = $1 limit 1`,
      [messageId],
    )
    return row
  }
}
