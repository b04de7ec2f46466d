export { type AuditEvent, type AuditEventName, type AuditOperation, auditEvents } from './audit-event.ts'
export { toAuditEventsPage } from './audit-events-page.ts'
export { AuditLog, type AuditLogOptions } from './audit-log.ts'
export { type CheckpointParts, Checkpoints, type SignedCheckpoint, toNoteSigner } from './checkpoints.ts'
export { commitmentOf, placeCommitmentOf } from './commitment.ts'
export { type LogIdentity, type NewEpoch, readLogIdentity } from './epochs.ts'
export { eraseByOrder, holdEntries, sweepRetention, thinOwnCheckpoints } from './erase.ts'
export {
  confirmErasure,
  getErasure,
  listErasures,
  listHolds,
  type OrderParts,
  orderErasure,
  previewErasure,
  withdrawErasure,
} from './erasure-orders.ts'
export { AuditLogError, type AuditLogErrorCode } from './errors.ts'
export type { EntryReference, LoggedWork } from './group-commit.ts'
export { proveConsistency, proveEntry } from './prove.ts'
export { AuditLogReader, type EntryFilter, type LoggedEntry } from './reader.ts'
export type { Retention } from './retention.ts'
export { readCheckpointNote, readTilePath, serveTiles } from './serve-tiles.ts'
export { SubtreeRoots } from './subtree-roots.ts'
export { TileReader } from './tile-reader.ts'
export { verifyInRounds } from './verification.ts'
export type { VerifiedRows } from './verify-rows.ts'
