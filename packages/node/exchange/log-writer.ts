import type { AuditEvent } from '../audit-log/index.ts'
import type { Transaction } from '../platform/index.ts'

/** Where an entry stands in this peer's log; `leafHash` in base64url. */
export type EntryPlace = { index: number; leafHash: string }

/** What is to be committed together: rows, entries, and what depends on where the entries stand. */
export type LoggedWork<Result> = {
  events: readonly AuditEvent[]
  result: Result
  /** Runs in the same transaction once the entries, in the order of `events`, have their place. */
  settle?: (entries: readonly EntryPlace[], transaction: Transaction) => Promise<void>
}

/** Commits work and its entries in one transaction, or neither. */
export type LogWriter = {
  append: (...events: AuditEvent[]) => Promise<unknown>
  appendWith: <Result>(work: (transaction: Transaction) => Promise<LoggedWork<Result>>) => Promise<Result>
}
