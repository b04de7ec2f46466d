import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { PeerKey, TrustList } from '@isthmus/contract'
import { boundedHeap } from '@isthmus/node/platform'
import pg from 'pg'
import { startTemporaryStore } from '../measure/temporary-store.ts'
import type { LoadOrder, LoadOutcome, PeerOrder, PeerWord } from './peer-order.ts'

export type Exchange = {
  sender: number
  receiver: number
  databases: { sender: string; receiver: string }
  load: (wanted: LoadOrder) => Promise<LoadOutcome>
  stop: () => Promise<void>
}

const peerFile = join(import.meta.dirname, 'exchange-peer.ts')
const owner = { kind: 'police', regime: 'LED', country: 'GR', contact: 'x@example.eu' } as const

/** Two peers as processes of their own, each with its database on one embedded PostgreSQL that syncs to disk. */
export async function startExchange(options: {
  firstPort: number
  connections: number
  /** Of transcripts, as in the configuration of a peer. */
  keepDays: number
  profile?: string
}): Promise<Exchange> {
  const store = await startTemporaryStore()
  const ids = ['north', 'south'] as const
  const peers = await Promise.all(
    ids.map(async (id, at) => {
      const databaseUrl = await store.createDatabase(`bench_${id}`)
      const port = options.firstPort + at
      return { id, port, databaseUrl, process: startPeer(options.profile) }
    }),
  )
  const keys = await Promise.all(
    peers.map(({ process, id, databaseUrl, port }) =>
      ask(
        process,
        { start: { id, databaseUrl, port, connections: options.connections, keepDays: options.keepDays } },
        'keys',
      ),
    ),
  )
  const trust = toList(peers.map(({ id, port }, at) => ({ id, port, keys: keys[at]?.keys ?? [] })))
  await Promise.all(peers.map(({ process }) => ask(process, { trust }, 'ready')))
  const [sender, receiver] = peers
  if (!sender || !receiver) throw new RangeError('two peers are needed')
  return {
    sender: sender.process.pid ?? 0,
    receiver: receiver.process.pid ?? 0,
    databases: { sender: sender.databaseUrl, receiver: receiver.databaseUrl },
    load: async (wanted) => (await ask(sender.process, { load: wanted }, 'loaded')).loaded,
    stop: async () => {
      await Promise.all(peers.map(({ process }) => ask(process, { stop: true }, 'stopped').catch(() => {})))
      await store.stop()
    },
  }
}

function startPeer(profile: string | undefined): ChildProcess {
  const profiling = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []
  return fork(peerFile, [], {
    execArgv: ['--disable-warning=ExperimentalWarning', ...boundedHeap, ...profiling],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

/** Sends an order and resolves with the word that answers it. */
function ask<Key extends string>(
  child: ChildProcess,
  order: PeerOrder,
  key: Key,
): Promise<Extract<PeerWord, Record<Key, unknown>>> {
  return new Promise((resolve, reject) => {
    const ended = (): void => reject(new Error(`a peer ended before it answered (${key})`))
    const heard = (word: PeerWord): void => {
      if (!(key in word)) return
      child.off('exit', ended)
      child.off('message', heard)
      resolve(word as Extract<PeerWord, Record<Key, unknown>>)
    }
    child.on('message', heard)
    child.once('exit', ended)
    child.send(order)
  })
}

function toList(peers: readonly { id: string; port: number; keys: PeerKey[] }[]): TrustList {
  return {
    federation: 'bench',
    version: 1,
    issuedAt: '2026-01-01T00:00:00Z',
    expiresAt: '2099-01-01T00:00:00Z',
    operators: { quorum: 1, keys: [] },
    organisations: peers.map(({ id }) => ({ ...owner, id: `police-${id}`, name: id })),
    peers: peers.map(({ id, port, keys }) => ({
      id,
      name: id,
      address: `https://127.0.0.1:${port}`,
      owner: `police-${id}`,
      hosts: [`police-${id}`],
      keys,
    })),
  }
}

/** What both databases say in the end: messages accepted but not received, and received more than once. */
export async function countOutcome({ databases }: Exchange): Promise<{ lost: number; duplicated: number }> {
  const accepted = await readIds(databases.sender, `select message_id as id from exchange.outbox`)
  const received = await readIds(databases.receiver, `select message_id as id from exchange.note`)
  const effects = new Map<string, number>()
  for (const id of received) effects.set(id, (effects.get(id) ?? 0) + 1)
  return {
    lost: accepted.filter((id) => !effects.has(id)).length,
    duplicated: [...effects.values()].filter((count) => count > 1).length,
  }
}

async function readIds(connectionString: string, sql: string): Promise<string[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return (await client.query<{ id: string }>(sql)).rows.map(({ id }) => id)
  } finally {
    await client.end()
  }
}
