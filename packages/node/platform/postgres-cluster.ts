import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { PlatformError } from './error.ts'
import { spawnGuarded } from './guarded-child.ts'
import { getReachableFolder, type PostgresBinaries } from './postgres-binaries.ts'
import { toStoreError } from './store-error.ts'
import type { Account } from './unprivileged-account.ts'

/** A data folder of PostgreSQL, the account it belongs to, and the password of its superuser. */
export type Cluster = {
  /** The folder that was asked for, or the one that had to take its place. */
  home: string
  dataFolder: string
  account: Account | undefined
  password: string
}

export type ClusterOptions = {
  folder: string
  account: Account | undefined
  binaries: PostgresBinaries
  superuser: string
  throwaway: boolean
  log: (line: string) => void
}

const finished = 'store'
const unfinished = 'unfinished-'

/**
 * The cluster of a folder. It is made under another name and renamed when it is whole, so a first start that was
 * interrupted leaves only something to wipe. The caller holds the lock of the folder.
 */
export async function getCluster(options: ClusterOptions): Promise<Cluster> {
  const home = getHome(options)
  const store = join(home, finished)
  await wipeUnfinished(home)
  if (!existsSync(store)) await makeCluster(options, home)
  const dataFolder = join(store, 'cluster')
  assertVersion(dataFolder, options.binaries.major)
  return { home, dataFolder, account: ownerOf(dataFolder, options.account), password: readPassword(store) }
}

/** The folder itself, or for root one under /var/lib when PostgreSQL's account may not enter it. */
function getHome({ folder, account, log }: ClusterOptions): string {
  if (!account || canEnter(folder, account)) return folder
  const hash = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 12)
  const home = join(getReachableFolder(), `store-${hash}`)
  mkdirSync(home, { recursive: true })
  chmodSync(home, 0o755)
  log(`the store lies in ${home}, because the account ${account.name} may not enter ${folder}`)
  return home
}

function canEnter(folder: string, account: Account): boolean {
  const { uid, gid } = account
  return (
    spawnSync('/bin/sh', ['-c', 'cd -- "$0"', folder], { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0
  )
}

/** A child of the interrupted initdb may still be writing for a moment, and put back what was removed. */
async function wipeUnfinished(home: string): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const left = readdirSync(home).filter((name) => name.startsWith(unfinished))
    if (left.length === 0) return
    if (attempt > 0) await pause(250)
    for (const name of left) wipe(join(home, name))
  }
}

/** What cannot be removed now does no harm, and is tried again at the next start. */
function wipe(place: string): void {
  try {
    rmSync(place, { recursive: true, force: true })
  } catch {
    // Written to at this moment, or of another account.
  }
}

async function makeCluster(options: ClusterOptions, home: string): Promise<void> {
  const place = join(home, `${unfinished}${randomBytes(4).toString('hex')}`)
  options.log('the store is made (once)')
  try {
    mkdirSync(place)
    chmodSync(place, 0o755)
    const passwordFile = writePassword(place, options.account)
    await initialise(options, join(place, 'cluster'), passwordFile)
    if (options.account) chownSync(passwordFile, 0, 0)
    renameSync(place, join(home, finished))
  } catch (fault) {
    wipe(place)
    throw toStoreError(fault, home)
  }
}

function writePassword(place: string, account: Account | undefined): string {
  const file = join(place, 'password')
  writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (account) chownSync(file, account.uid, account.gid)
  return file
}

async function initialise(options: ClusterOptions, dataFolder: string, passwordFile: string): Promise<void> {
  const { account, binaries, superuser } = options
  mkdirSync(dataFolder, { mode: 0o700 })
  if (account) chownSync(dataFolder, account.uid, account.gid)
  const args = [
    '-D',
    dataFolder,
    '-U',
    superuser,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    ...sorting,
  ]
  if (options.throwaway) args.push('--no-sync')
  const child = spawnGuarded(binaries.initdb, args, { account, signal: 'KILL' })
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const output = child.stderr ? text(child.stderr) : Promise.resolve('')
  child.stdout?.resume()
  if ((await closed) !== 0)
    throw new Error((await output).trim().slice(-500) || 'initdb was ended from outside')
}

/** By code point in every version on every machine: an index must not change its order with a system's locale. */
const sorting = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']

function assertVersion(dataFolder: string, major: number): void {
  const found = Number(readClusterFile(join(dataFolder, 'PG_VERSION')))
  if (found === major) return
  throw new PlatformError(
    'STORE_WRONG_VERSION',
    `the store in ${dataFolder} is of PostgreSQL ${found}, this is ${major}`,
    {
      remedy: `use the release that wrote it, or a server of version ${found} with DATABASE_URL, or start in a new folder`,
    },
  )
}

function readPassword(store: string): string {
  return readClusterFile(join(store, 'password')).trim()
}

function readClusterFile(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const isForeign = code === 'EACCES' || code === 'EPERM'
    throw new PlatformError('STORE_FAILED', `${file} cannot be read (${code})`, {
      cause,
      remedy: isForeign ? 'start with the account that made the store' : 'restore the store from its backup',
    })
  }
}

/** A store keeps the account that made it: a later start as root must not change its owner. */
function ownerOf(dataFolder: string, account: Account | undefined): Account | undefined {
  const { uid, gid } = statSync(dataFolder)
  if (account) return uid === 0 || uid === account.uid ? account : { uid, gid, name: String(uid) }
  accessSync(dataFolder, constants.R_OK | constants.W_OK)
  return undefined
}
