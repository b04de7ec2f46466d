import type { ReconcileEntry, ReconciliationRun } from '@isthmus/contract'
import type { AuditLog, AuditLogReader } from '../audit-log/index.ts'
import type { OutboxReader, PeerClient } from '../exchange/index.ts'
import type { Incidents } from '../incident/index.ts'
import type { Clock } from '../platform/index.ts'
import type { Trust } from '../trust/index.ts'
import type { PeerLog } from '../witness/index.ts'
import type { ReconciliationReader, StoredRun } from './reader.ts'
import type { ReconciliationTransactor } from './transactor.ts'

export type ReconciliationRoom = {
  auditLog: AuditLog
  auditReader: AuditLogReader
  outboxReader: Pick<OutboxReader, 'findMessage' | 'listUndelivered' | 'listReceipts' | 'readReceipts'>
  peerClient: Pick<PeerClient, 'ask'>
  incidents: Pick<Incidents, 'raise'>
  trust: Trust
  reader: ReconciliationReader
  transactor: ReconciliationTransactor
  /** The log of another peer as it shows it now. */
  openLog: (peerId: string) => Promise<PeerLog>
  /** Compares a checkpoint with what witnesses have seen of that log. */
  observe: (note: string) => Promise<void>
  /** Whether a log of that origin is the peer's. */
  isLogOf: (peerId: string, origin: string) => boolean
  /** From 0 to 1. */
  random: () => number
  clock: Clock
}

/** What is younger may be under way, and is left to the next comparison. */
export const toleranceMs = 10 * 60_000

/** Entries of one message may lie that far outside the window. */
export const marginMs = 15 * 60_000

export type Side = { entries: ReconcileEntry[]; excused: Set<string> }

export function withPeerName(
  { trust }: Pick<ReconciliationRoom, 'trust'>,
  run: StoredRun,
): ReconciliationRun {
  const name = trust.findPeer(run.peerId)?.name
  return { ...run, ...(name === undefined ? {} : { peerName: name }) }
}
