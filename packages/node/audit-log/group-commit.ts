import { AsyncLocalStorage } from 'node:async_hooks'
import type { Frontier, Tile } from '@isthmus/protocol/log'
import type { Database, Queries, Transaction } from '../platform/index.ts'
import type { AuditEvent } from './audit-event.ts'
import type { CommittedEntry, EntryBox } from './entry-box.ts'
import { type EntryRow, insertRows, longestStatement } from './entry-rows.ts'
import { AuditLogError } from './errors.ts'
import type { ClearPart } from './log-entry.ts'
import { countStored, openTree } from './open-tree.ts'

/** Where an entry stands; `leafHash` (RFC 6962) in base64url. */
export type EntryReference = { index: number; leafHash: string }

/**
 * What is written in one transaction with entries. It uses that transaction and nothing else, since all other entries
 * wait for it. `settle` runs when the entries have their place; a fault of either takes back this work alone.
 */
export type LoggedWork<Result> = (transaction: Transaction) => Promise<{
  events: readonly AuditEvent[]
  result: Result
  settle?: (entries: EntryReference[], transaction: Transaction) => Promise<void>
}>

/** An entry that lacks nothing but its place. */
export type PreparedEntry = CommittedEntry & { clear: ClearPart; tag: Buffer | undefined }

type Outcome = { entries: EntryReference[]; result?: unknown }

export type Waiting = {
  entries: readonly PreparedEntry[]
  work?: LoggedWork<unknown>
  done: (outcome: Outcome) => void
  failed: (fault: unknown) => void
}

/** What a transaction has added to the tree so far. */
type Growth = { frontier: Frontier; rows: EntryRow[]; tiles: Tile[] }

type GroupCommitParts = {
  database: Database
  box: EntryBox
  frontier: Frontier
  prepare: (events: readonly AuditEvent[]) => PreparedEntry[]
  onGrown: () => void
}

/** Entries that a batch takes up before it is written. */
const longestBatch = 5_000

const isInWork = new AsyncLocalStorage<boolean>()

/** The one writer: whatever waits while a batch is being made durable is the next batch. */
export class GroupCommit {
  readonly #parts: GroupCommitParts
  #frontier: Frontier
  #waiting: Waiting[] = []
  #flushing: Promise<void> | undefined
  /** Whether the last transaction may have been committed although it failed. */
  #isUncertain = false

  constructor(parts: GroupCommitParts) {
    this.#parts = parts
    this.#frontier = parts.frontier
  }

  /** The tree over all that is durable; not to be appended to. */
  get frontier(): Frontier {
    return this.#frontier
  }

  enqueue(waiting: Omit<Waiting, 'done' | 'failed'>): Promise<Outcome> {
    if (isInWork.getStore()) {
      const remedy = 'this is a fault of the program: a work gives its events back'
      return Promise.reject(new AuditLogError('LOG_REENTERED', 'a work waits for another entry', { remedy }))
    }
    return new Promise((done, failed) => {
      this.#waiting.push({ ...waiting, done, failed })
      this.#flushing ??= this.#flush()
    })
  }

  /** Resolves when nothing waits any more. */
  async settle(): Promise<void> {
    while (this.#flushing) await this.#flushing
  }

  /** One transaction of its own, for as many entries as there are; for the start, when nothing waits yet. */
  async writeAtOnce(
    work: (
      transaction: Transaction,
      write: (entries: readonly PreparedEntry[]) => Promise<void>,
    ) => Promise<void>,
  ): Promise<void> {
    const growth = { frontier: this.#frontier.clone(), rows: [], tiles: [] }
    await this.#parts.database.transact((transaction) =>
      work(transaction, async (entries) => {
        this.#add(growth, entries)
        await insertGrowth(transaction, growth)
      }),
    )
    this.#frontier = growth.frontier
  }

  async #flush(): Promise<void> {
    // What is appended in this turn of the loop is one batch.
    await new Promise(setImmediate)
    while (this.#waiting.length > 0) {
      const batch = this.#takeBatch()
      try {
        await this.#write(batch)
        this.#parts.onGrown()
      } catch (fault) {
        this.#isUncertain = true
        for (const waiting of batch) waiting.failed(fault)
      }
    }
    this.#flushing = undefined
  }

