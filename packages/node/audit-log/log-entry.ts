import type { LogEntry } from '@isthmus/contract'
import type { AuditEvent } from './audit-event.ts'
import { AuditLogError } from './errors.ts'
import { type Retention, retentionOf, toEraseOn } from './retention.ts'

/** What of an entry lies in clear beside the tree: as much as finding, reconciling and erasing it needs. */
export type ClearPart = {
  /** ISO 8601, UTC, milliseconds. */
  at: string
  correlationId: string
  counterpart: string | undefined
  direction: 'sent' | 'received' | undefined
  /** base64url. */
  digest: string | undefined
  event: string
  retention: Retention
  /** `YYYY-MM-DD`. */
  eraseOn: string | undefined
}

export type EntryCircumstances = { at: Date; peer: string; standardRetention: Retention }

export function toLogEntry(event: AuditEvent, { at, peer, standardRetention }: EntryCircumstances): LogEntry {
  const { subjectCommitment, ...rest } = event
  return {
    ...rest,
    version: 1,
    peer,
    at: at.toISOString(),
    retention: retentionOf(event, standardRetention),
    ...(subjectCommitment ? { subjectCommitment: subjectCommitment.toString('base64url') } : {}),
  }
}

/** The same from the entry in hand and from one that was opened, so that a changed column is seen. */
export function toClearPart(entry: LogEntry): ClearPart {
  return {
    at: entry.at,
    correlationId: entry.correlationId,
    counterpart: entry.exchange?.counterpart ?? entry.counterpart,
    direction: entry.exchange?.direction,
    digest: entry.exchange?.digest,
    event: entry.event,
    retention: entry.retention,
    eraseOn: toEraseOn(entry.retention, new Date(entry.at)),
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const peerId = /^[a-z0-9-]{1,64}$/
const sha256Text = /^[A-Za-z0-9_-]{43}$/

/**
 * One entry that the database cannot hold must not take along those that are written with it, so it is refused before.
 * Throws AuditLogError ENTRY_INVALID.
 */
export function assertStorable({ correlationId, counterpart, digest, event }: ClearPart): void {
  const faults = [
    uuid.test(correlationId) ? '' : 'correlationId is no UUID in lower case',
    counterpart === undefined || peerId.test(counterpart) ? '' : 'counterpart is no id of a peer',
    digest === undefined || sha256Text.test(digest) ? '' : 'digest is no SHA-256 in base64url',
    /^[a-z.-]{3,90}$/.test(event) ? '' : 'event is not `<room>.<participle>`',
  ].filter((fault) => fault !== '')
  if (faults.length === 0) return
  throw new AuditLogError('ENTRY_INVALID', `an entry cannot be kept: ${faults.join(', ')}`, {
    remedy: 'this is a fault of the program: report it',
  })
}
