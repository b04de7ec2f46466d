import { parseArgs } from 'node:util'
import { buildGeneration, HitIndex, type Indexable, toIndexKey } from '@isthmus/node/matching'
import { migrate, openDatabase } from '@isthmus/node/platform'
import { matchKeysOfSubject } from '@isthmus/protocol/match-keys'
import { closedLoop } from '../measure/closed-loop.ts'
import { type Latencies, round, toLatencies } from '../measure/latencies.ts'
import { printTable } from '../measure/print-table.ts'
import { cpuSecondsOfFamily, parentOf } from '../measure/processes.ts'
import { startTemporaryStore } from '../measure/temporary-store.ts'
import { population, toCanonicalPerson, toPerson, toSubject } from '../synthetic/index.ts'
import { buildCovering, findInCovering } from './covering-layout.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    persons: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '10' },
  },
})
const persons = Number(values.persons)
const seconds = Number(values.seconds)

type Row = {
  layout: string
  clients: number
  perSecond: number
  clientCpuMs: number
  serverCpuMs: number
} & Latencies

type Find = (keys: string[]) => Promise<unknown>

const rounds = 5

const store = await startTemporaryStore()
const database = openDatabase({ connectionString: await store.createDatabase('hit_index'), connections: 20 })
try {
  await migrate(database)
  const indexKey = toIndexKey(Buffer.alloc(32, 1))
  const builtAt = performance.now()
  const built = await buildGeneration({
    database,
    indexKey,
    sourceId: 'bench',
    sourceState: 'as made',
    records: records(),
    signal: new AbortController().signal,
  })
  const build = {
    persons,
    keys: built.keys,
    seconds: round((performance.now() - builtAt) / 1000, 1),
    peakMb: round(process.resourceUsage().maxRSS / 1024, 0),
  }
  await buildCovering({ database, indexKey }, persons)
  const hitIndex = new HitIndex(database, indexKey)
  const postmaster = parentOf(await backendPid())
  const layouts: Record<string, Find> = {
    'packed buckets': (keys) => hitIndex.findCandidates({ sourceId: 'bench', keys }),
    'covering index': (keys) =>
      findInCovering({ database, indexKey }, { keys, persons, generation: built.generation }),
  }
  const rows: Row[] = []
  for (const clients of [1, 16]) rows.push(...(await compare(layouts, { clients, postmaster })))
  const sizes = await sizesOf()
  print(build, sizes, rows)
  if (values.json) console.log(JSON.stringify({ build, sizes, rows }))
} finally {
  await database.close()
  await store.stop()
}

async function* records(): AsyncGenerator<Indexable> {
  for (const person of population(persons))
    yield { person: toCanonicalPerson(person), locator: person.reference }
}

/** The layouts in turns, so that what else the machine does meets them alike. */
async function compare(
  layouts: Record<string, Find>,
  { clients, postmaster }: { clients: number; postmaster: number },
): Promise<Row[]> {
  const tallies = Object.entries(layouts).map(([layout, find]) => ({
    layout,
    find,
    milliseconds: [] as number[],
    seconds: 0,
    client: 0,
    server: 0,
  }))
  for (let turn = 0; turn <= rounds; turn += 1) {
    for (const tally of tallies) {
      const before = { client: process.cpuUsage(), server: cpuSecondsOfFamily(postmaster) }
      const { milliseconds, perSecond } = await closedLoop({ clients, seconds: seconds / rounds }, (number) =>
        tally.find(matchKeysOfSubject(toSubject(toPerson((number * 7919) % persons), number))),
      )
      // The first round warms caches and the compiler.
      if (turn === 0) continue
      const client = process.cpuUsage(before.client)
      tally.milliseconds.push(...milliseconds)
      tally.seconds += milliseconds.length / perSecond
      tally.client += (client.user + client.system) / 1000
      tally.server += (cpuSecondsOfFamily(postmaster) - before.server) * 1000
    }
  }
  return tallies.map(({ layout, milliseconds, seconds: took, client, server }) => ({
    layout,
    clients,
    perSecond: round(milliseconds.length / took, 0),
    clientCpuMs: round(client / milliseconds.length),
    serverCpuMs: round(server / milliseconds.length),
    ...toLatencies(milliseconds),
  }))
}

async function backendPid(): Promise<number> {
  const [row] = await database.query<{ pid: number }>('select pg_backend_pid() as pid')
  return row?.pid ?? 0
}

async function sizesOf(): Promise<Record<string, number>> {
  const [row] = await database.query<Record<string, bigint>>(
    `select (select sum(pg_total_relation_size(relid)) from pg_partition_tree('matching.posting'))::bigint as packed,
            (select sum(pg_total_relation_size(relid)) from pg_partition_tree('matching.record'))::bigint as record,
            pg_total_relation_size('covering') as covering,
            pg_relation_size('covering_token') as covering_index`,
  )
  return Object.fromEntries(
    Object.entries(row ?? {}).map(([name, bytes]) => [`${name}Mb`, round(Number(bytes) / 1e6, 0)]),
  )
}

function print(build: object, sizes: object, rows: readonly Row[]): void {
  console.log(`build ${JSON.stringify(build)}\nsizes ${JSON.stringify(sizes)}\n`)
  printTable(
    ['layout', 'clients', 'per second', 'p50 ms', 'p95 ms', 'p99 ms', 'CPU ms here', 'CPU ms PostgreSQL'],
    rows.map((row) => [
      row.layout,
      row.clients,
      row.perSecond,
      row.p50,
      row.p95,
      row.p99,
      row.clientCpuMs,
      row.serverCpuMs,
    ]),
  )
}
