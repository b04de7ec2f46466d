import { fork } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { boundedHeap } from '@isthmus/node/platform'
import { round } from '../measure/latencies.ts'
import { printTable } from '../measure/print-table.ts'
import { startTemporaryStore, type TemporaryStore } from '../measure/temporary-store.ts'
import { type SourceKind, syntheticMapping, type WrittenSource, writeSource } from '../synthetic/index.ts'
import { type IntakeRow, intakeSteps, type StepOrder, type StepReport } from './intake-step.ts'

const kinds: readonly SourceKind[] = ['csv', 'json', 'xml', 'sqlite', 'postgres']
const sizes: Readonly<Record<string, number>> = { '10mb': 10e6, '100mb': 100e6, '1gb': 1e9 }

const heads = [
  'source   ',
  'step ',
  'MB    ',
  'records ',
  'records/s',
  'MB/s ',
  'CPU µs/record',
  'base MB',
  'peak MB',
]

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    size: { type: 'string', default: '100mb' },
    kinds: { type: 'string', default: kinds.join(',') },
    steps: { type: 'string', default: intakeSteps.join(',') },
  },
})
const bytes = sizes[values.size]
if (bytes === undefined) throw new RangeError(`--size is one of ${Object.keys(sizes).join(', ')}`)

const store = await startTemporaryStore()
process.once('SIGINT', () => void store.stop().then(() => process.exit(130)))
const rows: IntakeRow[] = []
try {
  const databaseUrl = await store.createDatabase('hit_index')
  for (const kind of kinds.filter((known) => values.kinds.split(',').includes(known))) {
    const folder = join(store.folder, `source-${kind}`)
    mkdirSync(folder)
    const place = {
      folder,
      ...(kind === 'postgres' ? { connectionString: await store.createDatabase('source') } : {}),
    }
    const source = await writeSource(kind, place, { bytes })
    for (const step of intakeSteps.filter((known) => values.steps.split(',').includes(known))) {
      rows.push(await measure(source, { step, databaseUrl, store }))
    }
    rmSync(folder, { recursive: true })
  }
} finally {
  await store.stop()
}
if (values.json) console.log(JSON.stringify({ size: values.size, rows }))

async function measure(
  { connector, bytes: written }: WrittenSource,
  { step, databaseUrl, store }: { step: IntakeRow['step']; databaseUrl: string; store: TemporaryStore },
): Promise<IntakeRow> {
  const landing = join(store.folder, 'landing')
  mkdirSync(landing, { recursive: true, mode: 0o700 })
  const mapping = syntheticMapping(`bench-${connector.kind}`)
  const report = await runInProcess({ step, connector, mapping, landing, databaseUrl })
  rmSync(landing, { recursive: true })
  const row = { kind: connector.kind, step, megabytes: round(written / 1e6, 0), ...report }
  print(row)
  return row
}

/** A process for each step, started as a peer starts its intake runs, so that its peak of memory is its own. */
function runInProcess(order: StepOrder): Promise<StepReport> {
  const child = fork(join(import.meta.dirname, 'run-step.ts'), [], {
    execArgv: ['--disable-warning=ExperimentalWarning', ...boundedHeap],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    child.once('message', (report: StepReport) => resolve(report))
    child.once('exit', (code) =>
      reject(new Error(`the step ${order.step} of ${order.connector.kind} ended with ${code}`)),
    )
    child.send(order)
  })
}

/** Row by row, because a gigabyte takes its time. */
function print(row: IntakeRow): void {
  if (rows.length === 0) printTable(heads, [])
  const cells = [
    row.kind,
    row.step,
    row.megabytes,
    row.records,
    round(row.records / row.seconds, 0),
    round(row.megabytes / row.seconds, 1),
    round((row.cpuSeconds / row.records) * 1e6, 1),
    round(row.baseMb, 0),
    round(row.peakMb, 0),
  ]
  console.log(cells.map((cell, at) => String(cell).padEnd(heads[at]?.length ?? 0)).join('  '))
}
