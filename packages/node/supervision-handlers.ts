import type {
  AnomalyAnswer,
  AnomalyNote,
  IncidentNote,
  OversightNameRequest,
  ProtectedName,
  ReconciliationRequest,
} from '@isthmus/contract'
import type { Call, Handlers } from './api.ts'
import { type Admitted, toActor } from './guards.ts'
import { handleIncident, type IncidentQuery, type IncidentRoom, listIncidents } from './incident/index.ts'
import {
  type ActQuery,
  answerQuestion,
  exportLines,
  exportTable,
  handleAnomaly,
  listActs,
  listAnomalies,
  listOwnActs,
  type OversightRoom,
  parseWindow,
  protectName,
  showAct,
  summariseActs,
  tellName,
  type Viewer,
} from './oversight/index.ts'
import type { Clock } from './platform/index.ts'
import type { Policy } from './policy/index.ts'
import { listRuns, type ReconciliationRoom, reconcile } from './reconciliation/index.ts'
import type { Trust } from './trust/index.ts'

export type SupervisedParts = {
  incident: IncidentRoom
  oversight: OversightRoom
  reconciliation: ReconciliationRoom
  policy: Policy
  trust: Trust
  clock: Clock
}

type HandlersOf<Room extends string> = Pick<Handlers, Extract<keyof Handlers, `${Room}.${string}`>>

export function incidentHandlers({ incident }: SupervisedParts): HandlersOf<'incident'> {
  const noteOf = (body: unknown): string => (body as IncidentNote).note
  return {
    'incident.list': ({ query }) => listIncidents(incident, toIncidentQuery(query)),
    'incident.acknowledge': ({ officer, id, body }) =>
      handleIncident(incident, toActor(officer), { id, state: 'acknowledged', note: noteOf(body) }),
    'incident.close': ({ officer, id, body }) =>
      handleIncident(incident, toActor(officer), { id, state: 'closed', note: noteOf(body) }),
  }
}

export function oversightHandlers(parts: SupervisedParts): HandlersOf<'oversight'> {
  const { oversight: room, clock } = parts
  const viewer = ({ officer }: Call) => toViewer(parts, officer)
  const window = ({ query }: Call) => parseWindow(query, clock())
  return {
    'oversight.summary': (call) => summariseActs(room, viewer(call), window(call)),
    'oversight.acts': (call) =>
      listActs(room, viewer(call), { window: window(call), query: toActQuery(call.query) }),
    'oversight.act': (call) => showAct(room, viewer(call), call.id),
    'oversight.own': ({ officer, query }) => listOwnActs(room, officer, toActQuery(query).before),
    'oversight.name': (call) => tellName(room, viewer(call), call.body as OversightNameRequest),
    'oversight.lines': (call) => exportLines(room, viewer(call), window(call)),
    'oversight.table': (call) => exportTable(room, viewer(call), window(call)),
    'oversight.anomalies': (call) => listAnomalies(room, viewer(call), window(call)),
    'oversight.handle': (call) => handleAnomaly(room, viewer(call), call.body as AnomalyNote),
    'oversight.answer': ({ officer, body }) => answerQuestion(room, officer, body as AnomalyAnswer),
    'oversight.protect': (call) => protectName(room, viewer(call), call.body as ProtectedName),
  }
}

export function reconciliationHandlers({ reconciliation }: SupervisedParts): HandlersOf<'reconciliation'> {
  return {
    'reconciliation.list': () => listRuns(reconciliation),
    'reconciliation.start': ({ officer, body, signal }) => {
      const { peerId, from, to } = body as ReconciliationRequest
      const window = { ...(from ? { from: new Date(from) } : {}), ...(to ? { to: new Date(to) } : {}) }
      return reconcile(reconciliation, { peerId, ...window, actor: toActor(officer) }, signal)
    },
  }
}

function toViewer({ policy, trust }: SupervisedParts, { id, statement, organisation }: Admitted): Viewer {
  const peer = { id: trust.self.id, owner: trust.self.owner }
  const { allowed: wholePeer } = policy.maySuperviseWholePeer(statement, organisation, peer)
  return { id, statement, organisation, wholePeer }
}

function toActQuery({ pseudonym, purpose, event, before }: Call['query']): ActQuery {
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' && /^[A-Za-z0-9._-]{1,64}$/.test(value) ? value : undefined
  const given = { pseudonym: text(pseudonym), purpose: text(purpose), event: text(event) }
  return {
    ...(given.pseudonym ? { pseudonym: given.pseudonym } : {}),
    ...(given.purpose ? { purpose: given.purpose } : {}),
    ...(given.event ? { event: given.event } : {}),
    ...(typeof before === 'string' && /^\d{1,15}$/.test(before) ? { before: Number(before) } : {}),
  }
}

function toIncidentQuery({ state, before }: Call['query']): IncidentQuery {
  return {
    ...(state === 'open' || state === 'acknowledged' || state === 'closed' || state === 'all'
      ? { state }
      : {}),
    ...(typeof before === 'string' && /^\d{1,15}$/.test(before) ? { before: Number(before) } : {}),
  }
}
