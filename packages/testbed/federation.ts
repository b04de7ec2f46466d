import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PeerConfig } from '@isthmus/contract'
import { connectSources } from './connect-sources.ts'
import {
  peerFolder,
  readOrCreatePassword,
  type SignedTrust,
  signFederation,
  toPassphraseFile,
} from './federation-keys.ts'
import type { FederationPlan, PlannedPeer } from './federation-plan.ts'
import { type PeerProcess, startPeerProcess } from './peer-process.ts'
import { sourcesFolder, toSourcePlace } from './source-place.ts'
import type { Store } from './store.ts'

const demoLists = join(import.meta.dirname, 'sources')

export type FederationOptions = {
  plan: FederationPlan
  /** Keys, configurations, logs and sources of all peers. */
  folder: string
  store: Store
  log: (line: string) => void
  /** Folders of sources beyond those of the demo and each peer's own. */
  sourceFolders?: readonly string[]
  /** Do not connect the planned sources; a benchmark or a test does it. */
  bare?: boolean
}

export type RunningPeer = {
  id: string
  name: string
  url: string
  process: PeerProcess
  plan: PlannedPeer
  folder: string
  databaseUrl: string
}

export type Federation = {
  peers: RunningPeer[]
  /** Starts a peer again that was stopped or killed. */
  restart: (peerId: string) => Promise<RunningPeer>
  /** Resolves with the peer's id when one ends that was not told to. */
  lost: Promise<string>
  stop: () => Promise<void>
}

/** Starts every peer of the plan as a process of its own, and connects and indexes its sources at the first start. */
export async function startFederation(options: FederationOptions): Promise<Federation> {
  const trust = await signFederation(options.plan, options.folder, { now: new Date() })
  const peers = new Map<string, RunningPeer>()
  let isStopping = false
  let tellLost: (peerId: string) => void = () => {}
  const lost = new Promise<string>((resolve) => {
    tellLost = resolve
  })
  const start = async (planned: PlannedPeer): Promise<RunningPeer> => {
    const peer = await startPeer(options, { planned, trust })
    peers.set(planned.id, peer)
    void peer.process.ended.then(() => {
      if (!isStopping && peers.get(planned.id) === peer) tellLost(planned.id)
    })
    return peer
  }
  const stop = async (): Promise<void> => {
    isStopping = true
    await Promise.all([...peers.values()].map((peer) => peer.process.stop()))
  }
  try {
    await Promise.all(options.plan.peers.map(start))
    if (!options.bare) await connectSources([...peers.values()], options)
  } catch (fault) {
    await stop()
    throw fault
  }
  const restart = (peerId: string): Promise<RunningPeer> => {
    const planned = options.plan.peers.find(({ id }) => id === peerId)
    if (!planned) throw new RangeError(`the plan has no peer ${peerId}`)
    return start(planned)
  }
  return {
    get peers() {
      return [...peers.values()]
    },
    restart,
    lost,
    stop,
  }
}

async function startPeer(
  options: FederationOptions,
  { planned, trust }: { planned: PlannedPeer; trust: SignedTrust },
): Promise<RunningPeer> {
  const folder = peerFolder(options.folder, planned.id)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const url = `http://localhost:${planned.port}`
  writeFileSync(
    join(folder, 'peer.json'),
    JSON.stringify(toConfig(options, { planned, trust, folder }), null, 2),
    { mode: 0o600 },
  )
  const databaseUrl = await options.store.createDatabase(databaseName(options.plan, planned.id), {
    role: databaseName(options.plan, planned.id),
    password: readOrCreatePassword(folder),
  })
  await Promise.all(planned.sources.map((source) => source.reach?.(toSourcePlace(folder, options))))
  const process = await startPeerProcess({ id: planned.id, folder, databaseUrl })
  options.log(`${planned.name} has started`)
  return { id: planned.id, name: planned.name, url, process, plan: planned, folder, databaseUrl }
}

function toConfig(
  { plan, sourceFolders = [] }: FederationOptions,
  { planned, trust, folder }: { planned: PlannedPeer; trust: SignedTrust; folder: string },
): PeerConfig {
  // The first peer of a plan is where the federation's operators have their desk.
  const deskAddress = `http://127.0.0.1:${plan.peers[0]?.port ?? planned.port}`
  const isDesk = plan.peers[0]?.id === planned.id
  return {
    peerId: planned.id,
    mode: 'demo',
    host: '127.0.0.1',
    port: planned.port,
    publicUrl: `http://localhost:${planned.port}`,
    folder,
    exchange: { host: '127.0.0.1', port: planned.exchangePort },
    keystore: { passphraseFile: toPassphraseFile(folder) },
    sourceFolders: [demoLists, sourcesFolder(folder), ...sourceFolders],
    trustList: { file: trust.trustListFile, operators: trust.operators, addresses: [deskAddress] },
    ...(isDesk ? { trustDesk: { address: deskAddress } } : {}),
    signIn: { officers: planned.officers, elsewhere: elsewhereOf(plan, planned.id) },
  }
}

function elsewhereOf(plan: FederationPlan, peerId: string): NonNullable<PeerConfig['signIn']['elsewhere']> {
  const organisations = new Map(plan.organisations.map((organisation) => [organisation.id, organisation]))
  return plan.peers
    .filter(({ id }) => id !== peerId)
    .flatMap(({ officers, port }) =>
      officers.map(({ name, role, organisation: id }) => {
        const { name: organisation = id, regime } = organisations.get(id) ?? {}
        return {
          name,
          role,
          organisation,
          url: `http://localhost:${port}/auth/sign-in`,
          ...(regime ? { regime } : {}),
        }
      }),
    )
}

function databaseName(plan: FederationPlan, peerId: string): string {
  return `${plan.id}_${peerId}`.replaceAll('-', '_')
}
