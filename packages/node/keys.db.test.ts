import { type ChildProcess, fork } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { TestDatabase } from '@isthmus/testbed/postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openKeystore } from './platform/index.ts'
import { allEvents, grounds, indexRegister, kowalski, signInAs, type TestPeer } from './test-federation.ts'
import { type Ending, execArgv, type MainStage, mainFile, openMainStage, runMain } from './test-main.ts'

let stage: MainStage
let peer: TestPeer
let spare: TestDatabase

beforeAll(async () => {
  stage = await openMainStage()
  peer = stage.peer
  spare = stage.spare
}, 120_000)

afterAll(() => stage?.close())

/** Every row of every table, as text. */
async function dump(): Promise<string> {
  const tables = await peer.database.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const texts: string[] = []
  for (const { name } of tables) {
    const rows = await peer.database.query<{ row: string }>(
      `select row_to_json(t)::text as row from ${name} t`,
    )
    texts.push(...rows.map(({ row }) => row))
  }
  return texts.join('\n')
}

function listSecrets(): Map<string, Buffer> {
  const passphrase = readFileSync(join(peer.folder, 'passphrase'), 'utf8').trim()
  const keystore = openKeystore({ folder: peer.folder, passphrase })
  const secrets = keystore.list().map((name) => [name, keystore.find(name) ?? Buffer.alloc(0)] as const)
  return new Map([...secrets, ['passphrase', Buffer.from(passphrase)]])
}

function findLeaks(text: string): string[] {
  const lower = text.toLowerCase()
  return [...listSecrets()]
    .filter(
      ([, secret]) =>
        (['base64', 'base64url', 'utf8'] as const).some((spelling) =>
          text.includes(secret.toString(spelling)),
        ) || lower.includes(secret.toString('hex')),
    )
    .map(([name]) => name)
}

function readyOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) =>
      typeof message === 'object' && message !== null && 'ready' in message ? resolve() : reject(message),
    )
    child.once('exit', () => reject(new Error('the peer has ended')))
  })
}

describe('what a peer keeps secret', () => {
  it('is neither in its database nor in its log, nor in the arguments or environment of its processes', async () => {
    await peer.stop()
    const child = fork(mainFile, [], {
      execArgv,
      env: {
        PATH: process.env.PATH ?? '',
        ISTHMUS_CONFIG: peer.configFile,
        DATABASE_URL: peer.databaseUrl,
        ISTHMUS_LOG_LEVEL: 'debug',
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    const log = Promise.all([child.stdout, child.stderr].map((stream) => (stream ? text(stream) : '')))
    await readyOf(child)
    const officer = await signInAs(peer.url, 'north-officer')
    const asked = await officer('POST', '/api/searches', { subject: kowalski, ...grounds })
    expect((await allEvents(asked)).length).toBeGreaterThan(0)
    const run = indexRegister(peer)
    const seen: string[] = []
    if (process.platform === 'linux') {
      for (const pid of [child.pid, ...childrenOf(child.pid ?? 0)]) seen.push(...readProcess(pid ?? 0))
    }
    await run
    child.kill('SIGTERM')
    const told = (await log).join('\n')
    const names = [...listSecrets().keys()].map((name) => name.replace(/:.*/, ''))
    expect(names).toEqual(
      expect.arrayContaining(['signing', 'sealing', 'tls', 'index', 'cookie', 'audit-log']),
    )
    expect(findLeaks(told)).toEqual([])
    expect(findLeaks(seen.join('\n'))).toEqual([])
    const rows = await dump()
    expect(rows.length).toBeGreaterThan(10_000)
    expect(findLeaks(rows)).toEqual([])
    await peer.start()
  }, 60_000)
})

function childrenOf(pid: number): number[] {
  const list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return list.split(' ').filter(Boolean).map(Number)
}

function readProcess(pid: number): string[] {
  try {
    return ['environ', 'cmdline'].map((name) => readFileSync(`/proc/${pid}/${name}`, 'utf8'))
  } catch {
    // It has ended in the meantime.
    return []
  }
}

const run = (environment: Record<string, string>): Promise<Ending> =>
  runMain({ ISTHMUS_CONFIG: peer.configFile, ...environment })

describe('a start', () => {
  it('takes the passphrase of systemd before that of the configuration, and says when it is the wrong one', async () => {
    const credentials = join(peer.folder, 'credentials')
    mkdirSync(credentials)
    const credential = join(credentials, 'isthmus-passphrase')
    const environment = { CREDENTIALS_DIRECTORY: credentials, DATABASE_URL: spare.connectionString }
    writeFileSync(credential, 'VERYSECRET but not the one')
    chmodSync(credential, 0o440)
    const wrong = await run(environment)
    expect(wrong).toEqual({ code: 1, words: expect.stringContaining('does not open the keystore') })
    expect(wrong.words).not.toMatch(/VERYSECRET|\.ts:\d+/)
    chmodSync(credential, 0o640)
    writeFileSync(credential, readFileSync(join(peer.folder, 'passphrase')))
    chmodSync(credential, 0o440)
    // The keystore opens; the port is held by the peer of this test.
    expect((await run(environment)).words).toContain('is taken by another program')
  })

  it('without any passphrase, or on a damaged keystore, ends with a sentence', async () => {
    const config: unknown = JSON.parse(readFileSync(peer.configFile, 'utf8'))
    const bare = join(peer.folder, 'bare.json')
    writeFileSync(bare, JSON.stringify({ ...Object(config), keystore: {} }))
    const missing = await run({ ISTHMUS_CONFIG: bare, DATABASE_URL: spare.connectionString })
    expect(missing).toEqual({ code: 1, words: expect.stringContaining('ISTHMUS_PASSPHRASE_FILE') })
    const file = join(peer.folder, 'secrets', 'keystore.json')
    const whole = readFileSync(file)
    writeFileSync(file, whole.subarray(0, -10))
    const damaged = await run({ DATABASE_URL: spare.connectionString })
    expect(damaged).toEqual({ code: 1, words: expect.stringContaining('keystore of this peer is damaged') })
    writeFileSync(file, whole)
  })
})

describe('the port of the peers', () => {
  it('hears no officer, and the port of the officers answers to no peer', async () => {
    const config: { exchange: { port: number } } = JSON.parse(readFileSync(peer.configFile, 'utf8'))
    await expect(fetch(`https://127.0.0.1:${config.exchange.port}/peer/v1/trust-list`)).rejects.toThrow()
    await expect(fetch(`http://127.0.0.1:${config.exchange.port}/`)).rejects.toThrow()
    for (const path of ['messages', 'inbox', 'trust-list', 'log/checkpoint', 'add-checkpoint']) {
      const answer = await fetch(`${peer.url}/peer/v1/${path}`, { method: 'POST', body: '{}' })
      expect(answer.status, path).toBe(404)
    }
    expect((await fetch(`${peer.url}/peer/v1/trust-list`)).status).toBe(404)
  })
})
