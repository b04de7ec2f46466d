import { parseArgs } from 'node:util'
import { round, toLatencies } from '../measure/latencies.ts'
import { printTable } from '../measure/print-table.ts'
import { cpuSecondsOf, cpuSecondsOfFamily, memoryMbOf } from '../measure/processes.ts'
import { countOutcome, startExchange } from './exchange.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '10' },
    connections: { type: 'string', default: '32' },
    clients: { type: 'string', default: '64' },
    rate: { type: 'string' },
    'keep-days': { type: 'string', default: '30' },
    port: { type: 'string', default: '4601' },
    profile: { type: 'string' },
  },
})

const seconds = Number(values.seconds)
const exchange = await startExchange({
  firstPort: Number(values.port),
  connections: Number(values.connections),
  keepDays: Number(values['keep-days']),
  ...(values.profile ? { profile: values.profile } : {}),
})
try {
  await exchange.load({ seconds: 3, clients: Number(values.clients) })
  const before = cpuOf()
  const load = await exchange.load({
    seconds,
    clients: Number(values.clients),
    ...(values.rate ? { perSecond: Number(values.rate) } : {}),
  })
  const after = cpuOf()
  const plain = await exchange.load({
    seconds: Math.min(seconds, 10),
    clients: Number(values.connections),
    isPlain: true,
  })
  const { lost, duplicated } = await countOutcome(exchange)
  const latencies = toLatencies(load.milliseconds)
  const perSecond = round(load.settled / load.seconds, 1)
  const cpu = (at: 0 | 1 | 2) => round(((after[at] - before[at]) / load.settled) * 1e6, 0)
  printTable(
    [
      'connections',
      'clients',
      'messages/s',
      'p50',
      'p99',
      'max',
      'CPU us: sender',
      'receiver',
      'databases',
      'lost',
      'duplicated',
    ],
    [
      [
        values.connections,
        values.clients,
        perSecond,
        latencies.p50,
        latencies.p99,
        latencies.max,
        cpu(0),
        cpu(1),
        cpu(2),
        lost,
        duplicated,
      ],
    ],
  )
  console.log(`messages/s in each tenth of the time: ${load.perSecondOfEachTenth.join(' ')}`)
  console.log(
    `memory: sender ${round(memoryMbOf(exchange.sender), 0)} MB, receiver ${round(memoryMbOf(exchange.receiver), 0)} MB`,
  )
  const baseline = toLatencies(plain.milliseconds)
  console.log(
    `baseline, mutual TLS and one INSERT for each message, ${values.connections} clients: ${round(plain.settled / plain.seconds, 1)}/s, p50 ${baseline.p50} ms, p99 ${baseline.p99} ms`,
  )
  if (values.json)
    console.log(
      JSON.stringify({
        messages_per_s: perSecond,
        p50_ms: latencies.p50,
        p99_ms: latencies.p99,
        lost,
        duplicated,
        seconds: round(load.seconds, 1),
      }),
    )
} finally {
  await exchange.stop()
}

function cpuOf(): [number, number, number] {
  const peers = [cpuSecondsOf(exchange.sender), cpuSecondsOf(exchange.receiver)] as const
  const all = cpuSecondsOfFamily(process.pid) - cpuSecondsOf(process.pid)
  return [...peers, all - peers[0] - peers[1]]
}
