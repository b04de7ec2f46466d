import type { ChildProcess } from 'node:child_process'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { PlatformError } from './error.ts'
import { spawnGuarded } from './guarded-child.ts'
import type { Cluster } from './postgres-cluster.ts'
import { toStoreError } from './store-error.ts'

export interface Postmaster {
  readonly port: number
  readonly ended: Promise<void>
  stop(): Promise<void>
}

export type PostmasterOptions = {
  cluster: Cluster
  postgres: string
  port: number
  settings: Readonly<Record<string, string>>
}

const fastMs = 15_000
const immediateMs = 5_000

/** Starts PostgreSQL on a cluster and waits until it answers, through crash recovery if need be. */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  const { cluster, port, settings } = options
  const flags = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const args = ['-D', cluster.dataFolder, ...flags]
  const child = spawnGuarded(options.postgres, args, { account: cluster.account, signal: 'INT' })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  await whenReady(child, options)
  return { port, ended, stop: () => stopPostmaster(cluster.dataFolder, ended) }
}

function whenReady(child: ChildProcess, { cluster, port }: PostmasterOptions): Promise<void> {
  const lastLines: string[] = []
  child.stdout?.resume()
  return new Promise((resolve, reject) => {
    const fail = (message: string) => reject(toStartError(message, cluster.dataFolder, port))
    child.once('error', (fault) => fail(fault.message))
    child.once('close', () => fail(lastLines.join('\n') || 'PostgreSQL ended without a word'))
    if (!child.stderr) return
    createInterface({ input: child.stderr }).on('line', (line) => {
      lastLines.push(line)
      if (lastLines.length > 8) lastLines.shift()
      if (line.includes('database system is ready to accept connections')) resolve()
    })
  })
}

function toStartError(message: string, dataFolder: string, port: number): PlatformError {
  if (/could not bind|Address already in use/i.test(message)) {
    return new PlatformError('PORT_TAKEN', `port ${port} of this machine is taken`, {
      remedy: 'choose another port',
    })
  }
  return toStoreError(new Error(message), dataFolder)
}

/**
 * Ends a PostgreSQL that outlived the process that started it. The caller holds the lock of the folder, so whatever
 * runs on it now belongs to nobody.
 */
export async function stopStrayPostmaster(cluster: Cluster, log: (line: string) => void): Promise<void> {
  const pid = findPid(cluster.dataFolder)
  if (pid === undefined) return
  if (!isPostmaster(pid, cluster.dataFolder)) {
    // The number was given to another program since; PostgreSQL itself would refuse to start.
    rmSync(join(cluster.dataFolder, 'postmaster.pid'), { force: true })
    return
  }
  log('a PostgreSQL left over from an earlier start is stopped first')
  await stopPostmaster(cluster.dataFolder, untilGone(pid))
}

async function stopPostmaster(dataFolder: string, ended: Promise<void>): Promise<void> {
  for (const [signal, waitMs] of [
    ['SIGINT', fastMs],
    ['SIGQUIT', immediateMs],
    ['SIGKILL', immediateMs],
  ] as const) {
    const pid = findPid(dataFolder)
    if (pid !== undefined && isPostmaster(pid, dataFolder)) signalProcess(pid, signal)
    if (await isEndedWithin(ended, waitMs)) return
  }
  throw new PlatformError('STORE_FAILED', `the PostgreSQL of ${dataFolder} does not stop`, {
    remedy: `end process ${findPid(dataFolder)} by hand`,
  })
}

async function isEndedWithin(ended: Promise<void>, waitMs: number): Promise<boolean> {
  const patience = new AbortController()
  const tooLate = pause(waitMs, false, { signal: patience.signal }).catch(() => false)
  const isEnded = await Promise.race([ended.then(() => true), tooLate])
  patience.abort()
  return isEnded
}

async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await pause(50)
}

function findPid(dataFolder: string): number | undefined {
  const file = join(dataFolder, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10)
  return pid > 1 && isAlive(pid) ? pid : undefined
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function isPostmaster(pid: number, dataFolder: string): boolean {
  const command = readCommand(pid)
  return command.includes('postgres') && `${command} `.includes(`-D ${dataFolder} `)
}

function readCommand(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
  }
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // Gone already, or of another account: the wait that follows says which.
  }
}
