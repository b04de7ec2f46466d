import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { findFreePort } from '@isthmus/testbed/free-port'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { getPostgresBinaries } from './postgres-binaries.ts'
import { toStoreError } from './store-error.ts'
import { getUnprivilegedAccount } from './unprivileged-account.ts'

const isRoot = process.getuid?.() === 0
let parent: string
let folder: string
let lines: string[] = []
let toStop: EmbeddedPostgres[] = []
let toKill: ChildProcess[] = []

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'isthmus-store-'))
  chmodSync(parent, 0o755)
  folder = join(parent, 'data')
  lines = []
})

afterEach(async () => {
  for (const child of toKill) child.kill('SIGKILL')
  await Promise.all(toStop.map((store) => store.stop()))
  toStop = []
  toKill = []
  rmSync(parent, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 })
})

async function start(port?: number): Promise<EmbeddedPostgres> {
  const log = (line: string) => lines.push(line)
  const store = await startEmbeddedPostgres({ folder, log, throwaway: true, ...(port ? { port } : {}) })
  toStop.push(store)
  return store
}

async function ask(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' })
    return rows.flat()
  } finally {
    await client.end()
  }
}

/** A process of its own that starts the store, writes a row and waits. */
function startElsewhere(env: Record<string, string> = {}): ChildProcess {
  const script = join(parent, 'start.mts')
  writeFileSync(
    script,
    `import { startEmbeddedPostgres } from ${JSON.stringify(join(import.meta.dirname, 'embedded-postgres.ts'))}
     const store = await startEmbeddedPostgres({ folder: ${JSON.stringify(folder)}, log: () => {} })
     process.send?.(store.url('postgres'))
     setInterval(() => {}, 1000)`,
  )
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  toKill.push(child)
  return child
}

const message = (child: ChildProcess) =>
  new Promise<string>((resolve) => child.once('message', (m) => resolve(String(m))))

const exit = (child: ChildProcess) => new Promise<void>((resolve) => child.once('exit', () => resolve()))

const dataFolder = () => join(folder, 'store/cluster')

const unfinished = () => readdirSync(folder).filter((name) => name.startsWith('unfinished-'))

const pidFile = () => join(dataFolder(), 'postmaster.pid')

const readPid = () => Number.parseInt(readFileSync(pidFile(), 'utf8'), 10)

async function listen(): Promise<{ server: Server; port: number }> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { server, port: typeof address === 'object' && address ? address.port : 0 }
}

async function secondsUntilGone(pid: number): Promise<number> {
  const begun = performance.now()
  while (existsSync(`/proc/${pid}`) && performance.now() - begun < 20_000) await pause(25)
  return (performance.now() - begun) / 1000
}

describe('a store', () => {
  test('keeps its rows over a restart, and stops without a trace', async () => {
    const first = await start()
    const url = await first.createDatabase('peer-a', { role: 'peer-a', password: `p'"\\@/% é` })
    await ask(url, `create table kept as select 'Ελένη' as name`)
    const pid = readPid()
    await first.stop()
    await first.ended
    expect(existsSync(`/proc/${pid}`)).toBe(false)

    const second = await start()
    await second.createDatabase('peer-a', { role: 'peer-a', password: 'another' })
    expect(await ask(second.url('peer-a', 'peer-a'), 'select name from kept')).toEqual(['Ελένη'])
    await expect(ask(url, 'select 1')).rejects.toThrow()
  })

  test('listens on this machine only, and lets a role into no other database than its own', async () => {
    const store = await start()
    await store.createDatabase('one', { role: 'one', password: 'first' })
    await store.createDatabase('two', { role: 'two', password: 'second' })
    const intruder = store.url('two', 'one')
    await expect(ask(intruder, 'select 1')).rejects.toThrow('permission denied')
    expect(await ask(store.url('postgres'), 'show listen_addresses')).toEqual(['127.0.0.1'])
    expect(() => store.url('one', 'stranger')).toThrow('knows no role')
  })

  test('says who holds it to a second start, which leaves the first alone', async () => {
    const store = await start()
    await expect(start()).rejects.toMatchObject({
      code: 'STORE_HELD',
      message: expect.stringContaining(`process ${process.pid}`),
      remedy: expect.any(String),
    })
    expect(await ask(store.url('postgres'), 'select 1')).toEqual([1])
  })

  test('keeps values of failed statements out of the log of PostgreSQL', async () => {
    const store = await start()
    const names = ['log_min_messages', 'log_min_error_statement', 'log_error_verbosity']
    const shown = await ask(
      store.url('postgres'),
      `select current_setting(n) from unnest('{${names}}'::text[]) n`,
    )
    expect(shown).toEqual(['log', 'panic', 'terse'])
  })

  test('takes a free port when the wanted one is taken', async () => {
    const { server, port } = await listen()
    const store = await start(port)
    expect(store.port).not.toBe(port)
    expect(lines.join()).toContain(`port ${port} is taken`)
    server.close()
  })
})

