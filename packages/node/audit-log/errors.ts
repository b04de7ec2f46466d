import { NodeError } from '../platform/index.ts'

export type AuditLogErrorCode =
  | 'LOG_DOCTORED'
  | 'LOG_NOT_DURABLE'
  | 'LOG_REENTERED'
  | 'LOG_POSITION_UNKNOWN'
  | 'ENTRY_INVALID'
  | 'ENTRY_HELD'
  | 'ENTRY_KEPT'
  | 'ENTRY_NOT_FOUND'

export class AuditLogError extends NodeError<AuditLogErrorCode> {
  override name = 'AuditLogError'

  get statusCode(): number {
    if (this.code === 'LOG_POSITION_UNKNOWN' || this.code === 'ENTRY_NOT_FOUND') return 404
    return this.code === 'ENTRY_HELD' || this.code === 'ENTRY_KEPT' ? 409 : 500
  }
}

/** The rows are not those that were written. `place` names the row and what is wrong with it, never a value. */
export function doctored(place: string): AuditLogError {
  return new AuditLogError('LOG_DOCTORED', `the audit log was changed: ${place}`, {
    remedy:
      'keep the database as it is for the investigation, tell the data-protection officer, restore the last backup beside it and compare',
  })
}
