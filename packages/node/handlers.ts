import type {
  BatchRequest,
  LinkageDecision,
  LinkageRequest,
  PeerConfig,
  PeerStatus,
  SearchRequest,
  Session,
} from '@isthmus/contract'
import type { Call, Handlers } from './api.ts'
import { attachmentHandlers } from './attachment-handlers.ts'
import type { AuditLog, AuditLogReader, Checkpoints } from './audit-log/index.ts'
import { listCatalogue, toDcat } from './catalogue/index.ts'
import type { EvidenceRoom } from './evidence/index.ts'
import { evidenceHandlers } from './evidence-handlers.ts'
import type { Messages } from './exchange/index.ts'
import { type Admitted, toActor } from './guards.ts'
import type { IncidentRoom } from './incident/index.ts'
import type { IndexRuns } from './index-runs.ts'
import type { OpenSources, SourceBounds } from './intake/index.ts'
import { decidePair, type LinkageRoom, type PairQuery, showPair, startLinkage } from './linkage/index.ts'
import type { LinkageRuns } from './linkage-runs.ts'
import { logHandlers } from './log-handlers.ts'
import { messageHandlers } from './message-handlers.ts'
import { noticeHandlers } from './notice-handlers.ts'
import type { Notifications } from './notification/index.ts'
import type { OversightRoom } from './oversight/index.ts'
import { type PasskeyParts, passkeyHandlers } from './passkey-handlers.ts'
import type { Clock, Database } from './platform/index.ts'
import type { Policy } from './policy/index.ts'
import type { ReconciliationRoom } from './reconciliation/index.ts'
import {
  type AskingOfficer,
  type AskParts,
  askBatch,
  askSearch,
  type SourceDirectory,
} from './search/index.ts'
import { sourceHandlers } from './source-handlers.ts'
import { incidentHandlers, oversightHandlers, reconciliationHandlers } from './supervision-handlers.ts'
import type { Trust, TrustRoom } from './trust/index.ts'
import { createTrustHandlers } from './trust-handlers.ts'

export type HandlerParts = PasskeyParts & {
  config: PeerConfig
  /** What an operator may connect. */
  bounds: SourceBounds
  database: Database
  trust: Trust
  trustRoom: TrustRoom
  policy: Policy
  auditLog: AuditLog
  auditReader: AuditLogReader
  checkpoints: Checkpoints
  evidence: EvidenceRoom
  commitmentKey: Buffer
  sources: OpenSources
  indexRuns: IndexRuns
  incident: IncidentRoom
  notifications: Notifications
  messages: Messages
  oversight: OversightRoom
  reconciliation: ReconciliationRoom
  linkage: LinkageRoom
  linkageRuns: LinkageRuns
  directory: SourceDirectory
  ask: AskParts
  clock: Clock
  version: string
  startedAt: Date
}

const historyPage = 50

/** What answers each operation of the contract, one line each; the guards have run before. */
export function createHandlers(parts: HandlerParts): Handlers {
  const { auditReader } = parts
  return {
    'session.get': async ({ officer }) => toSession(parts, officer),
    'search.ask': ({ officer, body }) => askSearch(parts.ask, toAsking(officer), body as SearchRequest),
    'search.batch': ({ officer, body }) => askBatch(parts.ask, toAsking(officer), body as BatchRequest),
    'search.history': async ({ officer, query }) =>
      auditReader.listSearches(officer.id, { size: historyPage, ...beforeOf(query) }),
    'catalogue.list': async () => listCatalogue(parts.directory),
    'catalogue.describe': async () => toDcat(await listCatalogue(parts.directory), parts.config.publicUrl),
    'peer.status': async () => toStatus(parts, auditReader),
    ...sourceHandlers(parts),
    ...linkageHandlers(parts),
    ...logHandlers(parts),
    ...messageHandlers(parts),
    ...attachmentHandlers(parts),
    ...incidentHandlers(parts),
    ...noticeHandlers(parts),
    ...passkeyHandlers(parts),
    ...oversightHandlers(parts),
    ...reconciliationHandlers(parts),
    ...evidenceHandlers(parts),
    ...createTrustHandlers(parts.trustRoom),
  }
}

function linkageHandlers({
  linkage,
  linkageRuns,
}: HandlerParts): Pick<Handlers, Extract<keyof Handlers, `linkage.${string}`>> {
  const { reader } = linkage
  return {
    'linkage.start': async ({ officer, body }) => {
      const run = await startLinkage(linkage, toAsking(officer), body as LinkageRequest)
      return linkageRuns.start(run, toActor(officer))
    },
    'linkage.runs': async () => ({ runs: await reader.listRuns() }),
    'linkage.cancel': ({ officer, id }) => linkageRuns.cancel(id, toActor(officer)),
    'linkage.pairs': ({ id, query }) => reader.listPairs(id, toPairQuery(query)),
    'linkage.pair': ({ officer, id, signal }) => showPair(linkage, toAsking(officer), { id, signal }),
    'linkage.decide': ({ officer, id, body }) =>
      decidePair(linkage, toAsking(officer), { id, decision: body as LinkageDecision }),
  }
}

function toAsking({ id, statement, organisation }: Admitted): AskingOfficer {
  return { id, statement, organisation }
}

function toSession({ trust, policy, config }: HandlerParts, officer: Admitted): Session {
  return {
    officer: {
      name: officer.name,
      role: officer.statement.role,
      ...(officer.unit ? { unit: officer.unit } : {}),
    },
    organisation: officer.organisation,
    peer: { id: trust.self.id, name: trust.self.name },
    demo: config.mode === 'demo',
    purposes: policy.purposesOf(officer.statement, officer.organisation),
  }
}

async function toStatus(parts: HandlerParts, auditReader: AuditLogReader): Promise<PeerStatus> {
  const { trust, directory } = parts
  await directory.refresh()
  return {
    peerId: trust.self.id,
    name: trust.self.name,
    version: parts.version,
    mode: parts.config.mode,
    startedAt: parts.startedAt.toISOString(),
    memoryMb: Math.round(process.memoryUsage.rss() / 1_048_576),
    auditEntries: await auditReader.countEntries(),
    trustList: { version: trust.list.version, expiresAt: trust.list.expiresAt },
    peers: directory.listPeers().map(({ id, name, state }) => ({ id, name, state })),
  }
}

function toPairQuery({ state, after }: Call['query']): PairQuery {
  return {
    ...(state === 'undecided' || state === 'same' || state === 'different' || state === 'all'
      ? { state }
      : {}),
    ...(typeof after === 'string' && /^\d{1,10}$/.test(after) ? { after: Number(after) } : {}),
  }
}

function beforeOf(query: Call['query']): { before?: bigint } {
  const { before } = query
  return typeof before === 'string' && /^\d{1,18}$/.test(before) ? { before: BigInt(before) } : {}
}
