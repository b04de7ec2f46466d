import { randomUUID } from 'node:crypto'
import type { AuditLog } from '../audit-log/index.ts'
import type { Transcript } from '../exchange/index.ts'
import { type Clock, type Database, type Logger, packBytes } from '../platform/index.ts'
import { type KeptTranscript, TranscriptBox } from './transcript-box.ts'

export type TranscriptParts = {
  database: Database
  auditLog: Pick<AuditLog, 'append'>
  /** The keystore's `transcript` key, 32 bytes. */
  key: Buffer
  /** How many days a transcript is kept; 0: none ever is. */
  days: number
  clock: Clock
  logger: Pick<Logger, 'error'>
}

const dayMs = 86_400_000
const mostWaiting = 5_000
const mostAtOnce = 200

/**
 * Keeps what proves an exchange, sealed, for a few weeks. It never holds up an exchange: rows are written in batches
 * behind it, and when too many wait, the newest are not kept; the log still proves that there was an exchange.
 */
export class Transcripts {
  readonly #parts: TranscriptParts
  readonly #box: TranscriptBox
  readonly #waiting: Transcript[] = []
  #writing: Promise<void> | undefined

  constructor(parts: TranscriptParts) {
    this.#parts = parts
    this.#box = new TranscriptBox(parts.key)
  }

  /** Never throws. */
  keep(transcript: Transcript): void {
    if (this.#parts.days === 0 || this.#waiting.length >= mostWaiting) return
    this.#waiting.push(transcript)
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined
    })
  }

  /** Resolves when nothing waits any more. */
  async settle(): Promise<void> {
    while (this.#writing) await this.#writing
  }

  /** Erases transcripts whose time is over, with an entry when there were any; gives how many. */
  async sweep(): Promise<number> {
    const today = this.#parts.clock().toISOString().slice(0, 10)
    const [row] = await this.#parts.database.query<{ erased: bigint }>(
      `with erased as (delete from evidence.transcript where erase_on <= $1::date returning 1)
       select count(*) as erased from erased`,
      [today],
    )
    const erased = Number(row?.erased ?? 0)
    if (erased > 0)
      await this.#parts.auditLog.append({
        event: 'evidence.erased',
        operation: 'erasure',
        correlationId: randomUUID(),
        outcome: 'done',
        detail: { transcripts: erased },
      })
    return erased
  }

  /** Erases what is kept of one exchange, by order, with an entry when there was any; gives how many. */
  async erase(correlationId: string): Promise<number> {
    await this.settle()
    const rows = await this.#parts.database.query(
      'delete from evidence.transcript where correlation_id = $1 returning id',
      [correlationId],
    )
    if (rows.length > 0)
      await this.#parts.auditLog.append({
        ...{ event: 'evidence.erased', operation: 'erasure', correlationId: randomUUID(), outcome: 'done' },
        detail: { transcripts: rows.length, of: correlationId },
      })
    return rows.length
  }

  /** Of one exchange, in the order in which they were kept. */
  async list(correlationId: string): Promise<KeptTranscript[]> {
    await this.settle()
    const rows = await this.#parts.database.query<{
      message_id: string
      direction: 'sent' | 'received'
      sealed: Buffer
    }>(
      'select message_id, direction, sealed from evidence.transcript where correlation_id = $1 order by id limit 1000',
      [correlationId],
    )
    return rows.map(({ message_id: messageId, direction, sealed }) =>
      this.#box.open({ correlationId, messageId, direction }, sealed),
    )
  }

  async #write(): Promise<void> {
    // Lets an exchange that ends with many others in the same moment go first.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, mostAtOnce)
      await this.#insert(batch).catch(() =>
        this.#parts.logger.error('transcripts could not be written; exchanges go on without them'),
      )
    }
  }

  async #insert(batch: readonly Transcript[]): Promise<void> {
    const { database, days, clock } = this.#parts
    const sealed = packBytes(batch.map((transcript) => this.#box.seal(transcript)))
    const eraseOn = new Date(clock().getTime() + days * dayMs).toISOString().slice(0, 10)
    await database.query(
      `insert into evidence.transcript (correlation_id, message_id, counterpart, direction, at, erase_on, sealed)
       select c, m, p, d, t, $6::date, substring($7::bytea from s for l)
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $8::int[], $9::int[])
              as k (c, m, p, d, t, s, l)`,
      [
        batch.map(({ correlationId }) => correlationId),
        batch.map(({ messageId }) => messageId),
        batch.map(({ counterpart }) => counterpart),
        batch.map(({ direction }) => direction),
        batch.map(({ at }) => at.toISOString()),
        eraseOn,
        sealed.bytes,
        ...[sealed.starts, sealed.lengths],
      ],
      'evidence-transcript-insert',
    )
  }
}
