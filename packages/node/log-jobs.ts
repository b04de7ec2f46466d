import { type AuditLog, AuditLogError, sweepRetention, thinOwnCheckpoints } from './audit-log/index.ts'
import type { Incidents } from './incident/index.ts'
import type { Clock, Database, Job } from './platform/index.ts'
import { thinCheckpoints } from './witness/index.ts'

export type LogJobsParts = {
  auditLog: AuditLog
  database: Database
  incidents: Pick<Incidents, 'raise'>
  clock: Clock
}

const dayMs = 86_400_000

/** What the log needs every day: entries erased at the end of their retention, checkpoints thinned, every row verified. */
export function createLogJobs({ auditLog, database, incidents, clock }: LogJobsParts): Job[] {
  const verify = async (signal: AbortSignal): Promise<void> => {
    try {
      await auditLog.verify({ signal })
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
    { name: 'verify-log', everyMs: dayMs, run: verify },
  ]
}
