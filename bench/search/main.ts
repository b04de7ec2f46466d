import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { closedLoop } from '../measure/closed-loop.ts'
import { type Latencies, round, toLatencies } from '../measure/latencies.ts'
import { openLoop } from '../measure/open-loop.ts'
import { printTable } from '../measure/print-table.ts'
import { startTemporaryStore } from '../measure/temporary-store.ts'
import type { SourceKind } from '../synthetic/index.ts'
import { askBaseline, buildBaseline } from './baseline.ts'
import { type BenchFederation, startBenchFederation } from './bench-federation.ts'
import { type Asked, openQuestions } from './question.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    peers: { type: 'string', default: '5' },
    persons: { type: 'string', default: '100000' },
    kinds: { type: 'string', default: 'sqlite,postgres' },
    clients: { type: 'string', default: '1,4,16' },
    rate: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '10' },
    port: { type: 'string', default: '4501' },
    'without-baseline': { type: 'boolean', default: false },
  },
})
const peers = Number(values.peers)
const persons = Number(values.persons)
const seconds = Number(values.seconds)
const clientCounts = values.clients.split(',').map(Number)

type Row = {
  variant: string
  perSecond: number
  first: Latencies | undefined
  all: Latencies
  peerCpuMs: number | undefined
  databaseCpuMs: number | undefined
  answers: Record<string, number>
}

const rows: Row[] = []
const bench = await startBenchFederation({
  peers,
  persons,
  kinds: values.kinds.split(',') as SourceKind[], // an unknown kind is refused by the peer's connectors
  firstPort: Number(values.port),
  log: (line) => console.log(line),
})
process.once('SIGINT', () => void bench.stop().then(() => process.exit(130)))
let memory: ReturnType<BenchFederation['memoryMb']>
try {
  const idle = bench.memoryMb()
  await measureFederation(bench)
  memory = bench.memoryMb()
  console.log(
    `memory of a peer: ${describe(idle.peers)} MB idle, ${describe(memory.peers)} MB after the load`,
  )
} finally {
  await bench.stop()
}
if (!values['without-baseline']) await measureBaseline()
print()
if (values.json) console.log(JSON.stringify({ peers, persons, memory, rows }))

async function measureFederation(running: BenchFederation): Promise<void> {
  const [asking] = running.federation.peers
  if (!asking) throw new RangeError('--peers must be at least 1')
  const ask = await openQuestions(asking, { persons, peers })
  const load = (turns: number, loop: Parameters<typeof measure>[2]) =>
    measure(running, `${turns} clients, closed`, loop)
  await closedLoop({ clients: 4, seconds: 3 }, ask)
  for (const clients of clientCounts) {
    await load(clients, (keep) => closedLoop({ clients, seconds }, (turn) => ask(turn).then(keep)))
  }
  const perSecond = Number(values.rate)
  await measure(running, `${perSecond}/s, open`, (keep) =>
    openLoop({ perSecond, seconds }, (turn) => ask(turn).then(keep)),
  )
  const slow = running.federation.peers.at(-1)
  if (!slow || peers < 2) return
  const askOthers = await openQuestions(asking, { persons, peers, excused: [slow.id] })
  process.kill(slow.process.pid, 'SIGSTOP')
  try {
    await measure(running, '4 clients, one peer hangs', (keep) =>
      closedLoop({ clients: 4, seconds }, (turn) => askOthers(turn).then(keep)),
    )
  } finally {
    process.kill(slow.process.pid, 'SIGCONT')
  }
}

async function measure(
  running: BenchFederation,
  variant: string,
  loop: (keep: (asked: Asked) => void) => Promise<{ perSecond: number }>,
): Promise<void> {
  const asked: Asked[] = []
  const before = running.cpuSeconds()
  const { perSecond } = await loop((one) => asked.push(one))
  const after = running.cpuSeconds()
  const answers: Record<string, number> = {}
  for (const one of asked) {
    for (const [state, count] of Object.entries(one.answers)) answers[state] = (answers[state] ?? 0) + count
  }
  const each = (used: number) => round((used / asked.length) * 1000, 1)
  rows.push({
    variant,
    perSecond: round(perSecond, 1),
    first: toLatencies(asked.map(({ firstMs }) => firstMs)),
    all: toLatencies(asked.map(({ allMs }) => allMs)),
    peerCpuMs: each(after.peers - before.peers),
    databaseCpuMs: each(after.databases - before.databases),
    answers,
  })
  await pause(500)
}

async function measureBaseline(): Promise<void> {
  const store = await startTemporaryStore()
  const pool = await buildBaseline(await store.createDatabase('baseline'), persons)
  try {
    for (const clients of clientCounts) {
      const { milliseconds, perSecond } = await closedLoop({ clients, seconds }, (turn) =>
        askBaseline(pool, turn, persons),
      )
      rows.push({
        variant: `baseline pg_trgm, 1 table, ${clients} clients`,
        perSecond: round(perSecond, 1),
        first: undefined,
        all: toLatencies(milliseconds),
        peerCpuMs: undefined,
        databaseCpuMs: undefined,
        answers: {},
      })
    }
  } finally {
    await pool.end()
    await store.stop()
  }
}

function print(): void {
  console.log(`\n${peers} peers with ${persons} persons each; milliseconds`)
  printTable(
    [
      'variant',
      'searches/s',
      'first p50',
      'p95',
      'p99',
      'all p50',
      'p95',
      'p99',
      'CPU peers',
      'CPU databases',
      'answers',
    ],
    rows.map(({ variant, perSecond, first, all, peerCpuMs, databaseCpuMs, answers }) => [
      variant,
      perSecond,
      first?.p50,
      first?.p95,
      first?.p99,
      all.p50,
      all.p95,
      all.p99,
      peerCpuMs,
      databaseCpuMs,
      Object.entries(answers)
        .map(([state, count]) => `${state} ${count}`)
        .join(', '),
    ]),
  )
}

function describe(megabytes: readonly number[]): string {
  return `${round(Math.min(...megabytes), 0)} to ${round(Math.max(...megabytes), 0)}`
}
