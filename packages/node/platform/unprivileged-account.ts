import { spawnSync } from 'node:child_process'
import { PlatformError } from './error.ts'

/** The account a child runs as; `undefined` where this process is not root and keeps its own. */
export type Account = { uid: number; gid: number; name: string }

const candidates = ['postgres', 'isthmus']

/** PostgreSQL refuses to run as root; for root this is the account that it runs as, made when there is none. */
export function getUnprivilegedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const account =
    candidates.map(findAccount).find((found) => found !== undefined) ??
    createAccount() ??
    findAccount('nobody')
  if (account) return account
  throw new PlatformError(
    'STORE_FAILED',
    'PostgreSQL may not run as root, and no other account could be found or made',
    {
      remedy: 'start as an ordinary account, or set DATABASE_URL to a PostgreSQL server',
    },
  )
}

function findAccount(name: string): Account | undefined {
  const uid = numberFrom('id', ['-u', name])
  const gid = numberFrom('id', ['-g', name])
  if (!uid || gid === undefined) return undefined
  return { uid, gid, name }
}

function createAccount(): Account | undefined {
  const name = 'isthmus'
  spawnSync('groupadd', ['--system', name], { stdio: 'ignore' })
  spawnSync(
    'useradd',
    ['--system', '--gid', name, '--no-create-home', '--shell', '/usr/sbin/nologin', name],
    {
      stdio: 'ignore',
    },
  )
  return findAccount(name)
}

function numberFrom(command: string, args: string[]): number | undefined {
  const { status, stdout } = spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  if (status !== 0 || !/^\d+\s*$/.test(stdout)) return undefined
  return Number(stdout)
}
