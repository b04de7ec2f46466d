import {
  AuditLog,
  type AuditLogOptions,
  AuditLogReader,
  type EntryFilter,
  type LoggedEntry,
} from '@isthmus/node/audit-log'
import type { Clock, Database, Queries } from '@isthmus/node/platform'

/** The key of logs that tests open themselves. */
export const testLogKey = Buffer.alloc(32, 11)

export function openTestLog(
  database: Database,
  clock: Clock = () => new Date(),
  options: Partial<AuditLogOptions> = {},
): Promise<AuditLog> {
  const origin = 'isthmus.eu/test/north'
  return AuditLog.open(database, { clock, key: testLogKey, origin, logKeys: () => [], ...options })
}

/** What a test sees of an entry: its readable part and its index. */
export type TestEntry = NonNullable<LoggedEntry['entry']> & { index: number }

/** Entries of a log, by index; `key` is that of the peer's keystore. */
export async function readTestEntries(
  queries: Queries,
  key: Buffer,
  filter: EntryFilter = {},
): Promise<TestEntry[]> {
  const entries = await new AuditLogReader(queries, key).readEntries({ limit: 100_000, ...filter })
  return entries.flatMap(({ entry, index }) => (entry ? [{ ...entry, index }] : []))
}
