export { type AuditEvent, type AuditEventName, type AuditOperation, auditEvents } from './audit-event.ts'
export { AuditLog } from './audit-log.ts'
export { commitmentOf } from './commitment.ts'
export { AuditLogReader } from './reader.ts'
