import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { boundedHeap, openDatabase } from '@isthmus/node/platform'
import { round } from '../../measure/latencies.ts'
import { cpuSecondsOfFamily, parentOf } from '../../measure/processes.ts'
import { runInProcess } from '../../measure/run-in-process.ts'
import { startTemporaryStore, type TemporaryStore } from '../../measure/temporary-store.ts'
import { syntheticMapping, writeSource } from '../../synthetic/index.ts'
import type { IndexOrder, IndexRunReport } from './run-index.ts'

export type IndexReport = {
  persons: number
  seconds: number
  cpu_us_per_person: number
  postgresql_cpu_us_per_person: number
  peak_mb: number
}

/** A JSON Lines source of invented persons, and a database in which its index answers. */
export type IndexedSource = IndexOrder & { report: IndexReport }

let store: Promise<TemporaryStore> | undefined
const indexed = new Map<number, Promise<IndexedSource>>()

/** Writes a source of so many persons and indexes it, once; both live until `closeIndexedSources`. */
export function openIndexedSource(persons: number): Promise<IndexedSource> {
  const known = indexed.get(persons) ?? index(persons)
  indexed.set(persons, known)
  return known
}

export async function closeIndexedSources(): Promise<void> {
  const started = await store?.catch(() => undefined)
  store = undefined
  indexed.clear()
  await started?.stop()
}

async function index(persons: number): Promise<IndexedSource> {
  store ??= startTemporaryStore()
  const { folder, createDatabase } = await store
  const place = join(folder, `persons-${persons}`)
  const landing = join(place, 'landing')
  mkdirSync(landing, { recursive: true, mode: 0o700 })
  const { connector } = await writeSource('json', { folder: place }, { persons })
  const sourceId = `bench-${persons}`
  const order: IndexOrder = {
    databaseUrl: await createDatabase(`index_${persons}`),
    sourceId,
    mapping: syntheticMapping(sourceId),
    connector,
    landing,
  }
  const postmaster = await findPostmaster(order.databaseUrl)
  const serverCpu = cpuSecondsOfFamily(postmaster)
  const runFile = join(import.meta.dirname, 'run-index.ts')
  const run = await runInProcess<IndexRunReport>(runFile, order, boundedHeap)
  const toMicroseconds = (seconds: number) => round((seconds / persons) * 1e6, 1)
  const report = {
    persons: run.persons,
    seconds: round(run.seconds, 1),
    cpu_us_per_person: toMicroseconds(run.cpuSeconds),
    postgresql_cpu_us_per_person: toMicroseconds(cpuSecondsOfFamily(postmaster) - serverCpu),
    peak_mb: round(run.peakMb, 0),
  }
  return { ...order, report }
}

async function findPostmaster(connectionString: string): Promise<number> {
  const database = openDatabase({ connectionString, connections: 1 })
  const [row] = await database.query<{ pid: number }>('select pg_backend_pid() as pid')
  // As long as the connection is open: afterwards its process has no parent that could be told.
  const postmaster = parentOf(row?.pid ?? 0)
  await database.close()
  return postmaster
}
