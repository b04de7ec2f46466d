import { randomUUID } from 'node:crypto'
import { type MigratedDatabase, migratedDatabase } from '@isthmus/testbed/migrated-database'
import { openTestLog } from '@isthmus/testbed/test-log'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditLog } from './audit-log/index.ts'
import type { RaisedIncident } from './incident/index.ts'
import { createLogJobs } from './log-jobs.ts'
import { createLogger, type Database, Schedule } from './platform/index.ts'

let place: MigratedDatabase
let database: Database
let log: AuditLog
let raised: RaisedIncident[]
let now: Date
const clock = () => now

beforeEach(async () => {
  now = new Date('2026-11-23T12:00:00Z')
  raised = []
  place = await migratedDatabase()
  database = place.database
  log = await openTestLog(database, clock)
  await log.append(
    ...Array.from({ length: 600 }, () => ({
      ...({ event: 'sign-in.granted', operation: 'login', outcome: 'done' } as const),
      correlationId: randomUUID(),
    })),
  )
})

afterEach(async () => {
  await place.drop()
})

const createSchedule = (): Schedule => {
  const schedule = new Schedule({ database, clock, logger: createLogger('silent', 'north') })
  const incidents = { raise: (incident: RaisedIncident) => void raised.push(incident) }
  for (const job of createLogJobs({ auditLog: log, database, incidents, clock })) schedule.add(job)
  return schedule
}

const faultOf = async (name: string): Promise<string | null | undefined> => {
  const [job] = await database.query<{ fault: string | null }>(
    'select fault from platform.job where name = $1 and ended_at is not null',
    [name],
  )
  return job?.fault
}

describe('every day', () => {
  it('every row of the log is verified, and nothing is raised about a good one', async () => {
    await createSchedule().runDue()
    expect(await faultOf('verify-log')).toBeNull()
    expect(raised).toEqual([])
  })

  it('a changed row is found while the peer runs: it raises an incident with the place', async () => {
    const schedule = createSchedule()
    await schedule.runDue()
    await database.transact(async (transaction) => {
      await transaction.query('set local session_replication_role = replica')
      await transaction.query("update audit_log.entry set event = 'sign-in.refused' where index = 17")
    })
    now = new Date('2026-11-23T20:00:00Z')
    await schedule.runDue()
    expect(raised).toEqual([])
    now = new Date('2026-11-24T12:00:00Z')
    await schedule.runDue()
    expect(await faultOf('verify-log')).toBe('LOG_DOCTORED')
    const detail = { place: expect.stringContaining('entry 17: event') }
    expect(raised).toEqual([{ kind: 'log-doctored', detail }])
  })

  it('a verification that was interrupted goes on where it was, and a finished one rests until the next day', async () => {
    await database.query('insert into audit_log.verification (verified, begun_at) values (512, $1)', [
      new Date('2026-11-22T00:00:00Z'),
    ])
    await database.transact(async (transaction) => {
      await transaction.query('set local session_replication_role = replica')
      await transaction.query("update audit_log.entry set event = 'sign-in.refused' where index in (17, 530)")
    })
    const schedule = createSchedule()
    await schedule.runDue()
    // Entry 17 lies before the place to which it had come.
    expect(raised).toMatchObject([{ detail: { place: expect.stringContaining('entry 530: event') } }])
    await database.transact(async (transaction) => {
      await transaction.query('set local session_replication_role = replica')
      await transaction.query("update audit_log.entry set event = 'sign-in.granted' where index = 530")
    })
    now = new Date('2026-11-23T13:00:00Z')
    await schedule.runDue()
    const [round] = await database.query('select verified, ended_at from audit_log.verification')
    expect(round).toEqual({ verified: 600n, ended_at: now })
    expect(raised).toHaveLength(1)
    now = new Date('2026-11-23T14:00:00Z')
    await schedule.runDue()
    expect(raised[1]).toMatchObject({ detail: { place: expect.stringContaining('entry 17: event') } })
  })

  it('what is readable of entries goes at the end of their retention', async () => {
    const schedule = createSchedule()
    now = new Date('2027-11-24T00:00:00Z')
    await schedule.runDue()
    const [row] = await database.query('select count(sealed)::int as readable from audit_log.entry')
    // The entry that says what was erased.
    expect(row).toEqual({ readable: 1 })
    expect(await faultOf('end-retention')).toBeNull()
    expect(await faultOf('verify-log')).toBeNull()
  })
})
