import { type ChildProcess, fork } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { boundedHeap } from '@isthmus/node/platform'

const mainFile = join(import.meta.dirname, '../node/main.ts')
const readyWithinMs = 60_000
const stopWithinMs = 5_000

export type PeerProcess = {
  id: string
  pid: number
  ended: Promise<void>
  stop: () => Promise<void>
  kill: () => void
}

/** What a peer's process says over its channel: it answers, or why it could not start. */
type PeerMessage = { ready: true } | { fault: string; remedy?: string }

/** Starts one peer as a process of its own and returns when it answers. Its log goes to `<folder>/peer.log`. */
export async function startPeerProcess(peer: {
  id: string
  folder: string
  databaseUrl: string
}): Promise<PeerProcess> {
  const child = fork(mainFile, [], {
    execArgv: ['--disable-warning=ExperimentalWarning', ...boundedHeap],
    env: { ...process.env, ISTHMUS_CONFIG: join(peer.folder, 'peer.json'), DATABASE_URL: peer.databaseUrl },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Its own group: Ctrl-C in the terminal reaches this process only, which then stops the peers in order.
    detached: true,
  })
  const log = createWriteStream(join(peer.folder, 'peer.log'), { flags: 'a', mode: 0o600 })
  child.stdout?.pipe(log, { end: false })
  child.stderr?.pipe(log, { end: false })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  try {
    await readyOf(child, peer)
  } catch (fault) {
    child.kill('SIGKILL')
    throw fault
  }
  return {
    id: peer.id,
    pid: child.pid ?? 0,
    ended,
    stop: () => stop(child, ended),
    kill: () => child.kill('SIGKILL'),
  }
}

function readyOf(child: ChildProcess, { id, folder }: { id: string; folder: string }): Promise<void> {
  const where = `its log is ${join(folder, 'peer.log')}`
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`peer ${id} did not answer within a minute; ${where}`)),
      readyWithinMs,
    )
    child.once('exit', (code) =>
      reject(new Error(`peer ${id} ended at its start (exit code ${code}); ${where}`)),
    )
    child.once('error', (cause) => reject(new Error(`peer ${id} could not be started`, { cause })))
    child.on('message', (message: PeerMessage) => {
      clearTimeout(timer)
      if ('ready' in message) resolve()
      else
        reject(
          new Error(
            `peer ${id} cannot start: ${message.fault}${message.remedy ? `. ${message.remedy}` : ''}`,
          ),
        )
    })
  })
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs)
  await ended
  clearTimeout(timer)
}
