import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { postgresEnvironment } from './postgres-binaries.ts'
import type { Account } from './unprivileged-account.ts'

export type Guard = { account: Account | undefined; signal: 'INT' | 'KILL' }

/**
 * Starts a program that gets `signal` when this process ends, even by SIGKILL. It has its own session, so that Ctrl-C
 * reaches only this process, which then stops things in order.
 */
export function spawnGuarded(command: string, args: string[], guard: Guard): ChildProcess {
  const options = { cwd: '/', detached: true, env: postgresEnvironment }
  if (process.platform === 'win32') {
    return spawn(command, args, { env: process.env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
  }
  const { account, signal } = guard
  if (hasSetpriv(account)) {
    const setprivArgs = [...identityArgs(account), '--pdeathsig', signal, '--', command, ...args]
    return spawn('setpriv', setprivArgs, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  }
  const identity = account ? { uid: account.uid, gid: account.gid } : {}
  const watched = ['-c', watchStdin, 'sh', signal, command, ...args]
  return spawn('/bin/sh', watched, { ...options, ...identity, stdio: ['pipe', 'pipe', 'pipe'] })
}

/** Where there is no setpriv (macOS): a shell that reads a pipe of ours, which ends when we do. */
const watchStdin = `
signal=$1; shift
exec 3<&0
"$@" </dev/null 3<&- &
child=$!
{ read -r _ <&3; kill -s "$signal" "$child"; } 2>/dev/null &
watcher=$!
exec 3<&-
wait "$child"
status=$?
kill "$watcher" 2>/dev/null
exit "$status"
`

function identityArgs(account: Account | undefined): string[] {
  return account ? [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'] : []
}

let setprivWorks: boolean | undefined

function hasSetpriv(account: Account | undefined): boolean {
  if (process.env.ISTHMUS_WITHOUT_SETPRIV) return false
  const args = [...identityArgs(account), '--pdeathsig', 'INT', '--', 'true']
  setprivWorks ??= spawnSync('setpriv', args, { stdio: 'ignore', env: postgresEnvironment }).status === 0
  return setprivWorks
}
