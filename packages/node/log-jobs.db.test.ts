import { randomUUID } from 'node:crypto'
import { type TestDatabase, testDatabase } from '@isthmus/testbed/postgres'
import { openTestLog } from '@isthmus/testbed/test-log'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditLog } from './audit-log/index.ts'
import type { RaisedIncident } from './incident/index.ts'
import { createLogJobs } from './log-jobs.ts'
import { createLogger, type Database, migrate, openDatabase, Schedule } from './platform/index.ts'

let place: TestDatabase
let database: Database
let log: AuditLog
let raised: RaisedIncident[]
let now: Date
const clock = () => now

beforeEach(async () => {
  now = new Date('2026-11-23T12:00:00Z')
  raised = []
  place = await testDatabase()
  database = openDatabase({ connectionString: place.connectionString, connections: 4 })
  await migrate(database)
  log = await openTestLog(database, clock)
  await log.append(
    ...Array.from({ length: 600 }, () => ({
      ...({ event: 'sign-in.granted', operation: 'login', outcome: 'done' } as const),
      correlationId: randomUUID(),
    })),
  )
})

afterEach(async () => {
  await database.close()
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
