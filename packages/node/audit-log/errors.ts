import { NodeError } from '../platform/index.ts'

export type AuditLogErrorCode =
  | 'LOG_DOCTORED'
  | 'LOG_NOT_DURABLE'
  | 'LOG_REENTERED'
  /** Others have signed checkpoints of this log that it does not contain: an old backup was restored. */
  | 'LOG_SHRUNK'
  | 'LOG_POSITION_UNKNOWN'
  | 'ENTRY_INVALID'
  | 'ENTRY_HELD'
  | 'ENTRY_KEPT'
  | 'ENTRY_NOT_FOUND'
  | 'ORDER_NOT_FOUND'
  | 'ORDER_WAITING'
  | 'ORDER_DECIDED'

const unknown: ReadonlySet<AuditLogErrorCode> = new Set([
  'LOG_POSITION_UNKNOWN',
  'ENTRY_NOT_FOUND',
  'ORDER_NOT_FOUND',
])
const conflicts: ReadonlySet<AuditLogErrorCode> = new Set([
  'ENTRY_HELD',
  'ENTRY_KEPT',
  'ORDER_WAITING',
  'ORDER_DECIDED',
])

export class AuditLogError extends NodeError<AuditLogErrorCode> {
  override name = 'AuditLogError'

  get statusCode(): number {
    if (this.code === 'LOG_SHRUNK') return 503
    if (unknown.has(this.code)) return 404
    return conflicts.has(this.code) ? 409 : 500
  }
}

/** The rows are not those that were written. `place` names the row and what is wrong with it, never a value. */
export function doctored(place: string): AuditLogError {
  return new AuditLogError('LOG_DOCTORED', `the audit log was changed: ${place}`, {
    remedy:
      'keep the database as it is for the investigation, tell the data-protection officer, restore the last backup beside it and compare',
  })
}
