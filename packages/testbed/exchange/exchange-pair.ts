import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TrustList } from '@isthmus/contract'
import pg from 'pg'
import { findFreePort } from '../free-port.ts'
import { type TestDatabase, testDatabase } from '../postgres.ts'
import { toExchangeList } from './exchange-list.ts'
import { type FaultyNetwork, startFaultyNetwork } from './faulty-network.ts'
import type { ExchangeOptions } from './open-exchange.ts'
import type { DeathPoint, PeerOrder, PeerWord } from './peer-order.ts'

export type PeerName = 'north' | 'south'

export type ExchangePair = {
  list: TrustList
  /** What an exchange of that name is opened with, in this process or another. */
  optionsOf: (name: PeerName) => Omit<ExchangeOptions, 'onSettled' | 'alter'>
  /** Starts, or starts again, as a process of its own. */
  start: (name: PeerName, how?: { dieAt?: DeathPoint; aheadMs?: number }) => Promise<void>
  kill: (name: PeerName) => Promise<void>
  /** Resolves when the process has ended, by itself or not. */
  ended: (name: PeerName) => Promise<void>
  isRunning: (name: PeerName) => boolean
  tell: (name: PeerName, order: PeerOrder) => void
  /** Sends no more; resolves when what was begun is accepted. */
  rest: (name: PeerName) => Promise<void>
  /** Ids that north's `send` has acknowledged. */
  accepted: Set<string>
  /** Stands before south: what north sends goes through it. */
  network: FaultyNetwork
  query: <Row extends object>(name: PeerName, sql: string) => Promise<Row[]>
  stop: () => Promise<void>
}

type Member = {
  options: Omit<ExchangeOptions, 'onSettled' | 'alter' | 'list'>
  place: TestDatabase
  process?: ChildProcess
  ended: Promise<void>
}

const peerFile = join(import.meta.dirname, 'exchange-peer.ts')

/** Two peers: north sends, south receives; each a process with its own keys, database and log. */
export async function createExchangePair(): Promise<ExchangePair> {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-exchange-'))
  const members: Record<PeerName, Member> = {
    north: await createMember('north', folder),
    south: await createMember('south', folder),
  }
  const network = await startFaultyNetwork(members.south.options.port)
  const list = toExchangeList([
    { ...members.north.options, listedPort: members.north.options.port },
    { ...members.south.options, listedPort: network.port },
  ])
  const accepted = new Set<string>()
  const start: ExchangePair['start'] = async (name, how = {}) => {
    const member = members[name]
    const child = fork(peerFile, [], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    member.process = child
    member.ended = new Promise((resolve) => child.once('exit', () => resolve()))
    child.on('message', (word: PeerWord) => {
      if ('accepted' in word) for (const id of word.accepted) accepted.add(id)
    })
    await ask(child, { start: { ...member.options, list, ...how } }, 'ready')
  }
  const kill: ExchangePair['kill'] = async (name) => {
    members[name].process?.kill('SIGKILL')
    await members[name].ended
  }
  return {
    ...{ list, start, kill, accepted, network },
    optionsOf: (name) => ({ ...members[name].options, list }),
    ended: (name) => members[name].ended,
    isRunning: (name) => isAlive(members[name].process),
    // Whoever has just died hears nothing.
    tell: (name, order) => void members[name].process?.send(order, () => {}),
    rest: async (name) => void (await ask(getProcess(members[name]), { rest: true }, 'rested')),
    query: (name, sql) => queryOn(members[name].place, sql),
    stop: async () => {
      await Promise.all([kill('north'), kill('south'), network.close()])
      await Promise.all([members.north.place.drop(), members.south.place.drop()])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function createMember(id: PeerName, folder: string): Promise<Member> {
  const place = await testDatabase()
  const own = join(folder, id)
  mkdirSync(own, { mode: 0o700 })
  const options = { id, folder: own, databaseUrl: place.connectionString, port: await findFreePort() }
  return { options, place, ended: Promise.resolve() }
}

function isAlive(child: ChildProcess | undefined): boolean {
  return child !== undefined && child.exitCode === null && child.signalCode === null
}

function getProcess({ process }: Member): ChildProcess {
  if (process) return process
  throw new RangeError('the peer has not been started')
}

function ask(child: ChildProcess, order: PeerOrder, key: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const ended = (): void => reject(new Error(`the peer ended before it was ${key}`))
    const heard = (word: PeerWord): void => {
      if (!(key in word || 'fault' in word)) return
      child.off('exit', ended)
      child.off('message', heard)
      if ('fault' in word) reject(new Error(word.fault))
      else resolve()
    }
    child.on('message', heard)
    child.once('exit', ended)
    child.send(order, () => {})
  })
}

async function queryOn<Row extends object>({ connectionString }: TestDatabase, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}
