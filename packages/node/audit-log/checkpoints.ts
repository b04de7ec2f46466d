import { formatCheckpoint, type NoteSigner, signNote } from '@isthmus/protocol/log'
import type { Clock, Database, Logger, Signer } from '../platform/index.ts'
import type { AuditLog } from './audit-log.ts'

export type CheckpointParts = {
  log: AuditLog
  database: Database
  clock: Clock
  logger: Pick<Logger, 'error'>
  /** This peer's `log` key as of now. */
  signer: () => Signer
  /** Least time between two checkpoints; 500 unless said. */
  everyMs?: number
}

/** A checkpoint as a signed note (C2SP tlog-checkpoint), without cosignatures. */
export type SignedCheckpoint = { size: number; note: string }

/** A witness's signature line under a checkpoint. */
export type StoredCosignature = { size: number; witness: string; line: string }

/**
 * Signs what the log has become, soon after it has grown and at most twice a second, and keeps every checkpoint before
 * anybody sees it. Only what is durable is ever signed.
 */
export class Checkpoints {
  readonly #parts: CheckpointParts
  readonly #everyMs: number
  readonly #listeners = new Set<(checkpoint: SignedCheckpoint) => void>()
  #newest: SignedCheckpoint | undefined
  #signedAt = 0
  #timer: NodeJS.Timeout | undefined
  #signing: Promise<void> | undefined
  #stopGrown: (() => void) | undefined

  constructor(parts: CheckpointParts) {
    this.#parts = parts
    this.#everyMs = parts.everyMs ?? 500
  }

  /** Signs from now on, first what is not signed yet. */
  async start(): Promise<void> {
    const [row] = await this.#parts.database.query<{ size: bigint; note: string }>(
      `select size, note from audit_log.checkpoint where starts_with(note, $1) order by size desc limit 1`,
      [this.#firstLine],
    )
    if (row) this.#newest = { size: Number(row.size), note: row.note }
    this.#stopGrown = this.#parts.log.onGrown(() => this.#plan())
    this.#plan()
  }

  async stop(): Promise<void> {
    this.#stopGrown?.()
    this.#stopGrown = undefined
    clearTimeout(this.#timer)
    await this.#signing
  }

  get newest(): SignedCheckpoint | undefined {
    return this.#newest
  }

  onSigned(listener: (checkpoint: SignedCheckpoint) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The newest checkpoint with at least so many cosignatures under it, else the newest of all; undefined of an empty log. */
  async readPublished(cosignatures: number): Promise<SignedCheckpoint | undefined> {
    const rows = await this.#parts.database.query<{ size: bigint; note: string; lines: string }>(
      `select c.size, c.note, coalesce(string_agg(s.line, '' order by s.witness), '') as lines
         from (select * from audit_log.checkpoint where starts_with(note, $2) order by size desc limit 40) c
         left join audit_log.cosignature s on s.size = c.size
        group by c.size, c.note
        order by (count(s.size) >= $1) desc, c.size desc limit 1`,
      [cosignatures, this.#firstLine],
      'audit-log-published',
    )
    const [row] = rows
    return row && { size: Number(row.size), note: row.note + row.lines }
  }

  async addCosignature({ size, witness, line }: StoredCosignature): Promise<void> {
    await this.#parts.database.query(
      `insert into audit_log.cosignature (size, witness, at, line)
       select size, $2, $3, $4 from audit_log.checkpoint where size = $1 on conflict do nothing`,
      [size, witness, this.#parts.clock(), line],
      'audit-log-add-cosignature',
    )
  }

  /** The largest size that each witness has cosigned. */
  async readCosigned(): Promise<Map<string, number>> {
    const rows = await this.#parts.database.query<{ witness: string; size: bigint }>(
      'select witness, max(size) as size from audit_log.cosignature group by witness',
    )
    return new Map(rows.map(({ witness, size }) => [witness, Number(size)]))
  }

  /** Checkpoints of the log before, when this one was begun anew, are of another origin. */
  get #firstLine(): string {
    return `${this.#parts.log.origin}\n`
  }

  #plan(): void {
    if (this.#timer || this.#signing) return
    const waitMs = Math.max(0, this.#signedAt + this.#everyMs - Date.now())
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#signing = this.#sign().finally(() => {
        this.#signing = undefined
        if (this.#stopGrown && this.#parts.log.size > (this.#newest?.size ?? 0)) this.#plan()
      })
    }, waitMs)
    this.#timer.unref()
  }

  async #sign(): Promise<void> {
    const { log, database, clock, logger, signer } = this.#parts
    this.#signedAt = Date.now()
    const { size, root } = log.state()
    if (size <= (this.#newest?.size ?? 0)) return
    try {
      const note = await signNote(
        formatCheckpoint({ origin: log.origin, size, root, extensions: log.extensions }),
        toNoteSigner(log.origin, signer()),
      )
      await database.query(
        'insert into audit_log.checkpoint (size, root, at, note) values ($1, $2, $3, $4) on conflict do nothing',
        [size, Buffer.from(root), clock(), note],
        'audit-log-add-checkpoint',
      )
      this.#newest = { size, note }
      for (const listener of this.#listeners) listener(this.#newest)
    } catch (fault) {
      // The next growth, or the next interval, tries again; entries are durable without it.
      logger.error(
        { fault: fault instanceof Error ? fault.name : 'unknown' },
        'a checkpoint could not be signed',
      )
    }
  }
}

export function toNoteSigner(name: string, signer: Signer): NoteSigner {
  return {
    name,
    publicKey: Buffer.from(signer.publicKey, 'base64url'),
    sign: (data) => signer.sign(data),
  }
}
