import { randomUUID } from 'node:crypto'
import type { LogErased, LogErasure, LogHold } from '@isthmus/contract'
import type { Call, Handlers } from './api.ts'
import {
  type AuditEvent,
  type AuditLog,
  AuditLogError,
  type AuditLogReader,
  type Checkpoints,
  eraseByOrder,
  holdEntries,
  proveConsistency,
  proveEntry,
  readCheckpointNote,
  readTilePath,
} from './audit-log/index.ts'
import type { Trust } from './trust/index.ts'
import { requiredOf } from './witness/index.ts'

export type LogHandlerParts = {
  auditLog: AuditLog
  auditReader: AuditLogReader
  checkpoints: Checkpoints
  trust: Trust
}

/** Entries that one export call hands out at most: an entry bundle. */
const longestExport = 256

export function logHandlers({
  auditLog,
  auditReader,
  checkpoints,
  trust,
}: LogHandlerParts): Pick<Handlers, Extract<keyof Handlers, `audit-log.${string}`>> {
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
    'audit-log.erase': async ({ officer, body }): Promise<LogErased> => ({
      entries: await eraseByOrder(auditLog, body as LogErasure, toActor(officer)),
    }),
    'audit-log.hold': async ({ officer, body }): Promise<LogErased> => ({
      entries: await holdEntries(auditLog, body as LogHold, toActor(officer)),
    }),
  }
}

function toExportedEntry(officer: Call['officer'], range: { from: number; to: number }): AuditEvent {
  return {
    ...{ event: 'audit-log.exported', operation: 'disclosure', correlationId: randomUUID() },
    ...{ actor: toActor(officer), outcome: 'done', detail: range },
  }
}

function toActor({ id, statement, organisation }: Call['officer']): NonNullable<AuditEvent['actor']> {
  return { id, role: statement.role, organisation: organisation.id }
}

function toPosition(text: unknown): number {
  if (typeof text === 'string' && /^(0|[1-9]\d{0,14})$/.test(text)) return Number(text)
  throw unknownPosition()
}

function unknownPosition(): AuditLogError {
  return new AuditLogError('LOG_POSITION_UNKNOWN', 'the log has no such position')
}
