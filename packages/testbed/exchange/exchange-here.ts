import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TrustList } from '@isthmus/contract'
import { findFreePort } from '../free-port.ts'
import { testDatabase } from '../postgres.ts'
import { toExchangeList } from './exchange-list.ts'
import { type FaultyNetwork, startFaultyNetwork } from './faulty-network.ts'
import { type ExchangeOptions, openExchange, type RunningExchange } from './open-exchange.ts'

export type ExchangeHere = {
  list: TrustList
  /** Opens a peer in this process; what is given differs from what is right. */
  open: (id: 'north' | 'south', how?: Partial<ExchangeOptions>) => Promise<RunningExchange>
  folderOf: (id: 'north' | 'south') => string
  /** Where it listens; before south stands the network. */
  portOf: (id: 'north' | 'south') => number
  network: FaultyNetwork
  close: () => Promise<void>
}

/** North and south in this process, where a test can do as one of them what a peer must not do. */
export async function createExchangeHere(): Promise<ExchangeHere> {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-exchange-'))
  const places = { north: await testDatabase(), south: await testDatabase() }
  const ports = { north: await findFreePort(), south: await findFreePort() }
  const folders = { north: join(folder, 'north'), south: join(folder, 'south') }
  for (const own of Object.values(folders)) mkdirSync(own, { mode: 0o700 })
  const network = await startFaultyNetwork(ports.south)
  const list = toExchangeList([
    { id: 'north', folder: folders.north, listedPort: ports.north },
    { id: 'south', folder: folders.south, listedPort: network.port },
  ])
  const running: RunningExchange[] = []
  return {
    list,
    network,
    folderOf: (id) => folders[id],
    portOf: (id) => ports[id],
    open: async (id, how = {}) => {
      const databaseUrl = places[id].connectionString
      const opened = await openExchange({
        id,
        folder: folders[id],
        databaseUrl,
        list,
        port: ports[id],
        ...how,
      })
      running.push(opened)
      return opened
    },
    close: async () => {
      await network.close()
      await Promise.all(running.map((peer) => peer.stop().catch(() => {})))
      await Promise.all([places.north.drop(), places.south.drop()])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
