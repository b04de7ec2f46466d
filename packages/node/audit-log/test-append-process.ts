import { randomUUID } from 'node:crypto'
import { openTestLog } from '@isthmus/testbed/test-log'
import { openDatabase } from '../platform/index.ts'

/** For tests: appends without end in a process of its own, and tells what was acknowledged. */
export type Acknowledged = { index: number; leafHash: string; correlationId: string }

process.once('message', async (databaseUrl: string) => {
  const database = openDatabase({ connectionString: databaseUrl, connections: 3 })
  await database.query('create table if not exists public.effect (correlation_id uuid primary key)')
  const log = await openTestLog(database)
  const tell = (acknowledged: Acknowledged) => process.send?.(acknowledged)
  const appendOn = async (isWork: boolean): Promise<void> => {
    for (;;) {
      const correlationId = randomUUID()
      const event = { event: 'peer.started', operation: 'config', correlationId, outcome: 'done' } as const
      if (!isWork) {
        for (const reference of await log.append(event)) tell({ ...reference, correlationId })
        continue
      }
      let place: { index: number; leafHash: string } | undefined
      await log.appendWith(async (transaction) => {
        await transaction.query('insert into public.effect values ($1)', [correlationId])
        return {
          events: [event],
          result: undefined,
          settle: async ([reference]) => {
            place = reference
          },
        }
      })
      if (place) tell({ ...place, correlationId })
    }
  }
  await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map((number) => appendOn(number % 2 === 0)))
})
