import { readFileSync } from 'node:fs'
import { openConnector } from '@isthmus/connectors'
import { parseMapping, readCanonical } from '@isthmus/node/intake'
import { buildGeneration, type Indexable, toIndexKey } from '@isthmus/node/matching'
import { migrate, openDatabase } from '@isthmus/node/platform'
import type { StepOrder, StepReport } from './intake-step.ts'

/** The process of one step of the intake benchmark; told over its channel what to do, it reports there and ends. */
process.once('message', async (order: StepOrder) => {
  process.send?.(await runStep(order))
  process.disconnect?.()
})

async function runStep(order: StepOrder): Promise<StepReport> {
  const baseMb = process.memoryUsage().rss / 2 ** 20
  const startedAt = performance.now()
  const cpuAtStart = process.cpuUsage()
  const counts = await (order.step === 'read'
    ? read(order)
    : order.step === 'map'
      ? map(order)
      : index(order))
  const cpu = process.cpuUsage(cpuAtStart)
  return {
    ...counts,
    seconds: (performance.now() - startedAt) / 1000,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    baseMb,
    peakMb: peakMemoryMb(),
  }
}

type Counts = { records: number; rejected: number }

const never = new AbortController().signal

async function read({ connector, landing }: StepOrder): Promise<Counts> {
  await using source = await openConnector(connector, { landing })
  const counts = { records: 0, rejected: 0 }
  for await (const item of source.read(never)) counts['record' in item ? 'records' : 'rejected'] += 1
  return counts
}

async function map({ connector, mapping, landing }: StepOrder): Promise<Counts> {
  await using source = await openConnector(connector, { landing })
  const counts = { records: 0, rejected: 0 }
  for await (const item of readCanonical(source, parseMapping(mapping), never)) {
    counts[item.rejected ? 'rejected' : 'records'] += 1
  }
  return counts
}

async function index({ connector, mapping, landing, databaseUrl }: StepOrder): Promise<Counts> {
  const database = openDatabase({ connectionString: databaseUrl, connections: 4 })
  await using source = await openConnector(connector, { landing })
  await migrate(database)
  let rejected = 0
  async function* records(): AsyncGenerator<Indexable> {
    for await (const item of readCanonical(source, parseMapping(mapping), never)) {
      if (item.rejected) rejected += 1
      else yield item
    }
  }
  const built = await buildGeneration({
    database,
    indexKey: toIndexKey(Buffer.alloc(32, 1)),
    sourceId: connector.kind,
    sourceState: await source.state(),
    records: records(),
    signal: never,
  })
  await database.close()
  return { records: built.persons, rejected }
}

/**
 * Peak resident memory of this very process. `getrusage` is no measure of it: after fork and exec its maximum still holds
 * the memory of the parent, which has just written the sources.
 */
function peakMemoryMb(): number {
  const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))
  return Number(line?.[1] ?? Number.NaN) / 1024
}
