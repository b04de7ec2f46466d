import { parseArgs } from 'node:util'
import { round, toLatencies } from '../measure/latencies.ts'
import { printTable } from '../measure/print-table.ts'
import { cpuSecondsOf, cpuSecondsOfFamily, memoryMbOf } from '../measure/processes.ts'
import { countOutcome, type Exchange, startExchange } from './exchange.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '10' },
    connections: { type: 'string', default: '32' },
    clients: { type: 'string', default: '96' },
    rate: { type: 'string' },
    'keep-days': { type: 'string', default: '30' },
    'without-baseline': { type: 'boolean', default: false },
    port: { type: 'string', default: '4601' },
    profile: { type: 'string' },
  },
})

const seconds = Number(values.seconds)
const clients = Number(values.clients)

/** Without them the first seconds measure the compiler. */
const warmingSeconds = 5

type Measured = {
  connections: number
  perSecond: number
  took: number
  latencies: { p50: number; p99: number; max: number }
  /** CPU microseconds of one message, with system time: sender, receiver, all of PostgreSQL. */
  cpu: [sender: number, receiver: number, databases: number]
  megabytes: [sender: number, receiver: number]
  lost: number
  duplicated: number
  tenths: readonly number[]
  baseline?: { perSecond: number; p50: number; p99: number } | undefined
}

const results: Measured[] = []
for (const connections of values.connections.split(',').map(Number)) results.push(await measure(connections))
print(results)
const [last] = results.slice(-1)
if (values.json && last)
  console.log(
    JSON.stringify({
      messages_per_s: last.perSecond,
      p50_ms: last.latencies.p50,
      p99_ms: last.latencies.p99,
      lost: last.lost,
      duplicated: last.duplicated,
      seconds: round(last.took, 1),
    }),
  )

async function measure(connections: number): Promise<Measured> {
  const exchange = await startExchange({
    firstPort: Number(values.port),
    connections,
    keepDays: Number(values['keep-days']),
    ...(values.profile ? { profile: values.profile } : {}),
  })
  try {
    await exchange.load({ seconds: warmingSeconds, clients })
    const before = cpuOf(exchange)
    const load = await exchange.load({
      ...{ seconds, clients },
      ...(values.rate ? { perSecond: Number(values.rate) } : {}),
    })
    const after = cpuOf(exchange)
    const megabytes: Measured['megabytes'] = [memoryMbOf(exchange.sender), memoryMbOf(exchange.receiver)]
    const cpu = (at: 0 | 1 | 2) => round(((after[at] - before[at]) / load.settled) * 1e6, 0)
    return {
      connections,
      perSecond: round(load.settled / load.seconds, 1),
      took: load.seconds,
      latencies: toLatencies(load.milliseconds),
      cpu: [cpu(0), cpu(1), cpu(2)],
      megabytes,
      ...(values['without-baseline'] ? {} : { baseline: await measureBaseline(exchange, connections) }),
      ...(await countOutcome(exchange)),
      tenths: load.perSecondOfEachTenth,
    }
  } finally {
    await exchange.stop()
  }
}

async function measureBaseline(exchange: Exchange, connections: number): Promise<Measured['baseline']> {
  const plain = await exchange.load({ seconds: Math.min(seconds, 10), clients: connections, isPlain: true })
  const { p50, p99 } = toLatencies(plain.milliseconds)
  return { perSecond: round(plain.settled / plain.seconds, 1), p50, p99 }
}

function cpuOf({ sender, receiver }: Exchange): [number, number, number] {
  const peers = [cpuSecondsOf(sender), cpuSecondsOf(receiver)] as const
  const all = cpuSecondsOfFamily(process.pid) - cpuSecondsOf(process.pid)
  return [...peers, all - peers[0] - peers[1]]
}

function print(measured: readonly Measured[]): void {
  console.log('cpu_us_per_message: sender, receiver, databases, and all of them')
  printTable(
    [
      ...['connections', 'clients', 'messages/s', 'p50', 'p99', 'max'],
      ...['cpu_us: sender', 'receiver', 'databases', 'all', 'lost', 'duplicated'],
    ],
    measured.map(({ connections, perSecond, latencies, cpu, lost, duplicated }) => [
      ...[connections, clients, perSecond, latencies.p50, latencies.p99, latencies.max],
      ...[...cpu, cpu[0] + cpu[1] + cpu[2], lost, duplicated],
    ]),
  )
  for (const { connections, tenths, megabytes, baseline } of measured) {
    console.log(`${connections} connections: messages/s in each tenth of the time: ${tenths.join(' ')}`)
    const [sender, receiver] = megabytes.map((size) => round(size, 0))
    console.log(`  memory: sender ${sender} MB, receiver ${receiver} MB`)
    if (baseline)
      console.log(
        `  baseline, mutual TLS and one INSERT for each message: ${baseline.perSecond}/s, p50 ${baseline.p50} ms, p99 ${baseline.p99} ms`,
      )
  }
}
