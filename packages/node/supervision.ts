import type { AuditLog, AuditLogReader } from './audit-log/index.ts'
import { type Answerers, OutboxReader, type PeerClient } from './exchange/index.ts'
import { pseudonymOf } from './guards.ts'
import type { FindContact, Incidents } from './incident/index.ts'
import { createLogJobs } from './log-jobs.ts'
import { OversightRoom } from './oversight/index.ts'
import { type Clock, type Database, type Keystore, type Logger, Schedule } from './platform/index.ts'
import type { Policy } from './policy/index.ts'
import {
  answerReconcile,
  ReceiptWatch,
  ReconciliationReader,
  type ReconciliationRoom,
  ReconciliationTransactor,
  reconcileAll,
} from './reconciliation/index.ts'
import type { AskParts } from './search/index.ts'
import type { Trust } from './trust/index.ts'
import { findPeerOfLog, type WitnessRoom } from './witness/index.ts'

export type SupervisionParts = {
  database: Database
  auditLog: AuditLog
  auditReader: AuditLogReader
  incidents: Incidents
  keystore: Keystore
  peerClient: PeerClient
  policy: Policy
  trust: Trust
  witness: WitnessRoom
  clock: Clock
  logger: Logger
}

export type Supervision = {
  oversight: OversightRoom
  reconciliation: ReconciliationRoom
  receiptWatch: ReceiptWatch
  /** The peer's recurring jobs; every room that has one adds it here. */
  schedule: Schedule
}

const dayMs = 86_400_000

/** The rooms in which the peer looks at itself: who asked what, whether the logs agree, and what is done every day. */
export async function openSupervision(parts: SupervisionParts): Promise<Supervision> {
  const { database, keystore, trust, witness, clock } = parts
  const pseudonymKey = keystore.readOrCreate('pseudonym')
  const oversight = await OversightRoom.open({
    ...parts,
    key: keystore.readOrCreate('oversight'),
    pseudonymOf: (officerId) => pseudonymOf(pseudonymKey, officerId),
    listHosts: () => trust.self.hosts,
  })
  const transactor = new ReconciliationTransactor(database)
  await transactor.markInterrupted(clock())
  const reconciliation: ReconciliationRoom = {
    ...parts,
    outboxReader: new OutboxReader(database),
    reader: new ReconciliationReader(database),
    transactor,
    openLog: witness.openLog,
    observe: (note) => witness.views.observe(note),
    isLogOf: (peerId, origin) => findPeerOfLog(trust, origin)?.id === peerId,
    random: Math.random,
  }
  const schedule = new Schedule(parts)
  schedule.add({
    name: 'reconcile-logs',
    everyMs: dayMs,
    run: (signal) => reconcileAll(reconciliation, signal),
  })
  schedule.add({
    name: 'look-for-probing',
    everyMs: dayMs,
    run: () => oversight.reportProbing(parts.incidents),
  })
  for (const job of createLogJobs(parts)) schedule.add(job)
  return { oversight, reconciliation, receiptWatch: new ReceiptWatch(reconciliation), schedule }
}

export function reconcileAnswerers(
  { reconciliation }: Supervision,
  { policy }: { policy: Policy },
): Pick<Answerers, 'reconcile.ask'> {
  const listUndelivered = (peerId: string) => reconciliation.outboxReader.listUndelivered(peerId)
  const telling = { ...reconciliation, policy, listUndelivered }
  return {
    'reconcile.ask': {
      answerKind: 'reconcile.answer',
      answer: (content, asker, signal) => answerReconcile(telling, { content, asker }, signal),
    },
  }
}

/** What a search does to be supervised: it says when somebody's own name, a colleague's or a protected one is asked. */
export function watching({ oversight }: Supervision): Required<Pick<AskParts, 'findWatchedKind'>> {
  return { findWatchedKind: (officerId, subject) => oversight.findWatchedKind(officerId, subject) }
}

export function contactsOf(trust: Trust): FindContact {
  return (peerId) => {
    const peer = trust.findPeer(peerId)
    if (!peer) return undefined
    const organisation = trust.findOrganisation(peer.owner)
    return { name: peer.name, ...(organisation ? { organisation } : {}) }
  }
}
