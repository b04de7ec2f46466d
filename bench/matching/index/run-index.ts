import { readFileSync } from 'node:fs'
import { IntakeReader, IntakeTransactor } from '@isthmus/node/intake'
import { indexSource, toIndexKey } from '@isthmus/node/matching'
import { migrate, openDatabase, systemClock } from '@isthmus/node/platform'
import { onOrder } from '../../measure/run-in-process.ts'

/** `mapping` names the source. */
export type IndexOrder = {
  databaseUrl: string
  sourceId: string
  mapping: string
  connector: { kind: string }
  landing: string
}

export type IndexRunReport = { seconds: number; cpuSeconds: number; peakMb: number; persons: number }

onOrder(runIndex)

/** One intake run as a peer makes it: from the rows of the source to the generation that answers. */
async function runIndex({
  databaseUrl,
  sourceId,
  mapping,
  connector,
  landing,
}: IndexOrder): Promise<IndexRunReport> {
  const database = openDatabase({ connectionString: databaseUrl, connections: 4 })
  await migrate(database)
  const transactor = new IntakeTransactor(database)
  const at = systemClock()
  await transactor.insertSource({ id: sourceId, mapping, connector, connectedBy: 'benchmark', at })
  const id = await transactor.startRun(sourceId, at)
  const startedAt = performance.now()
  const cpuAtStart = process.cpuUsage()
  await indexSource(
    {
      database,
      indexKey: toIndexKey(Buffer.alloc(32, 1)),
      landing,
      clock: systemClock,
      signal: new AbortController().signal,
      allowed: {},
    },
    { id, sourceId },
  )
  const seconds = (performance.now() - startedAt) / 1000
  const cpu = process.cpuUsage(cpuAtStart)
  const { persons, fault } = await new IntakeReader(database).getLatestRun(sourceId)
  await database.close()
  if (fault !== undefined) throw new Error(`the intake run failed: ${fault}`)
  return { seconds, cpuSeconds: (cpu.user + cpu.system) / 1e6, peakMb: peakMemoryMb(), persons }
}

/** Peak resident memory of this very process; `getrusage` would still hold the parent's from before exec. */
function peakMemoryMb(): number {
  const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))
  return Number(line?.[1] ?? Number.NaN) / 1024
}