  #takeBatch(): Waiting[] {
    let entries = 0
    let count = 0
    while (count < this.#waiting.length && entries < longestBatch) {
      entries += Math.max(this.#waiting[count]?.entries.length ?? 0, 1)
      count += 1
    }
    return this.#waiting.splice(0, count)
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    const { database } = this.#parts
    if (this.#isUncertain) this.#frontier = await openTree(database, await countStored(database))
    this.#isUncertain = false
    const [first] = batch
    if (first?.work && batch.length === 1) return this.#writeAlone(first, first.work)
    const growth: Growth = { frontier: this.#frontier.clone(), rows: [], tiles: [] }
    const settled: (() => void)[] = []
    if (batch.some(({ work }) => work)) {
      await database.transact(async (transaction) => {
        for (const waiting of batch) {
          const outcome = await this.#enter(waiting, growth, transaction)
          settled.push(outcome)
        }
        await insertGrowth(transaction, growth)
      })
    } else {
      for (const { entries, done } of batch) {
        const references = this.#add(growth, entries)
        settled.push(() => done({ entries: references }))
      }
      await insertDurably(database, growth)
    }
    this.#frontier = growth.frontier
    for (const tell of settled) tell()
  }

  /** Nothing else is in the transaction that would have to be kept from a fault of the work. */
  async #writeAlone({ done, failed }: Waiting, work: LoggedWork<unknown>): Promise<void> {
    const growth: Growth = { frontier: this.#frontier.clone(), rows: [], tiles: [] }
    let outcome: Outcome | undefined
    try {
      outcome = await this.#parts.database.transact(async (transaction) => {
        const performed = await isInWork.run(true, () => this.#perform(work, growth, transaction))
        outcome = performed
        await insertGrowth(transaction, growth)
        return performed
      })
    } catch (fault) {
      // Of the work itself: no commit was tried, so the tree is what it was.
      if (outcome) throw fault
      return failed(fault)
    }
    this.#frontier = growth.frontier
    done(outcome)
  }

  /** Adds what waits to the growth; what tells it how that ended, once all is durable. */
  async #enter(waiting: Waiting, growth: Growth, transaction: Transaction): Promise<() => void> {
    const { work, done, failed } = waiting
    if (!work) {
      const entries = this.#add(growth, waiting.entries)
      return () => done({ entries })
    }
    const before = {
      ...growth,
      frontier: growth.frontier.clone(),
      rows: growth.rows.length,
      tiles: growth.tiles.length,
    }
    await transaction.query('savepoint logged_work')
    try {
      const outcome = await isInWork.run(true, () => this.#perform(work, growth, transaction))
      await transaction.query('release savepoint logged_work')
      return () => done(outcome)
    } catch (fault) {
      growth.frontier = before.frontier
      growth.rows.length = before.rows
      growth.tiles.length = before.tiles
      // Without a connection this fails too, and with it the whole batch.
      await transaction.query('rollback to savepoint logged_work')
      return () => failed(fault)
    }
  }

  async #perform(work: LoggedWork<unknown>, growth: Growth, transaction: Transaction): Promise<Outcome> {
    const { events, result, settle } = await work(transaction)
    const entries = this.#add(growth, this.#parts.prepare(events))
    await settle?.(entries, transaction)
    return { entries, result }
  }

  #add(growth: Growth, entries: readonly PreparedEntry[]): EntryReference[] {
    return entries.map(({ opening, leaf, leafHash, clear, tag }) => {
      const index = growth.frontier.size
      growth.tiles.push(...growth.frontier.append(leafHash))
      growth.rows.push({ index, clear, tag, leaf, sealed: this.#parts.box.seal(index, opening) })
      return { index, leafHash: leafHash.toString('base64url') }
    })
  }
}

async function insertDurably(database: Database, growth: Growth): Promise<void> {
  if (growth.rows.length <= longestStatement) return insertGrowth(database, growth)
  await database.transact((transaction) => insertGrowth(transaction, growth))
}

async function insertGrowth(queries: Queries, growth: Growth): Promise<void> {
  const { rows, tiles } = growth
  for (let from = 0; from < rows.length; from += longestStatement) {
    await insertRows(queries, rows.slice(from, from + longestStatement), from === 0 ? tiles : [])
  }
  growth.rows = []
  growth.tiles = []
}
