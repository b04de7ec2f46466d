import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../platform/index.ts'
import type { AuditLog } from './audit-log.ts'

const dayMs = 86_400_000
/** Rows between two notes of how far it has come. */
const noteEvery = 20_000

type Round = { verified: number; begunAt: Date; endedAt: Date | null }

/**
 * Every row of the log, once a day, in the background: it rests as long as it works, and a round that was interrupted goes on
 * where it was. Throws AuditLogError LOG_DOCTORED with the place; the next call begins before that place.
 */
export async function verifyInRounds(
  log: AuditLog,
  { database, now, signal }: { database: Database; now: Date; signal: AbortSignal },
): Promise<void> {
  const last = await findRound(database)
  if (last?.endedAt && now.getTime() - last.begunAt.getTime() < dayMs) return
  const isNew = !last || last.endedAt !== null
  const round: Round = isNew ? { verified: 0, begunAt: now, endedAt: null } : last
  if (isNew) await keepRound(database, round)
  let began = performance.now()
  const { size } = await log.verify({
    from: round.verified,
    signal,
    afterBatch: async (verified) => {
      if (verified - round.verified >= noteEvery) {
        round.verified = verified
        await keepRound(database, round)
      }
      await pause(performance.now() - began, undefined, { signal })
      began = performance.now()
    },
  })
  await keepRound(database, { ...round, verified: size, endedAt: now })
}

async function findRound(database: Database): Promise<Round | undefined> {
  const [row] = await database.query<{ verified: bigint; begunAt: Date; endedAt: Date | null }>(
    'select verified, begun_at as "begunAt", ended_at as "endedAt" from audit_log.verification',
  )
  return row && { ...row, verified: Number(row.verified) }
}

async function keepRound(database: Database, { verified, begunAt, endedAt }: Round): Promise<void> {
  await database.query(
    `insert into audit_log.verification (verified, begun_at, ended_at) values ($1, $2, $3)
     on conflict ("only") do update
       set verified = excluded.verified, begun_at = excluded.begun_at, ended_at = excluded.ended_at`,
    [verified, begunAt, endedAt],
  )
}
