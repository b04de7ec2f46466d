import { randomUUID } from 'node:crypto'
import type { LogErased, LogErasure, LogErasureOrder, LogHold } from '@isthmus/contract'
import type { Call, Handlers } from './api.ts'
import {
  type AuditEvent,
  type AuditLog,
  AuditLogError,
  type AuditLogReader,
  type Checkpoints,
  confirmErasure,
  getErasure,
  holdEntries,
  listErasures,
  listHolds,
  orderErasure,
  previewErasure,
  proveConsistency,
  proveEntry,
  readCheckpointNote,
  readTilePath,
  withdrawErasure,
} from './audit-log/index.ts'
import type { Transcripts } from './evidence/index.ts'
import { GuardError, recordRefused, toActor } from './guards.ts'
import type { Policy } from './policy/index.ts'
import type { Trust } from './trust/index.ts'
import { requiredOf } from './witness/index.ts'

export type LogHandlerParts = {
  auditLog: AuditLog
  auditReader: AuditLogReader
  checkpoints: Checkpoints
  trust: Trust
  policy: Policy
  evidence: { transcripts: Pick<Transcripts, 'erase'> }
}

/** Entries that one export call hands out at most: an entry bundle. */
const longestExport = 256

type LogHandlers = Pick<Handlers, Extract<keyof Handlers, `audit-log.${string}`>>
type ErasureOperation =
  | 'audit-log.erase'
  | 'audit-log.erasures'
  | 'audit-log.preview'
  | 'audit-log.confirm'
  | 'audit-log.withdraw'
  | 'audit-log.hold'
  | 'audit-log.holds'

export function logHandlers(parts: LogHandlerParts): LogHandlers {
  return { ...proofHandlers(parts), ...erasureHandlers(parts) }
}

function proofHandlers({
  auditLog,
  auditReader,
  checkpoints,
  trust,
}: LogHandlerParts): Omit<LogHandlers, ErasureOperation> {
  return {
    'audit-log.checkpoint': () => readCheckpointNote(checkpoints, requiredOf(trust)),
    'audit-log.tile': ({ params }) => readTilePath(auditLog, `tile/${params['*'] ?? ''}`),
    'audit-log.prove': async ({ params }) => {
      const checkpoint = await checkpoints.readPublished(requiredOf(trust))
      if (!checkpoint) throw unknownPosition()
      return proveEntry(auditLog, toPosition(params.id), checkpoint)
    },
    'audit-log.compare': async ({ query }) => {
      const [from, to] = [toPosition(query.from), toPosition(query.to)]
      return { origin: auditLog.origin, from, to, path: await proveConsistency(auditLog, from, to) }
    },
    'audit-log.export': async ({ officer, query }) => {
      const from = toPosition(query.from)
      const to = Math.min(toPosition(query.to), from + longestExport)
      await auditLog.append(toExportedEntry(officer, { from, to }))
      return async function* () {
        for (const { index, salt, entry } of await auditReader.readEntries({ from, to })) {
          if (salt !== undefined && entry) yield { index, salt, entry }
        }
      }
    },
  }
}

function erasureHandlers(parts: LogHandlerParts): Pick<LogHandlers, ErasureOperation> {
  const { auditLog } = parts
  return {
    'audit-log.erase': ({ officer, body }) => orderErasure(parts, body as LogErasure, toActor(officer)),
    'audit-log.erasures': ({ officer }) => listErasures(parts, officer.id),
    'audit-log.preview': async ({ officer, params }) => {
      const id = toOrderId(params.id)
      await auditLog.append({
        ...{ event: 'oversight.looked', operation: 'consultation', correlationId: randomUUID() },
        ...{ actor: toActor(officer), outcome: 'done', detail: { what: 'erasure', of: id } },
      })
      return previewErasure(parts, id)
    },
    'audit-log.confirm': ({ officer, params }) => confirm(parts, officer, toOrderId(params.id)),
    'audit-log.withdraw': ({ officer, params }) =>
      withdrawErasure(parts, toOrderId(params.id), toActor(officer)),
    'audit-log.hold': async ({ officer, body }): Promise<LogErased> => ({
      entries: await holdEntries(auditLog, body as LogHold, toActor(officer)),
    }),
    'audit-log.holds': () => listHolds(parts),
  }
}

/** Nobody confirms the own order, whatever the page shows. */
async function confirm(
  parts: LogHandlerParts,
  officer: Call['officer'],
  id: string,
): Promise<LogErasureOrder> {
  const { policy, trust } = parts
  const { isOwn, state, correlationId } = await getErasure(parts, { id, viewerId: officer.id })
  const decision = policy.mayConfirmErasure(officer.statement, officer.organisation, {
    peer: { id: trust.self.id, owner: trust.self.owner },
    isOwnOrder: isOwn,
  })
  if (decision.allowed) {
    // What was sent goes first: were the peer killed in between, the order still waits and can be confirmed again.
    const { isHeld } = await previewErasure(parts, correlationId)
    if (state === 'waiting' && !isHeld) await parts.evidence.transcripts.erase(correlationId)
    return confirmErasure(parts, id, toActor(officer))
  }
  await recordRefused(parts, { operation: 'audit-log.confirm', officer, refusal: decision.refusal })
  throw new GuardError('NOT_PERMITTED', decision.refusal.text, decision.refusal)
}

function toOrderId(text: unknown): string {
  if (typeof text === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return text
  throw new AuditLogError('ENTRY_NOT_FOUND', 'this is no correlation id', {
    remedy: 'copy the correlation id from an entry of the log',
  })
}

function toExportedEntry(officer: Call['officer'], range: { from: number; to: number }): AuditEvent {
  return {
    ...{ event: 'audit-log.exported', operation: 'disclosure', correlationId: randomUUID() },
    ...{ actor: toActor(officer), outcome: 'done', detail: range },
  }
}

function toPosition(text: unknown): number {
  if (typeof text === 'string' && /^(0|[1-9]\d{0,14})$/.test(text)) return Number(text)
  throw unknownPosition()
}

function unknownPosition(): AuditLogError {
  return new AuditLogError('LOG_POSITION_UNKNOWN', 'the log has no such position')
}
