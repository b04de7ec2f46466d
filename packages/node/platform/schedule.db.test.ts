import { type MigratedDatabase, migratedDatabase } from '@isthmus/testbed/migrated-database'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createLogger, type Database, Schedule } from './index.ts'

let place: MigratedDatabase
let database: Database
let now = new Date('2026-11-23T12:00:00Z')
const hourMs = 3_600_000

beforeAll(async () => {
  place = await migratedDatabase(2)
  database = place.database
})

beforeEach(() => database.query('delete from platform.job'))

afterAll(async () => {
  await place.drop()
})

const open = () => new Schedule({ database, clock: () => now, logger: createLogger('silent', 'north') })

it('a job runs when it is due, and not again before its time, whatever peer process looks', async () => {
  const ran: string[] = []
  const job = { name: 'sweep', everyMs: 24 * hourMs, run: async () => void ran.push('sweep') }
  for (const hours of [0, 1, 23, 24, 25, 90]) {
    now = new Date(Date.parse('2026-11-23T12:00:00Z') + hours * hourMs)
    const schedule = open()
    schedule.add(job)
    await schedule.runDue()
    await schedule.stop()
  }
  expect(ran).toHaveLength(3)
})

it('a job that fails is remembered by its code, and takes no other along', async () => {
  const ran: string[] = []
  const schedule = open()
  schedule.add({
    name: 'broken',
    everyMs: hourMs,
    run: () => Promise.reject(Object.assign(new Error('a name'), { code: 'SOURCE_GONE' })),
  })
  schedule.add({ name: 'sound', everyMs: hourMs, run: async () => void ran.push('sound') })
  await Promise.all([schedule.runDue(), schedule.runDue()])
  expect(ran).toEqual(['sound'])
  const rows = await database.query(
    'select name, fault, ended_at is not null as ended from platform.job order by name',
  )
  expect(rows).toEqual([
    { name: 'broken', fault: 'SOURCE_GONE', ended: true },
    { name: 'sound', fault: null, ended: true },
  ])
})

it('a schedule that stops tells the job that runs, and waits for it', async () => {
  const schedule = open()
  let hasEnded = false
  schedule.add({
    name: 'long',
    everyMs: hourMs,
    run: (signal) =>
      new Promise((done) =>
        signal.addEventListener('abort', () => {
          hasEnded = true
          done(undefined)
        }),
      ),
  })
  const running = schedule.runDue()
  await new Promise((resolve) => setTimeout(resolve, 50))
  await schedule.stop()
  await running
  expect(hasEnded).toBe(true)
})
