import {
  type AuditLog,
  AuditLogError,
  sweepRetention,
  thinOwnCheckpoints,
  verifyInRounds,
} from './audit-log/index.ts'
import type { Incidents } from './incident/index.ts'
import type { Clock, Database, Job } from './platform/index.ts'
import { thinCheckpoints } from './witness/index.ts'

export type LogJobsParts = {
  auditLog: AuditLog
  database: Database
  incidents: Pick<Incidents, 'raise'>
  clock: Clock
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** What the log needs every day: entries erased at the end of their retention, checkpoints thinned, every row verified. */
export function createLogJobs({ auditLog, database, incidents, clock }: LogJobsParts): Job[] {
  const verify = async (signal: AbortSignal): Promise<void> => {
    try {
      await verifyInRounds(auditLog, { database, now: clock(), signal })
    } catch (fault) {
      if (fault instanceof AuditLogError)
        incidents.raise({ kind: 'log-doctored', detail: { place: fault.message } })
      throw fault
    }
  }
  const thin = async (): Promise<void> => {
    await thinOwnCheckpoints(database, clock())
    await thinCheckpoints(database, clock().toISOString().slice(0, 10))
  }
  return [
    { name: 'end-retention', everyMs: dayMs, run: () => sweepRetention(auditLog, clock()) },
    { name: 'thin-checkpoints', everyMs: dayMs, run: thin },
    // Each hour, so that a round that a stop interrupted goes on soon; a round begins once a day.
    { name: 'verify-log', everyMs: hourMs, run: verify },
  ]
}