describe('after a disaster', () => {
  test.each([
    ['with setpriv', {}],
    ['without setpriv, as on macOS', { ISTHMUS_WITHOUT_SETPRIV: '1' }],
  ])('SIGKILL of the process leaves no PostgreSQL, and the next start has every row (%s)', async (_, env) => {
    const child = startElsewhere(env)
    const url = await message(child)
    await ask(url, 'create table kept as select 42 as n')
    const pid = readPid()
    child.kill('SIGKILL')
    await exit(child)
    expect(await secondsUntilGone(pid)).toBeLessThan(15)
    const store = await start()
    expect(await ask(store.url('postgres'), 'select n from kept')).toEqual([42])
  })

  test('a start right after the SIGKILL waits for the old PostgreSQL to end', async () => {
    const child = startElsewhere()
    await ask(await message(child), 'create table kept as select 42 as n')
    child.kill('SIGKILL')
    await exit(child)
    const store = await start()
    expect(await ask(store.url('postgres'), 'select n from kept')).toEqual([42])
  })

  test('a PostgreSQL that was left over is stopped first', async () => {
    await (await start()).stop()
    const account = getUnprivilegedAccount()
    const { postgres } = getPostgresBinaries(account, () => {})
    const flags = [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      `port=${await findFreePort()}`,
    ]
    const identity = account ? { uid: account.uid, gid: account.gid } : {}
    const stray = spawn(postgres, ['-D', dataFolder(), ...flags], { cwd: '/', stdio: 'ignore', ...identity })
    toKill.push(stray)
    const ended = exit(stray)
    while (!existsSync(pidFile()) && stray.exitCode === null) await pause(20)
    const store = await start()
    await ended
    expect(await ask(store.url('postgres'), 'select 1')).toEqual([1])
    expect(lines.join()).toContain('left over')
  })

  test('a stale postmaster.pid that names another living program does not stop the start', async () => {
    await (await start()).stop()
    writeFileSync(pidFile(), `${process.pid}\n${dataFolder()}\n1\n5432\n\n127.0.0.1\n0 0\nready\n`)
    const store = await start()
    expect(await ask(store.url('postgres'), 'select 1')).toEqual([1])
  })

  test.each(['password', 'cluster/PG_VERSION', 'cluster/base/1/PG_VERSION', 'cluster/global/pg_control'])(
    'a first start that is killed when it has come to %s is wiped and done again',
    async (stage) => {
      const child = startElsewhere()
      while (!existsSync(folder) || !unfinished().some((name) => existsSync(join(folder, name, stage))))
        await pause(2)
      child.kill('SIGKILL')
      await exit(child)
      const store = await start()
      expect(await ask(store.url('postgres'), 'select 1')).toEqual([1])
      expect(unfinished()).toEqual([])
    },
  )

  test('a store of another major version is refused with both versions', async () => {
    await (await start()).stop()
    writeFileSync(join(dataFolder(), 'PG_VERSION'), '15\n')
    await expect(start()).rejects.toMatchObject({
      code: 'STORE_WRONG_VERSION',
      message: expect.stringMatching(/PostgreSQL 15, this is 18/),
    })
  })

  test.each([
    'FATAL:  could not write lock file "postmaster.pid": No space left on device',
    'ENOSPC: no space left on device, mkdir',
    'could not extend file: Disk quota exceeded',
  ])('a full disk is called a full disk: %s', (fault) => {
    expect(toStoreError(new Error(fault), '/data')).toMatchObject({
      code: 'DISK_FULL',
      remedy: expect.stringContaining('free'),
    })
  })
})

test.runIf(isRoot)(
  'root keeps the store in a reachable place when the folder lies behind a closed one',
  async () => {
    chmodSync(parent, 0o700)
    mkdirSync(folder)
    const store = await start()
    expect(await ask(store.url('postgres'), 'select 1')).toEqual([1])
    const home = /the store lies in (\S+),/.exec(lines.join('\n'))?.[1] ?? ''
    expect(home).toMatch(/^\/var\/lib\/isthmus\/store-[0-9a-f]{12}$/)
    expect(statSync(join(home, 'store/password')).mode & 0o777).toBe(0o600)
    await store.stop()
    await store.ended
    expect(existsSync(home)).toBe(false)
  },
)
