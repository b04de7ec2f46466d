import { type KeyObject, randomUUID } from 'node:crypto'
import { findLogName, parseCheckpoint } from '@isthmus/protocol/log'
import type { Clock, Database } from '../platform/index.ts'
import type { AuditEvent } from './audit-event.ts'
import { assertDurable } from './durability.ts'
import { EntryBox } from './entry-box.ts'
import { insertEpoch, type NewEpoch } from './epochs.ts'
import type { AuditLogError } from './errors.ts'
import { type EntryReference, GroupCommit, type LoggedWork, type PreparedEntry } from './group-commit.ts'
import { assertStorable, toClearPart, toLogEntry } from './log-entry.ts'
import { countStored, openTree } from './open-tree.ts'
import type { Retention } from './retention.ts'
import { takeOverFormerEntries } from './take-over.ts'
import { TileReader } from './tile-reader.ts'
import { type VerifiedRows, type VerifyOptions, verifyNewest, verifyRows } from './verify-rows.ts'

export type AuditLogOptions = {
  clock: Clock
  /** The keystore's `audit-log` key, 32 bytes. */
  key: Buffer
  /** As `readLogIdentity` gives it. */
  origin: string
  extensions?: readonly string[]
  /** Public halves of this peer's `log` keys, those of the past too: one of them has signed each checkpoint. */
  logKeys: () => readonly KeyObject[]
  /** How long entries are kept where the law names no other term; `three-years` unless said. */
  standardRetention?: Retention
}

/**
 * The peer's log, and its one writer (the process that holds the database lock). What `append` or `appendWith` has
 * acknowledged is durable.
 */
export class AuditLog {
  readonly origin: string
  /** Lines that each checkpoint of this log carries. */
  readonly extensions: readonly string[]
  readonly peerId: string
  readonly box: EntryBox
  readonly tiles: TileReader
  readonly #database: Database
  readonly #options: AuditLogOptions
  readonly #commit: GroupCommit
  readonly #listeners = new Set<() => void>()
  #frozen: AuditLogError | undefined

  private constructor(database: Database, options: AuditLogOptions, commit: (log: AuditLog) => GroupCommit) {
    this.origin = options.origin
    this.extensions = options.extensions ?? []
    this.peerId = findLogName(options.origin)?.peerId ?? ''
    this.box = new EntryBox(options.key)
    this.#database = database
    this.#options = options
    this.#commit = commit(this)
    this.tiles = new TileReader(database, () => this.#commit.frontier)
  }

  /**
   * Rebuilds the tree from the rows, and takes over what former versions wrote. Throws AuditLogError LOG_DOCTORED when the
   * rows or checkpoints are not those that were written, LOG_NOT_DURABLE when PostgreSQL may lose what it acknowledged.
   */
  static async open(database: Database, options: AuditLogOptions): Promise<AuditLog> {
    await assertDurable(database)
    const frontier = await openTree(database, await countStored(database))
    const log = new AuditLog(
      database,
      options,
      (self) =>
        new GroupCommit({
          database,
          box: self.box,
          frontier,
          prepare: (events) => self.#prepare(events),
          onGrown: () => self.#tellGrown(),
        }),
    )
    await verifyNewest(database, log.box, { logKeys: options.logKeys() })
    await takeOverFormerEntries(log.#commit, (event, at) => log.#prepareOne(event, at))
    return log
  }

  /** How many entries are durable, and the root over them. */
  state(): { size: number; root: Uint8Array } {
    const { frontier } = this.#commit
    return { size: frontier.size, root: frontier.root() }
  }

  get size(): number {
    return this.#commit.frontier.size
  }

  /** Calls `listener` after every batch; gives what ends that. */
  onGrown(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** All of the events, one after the other, or none. Throws AuditLogError ENTRY_INVALID. */
  async append(...events: AuditEvent[]): Promise<EntryReference[]> {
    if (events.length === 0) return []
    if (this.#frozen) throw this.#frozen
    const { entries } = await this.#commit.enqueue({ entries: this.#prepare(events) })
    return entries
  }

  /** Commits the work and its entries in one transaction, with whatever else waits. */
  async appendWith<Result>(work: LoggedWork<Result>): Promise<Result> {
    if (this.#frozen) throw this.#frozen
    const { result } = await this.#commit.enqueue({ entries: [], work })
    // The outcome of this very work.
    return result as Result
  }

  /** Nothing is appended any more, so that nothing is done any more: each attempt throws `fault`. */
  freeze(fault: AuditLogError): void {
    this.#frozen ??= fault
  }

  get isFrozen(): boolean {
    return this.#frozen !== undefined
  }

  /**
   * States that an old backup was restored: the entries go on as another log, and the first of it says what is lost. Its name
   * is used from the next start on.
   */
  beginAnew(epoch: NewEpoch): Promise<void> {
    const former = parseCheckpoint(epoch.witnessed)
    const detail = {
      ...{ epoch: epoch.number, fromSize: epoch.fromSize, former: former.origin },
      ...{ witnessedSize: former.size, witnessedRoot: Buffer.from(former.root).toString('base64url') },
    }
    return this.appendWith(async (transaction) => {
      await insertEpoch(transaction, epoch, this.#options.clock())
      const stated = { event: 'audit-log.begun-anew', operation: 'config', outcome: 'done' } as const
      const event = { ...stated, correlationId: randomUUID(), reason: epoch.reason, detail }
      return { events: [event], result: undefined }
    })
  }

  /** Every row and checkpoint, beside appends. Throws AuditLogError LOG_DOCTORED with the place. */
  verify(options: Omit<VerifyOptions, 'logKeys'> = {}): Promise<VerifiedRows> {
    return verifyRows(this.#database, this.box, { ...options, logKeys: this.#options.logKeys() })
  }

  /** Resolves when nothing waits any more. */
  settle(): Promise<void> {
    return this.#commit.settle()
  }

  #prepare(events: readonly AuditEvent[]): PreparedEntry[] {
    const at = this.#options.clock()
    return events.map((event) => this.#prepareOne(event, at))
  }

  #prepareOne(event: AuditEvent, at: Date): PreparedEntry {
    const standardRetention = this.#options.standardRetention ?? 'three-years'
    const entry = toLogEntry(event, { at, peer: this.peerId, standardRetention })
    const clear = toClearPart(entry)
    assertStorable(clear)
    const tag = entry.actor && this.box.tagOf(entry.actor.id)
    return { ...this.box.commit(entry), clear, tag }
  }

  #tellGrown(): void {
    for (const listener of this.#listeners) listener()
  }
}
