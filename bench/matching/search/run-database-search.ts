import { openConnector } from '@isthmus/connectors'
import type { Person } from '@isthmus/contract'
import { parseMapping, toCanonical } from '@isthmus/node/intake'
import { HitIndex, toIndexKey } from '@isthmus/node/matching'
import { openDatabase } from '@isthmus/node/platform'
import { matchKeysOfSubject } from '@isthmus/protocol/match-keys'
import { comparePerson, explain, prepareSubject } from '@isthmus/protocol/score'
import { round, toLatencies } from '../../measure/latencies.ts'
import { cpuSecondsOfFamily, parentOf } from '../../measure/processes.ts'
import { onOrder } from '../../measure/run-in-process.ts'
import type { IndexOrder } from '../index/run-index.ts'
import { toQuestion } from './question.ts'

export type DatabaseSearchOrder = IndexOrder & { persons: number; limit: number }

/** CPU in milliseconds for each search, of this process by step, and of PostgreSQL. */
export type DatabaseSearchReport = {
  per_core_per_s: number
  p50_ms: number
  p99_ms: number
  lookup_cpu_ms: number
  read_cpu_ms: number
  compare_cpu_ms: number
  postgresql_cpu_ms: number
  candidates: number
}

const warmUp = 100
const questions = 1_000

onOrder(runDatabaseSearch)

/** One search after the other as a peer makes it, without policy, log and sealing. */
async function runDatabaseSearch(order: DatabaseSearchOrder): Promise<DatabaseSearchReport> {
  const database = openDatabase({ connectionString: order.databaseUrl, connections: 2 })
  await using source = await openConnector(order.connector, { landing: order.landing })
  const hitIndex = new HitIndex(database, toIndexKey(Buffer.alloc(32, 1)))
  const mapping = parseMapping(order.mapping)
  const signal = new AbortController().signal
  const [row] = await database.query<{ pid: number }>('select pg_backend_pid() as pid')
  const postmaster = parentOf(row?.pid ?? 0)
  const cpu = { lookup: 0, read: 0, compare: 0 }
  let serverCpu = 0
  let candidates = 0
  const milliseconds: number[] = []
  for (let turn = 0; turn < warmUp + questions; turn += 1) {
    if (turn === warmUp) {
      serverCpu = cpuSecondsOfFamily(postmaster)
      Object.assign(cpu, { lookup: 0, read: 0, compare: 0 })
      milliseconds.length = 0
      candidates = 0
    }
    const { subject } = toQuestion(turn, order.persons)
    const askedAt = performance.now()
    const startedAt = cpuSeconds()
    const found = await hitIndex.findCandidates({
      sourceId: order.sourceId,
      keys: matchKeysOfSubject(subject),
      limit: order.limit,
      kind: 'person',
    })
    const foundAt = cpuSeconds()
    const locators = (found?.candidates ?? []).map(({ locator }) => locator)
    const records = await source.fetch(locators, signal)
    const persons = records.flatMap((record): Person[] => {
      const canonical = record === undefined ? undefined : toCanonical(mapping, record)
      return canonical !== undefined && 'person' in canonical ? [canonical.person] : []
    })
    const readAt = cpuSeconds()
    const prepared = prepareSubject(subject)
    for (const person of persons)
      explain(comparePerson(prepared, person, { population: order.persons, detail: 'parts' }).comparisons)
    const comparedAt = cpuSeconds()
    milliseconds.push(performance.now() - askedAt)
    candidates += persons.length
    cpu.lookup += foundAt - startedAt
    cpu.read += readAt - foundAt
    cpu.compare += comparedAt - readAt
  }
  serverCpu = cpuSecondsOfFamily(postmaster) - serverCpu
  await database.close()
  const toMs = (seconds: number) => round((seconds * 1000) / questions, 3)
  const { p50, p99 } = toLatencies(milliseconds)
  return {
    per_core_per_s: round(questions / (cpu.lookup + cpu.read + cpu.compare + serverCpu), 1),
    p50_ms: p50,
    p99_ms: p99,
    lookup_cpu_ms: toMs(cpu.lookup),
    read_cpu_ms: toMs(cpu.read),
    compare_cpu_ms: toMs(cpu.compare),
    postgresql_cpu_ms: toMs(serverCpu),
    candidates: round(candidates / questions, 1),
  }
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
