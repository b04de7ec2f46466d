import type { AuditEvent } from '../audit-log/index.ts'
import type { AttachmentRow } from './attachment-row.ts'

export type FileEvent = Extract<AuditEvent['event'], `attachment.${string}`>

type Act = {
  actor?: NonNullable<AuditEvent['actor']> | undefined
  reason?: string | undefined
  detail?: Record<string, string | number | boolean>
}

const operations = {
  'attachment.sent': 'transfer',
  'attachment.received': 'collection',
  'attachment.opened': 'consultation',
  'attachment.withdrawn': 'erasure',
  'attachment.kept': 'fallback',
  'attachment.expired': 'erasure',
  'attachment.broken': 'erasure',
} as const satisfies Record<FileEvent, AuditEvent['operation']>

/** An act with a file: which one by id and digest, never by name. */
export function toFileEvent(
  event: FileEvent,
  row: Pick<
    AttachmentRow,
    'attachmentId' | 'counterpart' | 'correlationId' | 'direction' | 'size' | 'digest'
  >,
  { actor, reason, detail = {} }: Act = {},
): AuditEvent {
  const { attachmentId, counterpart, correlationId, direction, size, digest } = row
  return {
    event,
    operation: operations[event],
    correlationId,
    counterpart,
    outcome: event === 'attachment.broken' ? 'failed' : 'done',
    object: `attachment ${attachmentId}`,
    ...(actor ? { actor } : {}),
    ...(reason ? { reason } : {}),
    detail: { direction, bytes: size, ...(digest ? { sha256: digest.toString('hex') } : {}), ...detail },
  }
}
