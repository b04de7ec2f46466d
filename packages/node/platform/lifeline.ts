import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Environment variable in which `npm start` gives its own number to the process it starts. */
const launcherVariable = 'ISTHMUS_LAUNCHER'

const lookEveryMs = 500
const longestChain = 8

/**
 * Calls `callback` once when the process that started this one has ended in any way, SIGKILL included. A child with an
 * IPC channel sees the channel close; the process that `npm start` started also sees npm, its shell and the launcher
 * end, within about a second.
 *
 * @returns a function that ends the watch
 */
export function onParentGone(callback: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const stopWatching = () => {
    process.off('disconnect', gone)
    clearInterval(timer)
  }
  const gone = () => {
    stopWatching()
    callback()
  }
  if (process.connected) process.once('disconnect', gone)
  const chain = isStartedByLauncher() ? findLaunchChain() : []
  if (chain.length > 0) {
    timer = setInterval(() => {
      if (!chain.every(isStillRunning)) gone()
    }, lookEveryMs)
    timer.unref()
  }
  return stopWatching
}

/** `startedAt` tells a process from a later one with the same number. */
type RunningProcess = { pid: number; parentPid: number; startedAt: string }

/** Whoever is started apart (nohup, a service manager) must outlive the shell that started it. */
function isStartedByLauncher(): boolean {
  if (process.env[launcherVariable] === String(process.ppid)) return true
  return process.env.npm_lifecycle_event !== undefined && !process.connected
}

/** From the parent up to npm; only the parent when no npm is found above it. */
function findLaunchChain(): RunningProcess[] {
  const chain: RunningProcess[] = []
  let pid = process.ppid
  while (chain.length < longestChain) {
    const found = findProcess(pid)
    if (!found) break
    chain.push(found)
    if (isPackageManager(pid)) return chain
    pid = found.parentPid
  }
  return chain.slice(0, 1)
}

function isStillRunning({ pid, startedAt }: RunningProcess): boolean {
  return findProcess(pid)?.startedAt === startedAt
}

function findProcess(pid: number): RunningProcess | undefined {
  if (pid <= 1) return undefined
  return process.platform === 'linux' ? findInProc(pid) : findWithPs(pid)
}

function findInProc(pid: number): RunningProcess | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name, and may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, parentPid, startedAt] = [fields[0], fields[1], fields[19]]
    if (state === 'Z' || state === 'X' || !startedAt) return undefined
    return { pid, parentPid: Number(parentPid), startedAt }
  } catch {
    return undefined
  }
}

function findWithPs(pid: number): RunningProcess | undefined {
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,lstart=', '-p', String(pid)], { encoding: 'utf8' })
  const found = /^\s*(\d+)\s+(\S.*)$/m.exec(stdout ?? '')
  return found ? { pid, parentPid: Number(found[1]), startedAt: String(found[2]).trim() } : undefined
}

function isPackageManager(pid: number): boolean {
  return /(^|[/\s])(npm|npx|pnpm|yarn)(-cli)?(\.c?js)?(\s|$)/.test(readCommand(pid))
}

function readCommand(pid: number): string {
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
  return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
}
