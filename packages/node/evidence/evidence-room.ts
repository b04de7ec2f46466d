import type { AuditLog, AuditLogReader, Checkpoints } from '../audit-log/index.ts'
import type { Clock } from '../platform/index.ts'
import type { Policy } from '../policy/index.ts'
import type { Trust, TrustReader } from '../trust/index.ts'
import type { PeerLogParts } from '../witness/index.ts'
import type { Transcripts } from './transcripts.ts'

export type EvidenceRoom = PeerLogParts & {
  trust: Trust
  trustReader: Pick<TrustReader, 'findText'>
  policy: Policy
  auditLog: AuditLog
  auditReader: AuditLogReader
  checkpoints: Checkpoints
  transcripts: Transcripts
  /** The page that verifies an evidence file in a browser, as one HTML file. */
  readVerifyPage: () => Promise<Uint8Array>
  clock: Clock
}
