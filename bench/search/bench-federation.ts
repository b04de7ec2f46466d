import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Federation, startFederation } from '@isthmus/testbed/federation'
import { openStore, type Store } from '@isthmus/testbed/store'
import pg from 'pg'
import {
  cpuSecondsOfFamily,
  familyOf,
  memoryMbOf,
  parentOf,
  privateMemoryMbOf,
} from '../measure/processes.ts'
import { makeTemporaryFolder } from '../measure/temporary-folder.ts'
import type { SourceKind } from '../synthetic/index.ts'
import { benchPlan } from './bench-plan.ts'
import { connectSynthetic } from './connect-synthetic.ts'

export type FederationSize = {
  peers: number
  persons: number
  kinds: readonly SourceKind[]
  firstPort: number
  log: (line: string) => void
}

export type BenchFederation = {
  federation: Federation
  store: Store
  /** CPU seconds so far of all peers and all PostgreSQL servers, and of the parts. */
  cpuSeconds(): { peers: number; databases: number }
  memoryMb(): { peers: number[]; databases: number }
  stop(): Promise<void>
}

/** One PostgreSQL server has connections for about ten peers. */
const peersPerServer = 10

/** Starts the peers as processes, gives each its own synthetic register, and indexes them one after the other. */
export async function startBenchFederation(size: FederationSize): Promise<BenchFederation> {
  const { log } = size
  const folder = makeTemporaryFolder()
  const store = await openServers(Math.ceil(size.peers / peersPerServer), folder, log)
  let federation: Federation | undefined
  const stop = async () => {
    await federation?.stop()
    await store.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const plan = benchPlan(size.peers, size.firstPort)
    federation = await startFederation({
      plan,
      folder: join(folder, 'federation'),
      store,
      log: () => {},
      bare: true,
    })
    const inOrder = federation.peers.toSorted((one, other) => one.plan.port - other.plan.port)
    for (const [number, peer] of inOrder.entries()) {
      const kind = size.kinds[number % size.kinds.length] ?? 'sqlite'
      // Neighbours hold half of their persons in common, so that a question finds hits in more than one place.
      const first = Math.floor((number * size.persons) / 2)
      const seconds = await connectSynthetic(peer, store, { kind, persons: size.persons, first })
      log(`${peer.name}: ${size.persons} persons in ${kind}, indexed in ${seconds.toFixed(1)} s`)
    }
    const postmasters = await findPostmasters(federation)
    const peers = federation.peers.map(({ process }) => process.pid)
    return {
      federation,
      store,
      cpuSeconds: () => ({
        peers: sum(peers.map(cpuSecondsOfFamily)),
        databases: sum(postmasters.map(cpuSecondsOfFamily)),
      }),
      memoryMb: () => ({
        peers: peers.map(memoryMbOf),
        databases: sum(postmasters.flatMap(familyOf).map(privateMemoryMbOf)),
      }),
      stop,
    }
  } catch (fault) {
    await stop()
    throw fault
  }
}

async function openServers(count: number, folder: string, log: (line: string) => void): Promise<Store> {
  const servers: Store[] = []
  for (let number = 0; number < count; number += 1) {
    servers.push(await openStore({ folder: join(folder, `postgres-${number}`), databaseUrl: undefined, log }))
  }
  let turn = 0
  return {
    createDatabase: (name, role) => {
      const server = servers[turn % servers.length]
      turn += 1
      if (!server) throw new RangeError('there is no PostgreSQL server')
      return server.createDatabase(name, role)
    },
    ended: Promise.race(servers.map((server) => server.ended)),
    stop: async () => {
      for (const server of servers) await server.stop()
    },
  }
}

/** The servers' processes, found as the parents of connections to them. */
async function findPostmasters(federation: Federation): Promise<number[]> {
  const found = new Set<number>()
  for (const { databaseUrl } of federation.peers) {
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    found.add(parentOf(rows[0]?.pid ?? 0))
    await client.end()
  }
  return [...found]
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
