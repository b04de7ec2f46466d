import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { PlatformError } from './error.ts'
import { toStoreError } from './store-error.ts'

interface FolderLock {
  release(): void
}

const busy = 5

/**
 * Holds `folder` for this process until `release`, or until the process ends in whatever way: the lock is one of the
 * operating system on a SQLite file, so a killed holder leaves nothing stale behind.
 *
 * @throws PlatformError STORE_HELD, naming the process that holds it | DISK_FULL | STORE_FAILED
 */
export function lockFolder(folder: string): FolderLock {
  const holderFile = join(folder, 'holder.txt')
  let lock: DatabaseSync | undefined
  try {
    mkdirSync(folder, { recursive: true })
    lock = new DatabaseSync(join(folder, 'lock'))
    lock.exec('pragma busy_timeout = 0; begin exclusive')
    writeFileSync(holderFile, `process ${process.pid}, started ${new Date().toISOString()}\n`)
    return toFolderLock(lock, holderFile)
  } catch (cause) {
    lock?.close()
    if ((cause as { errcode?: number }).errcode !== busy) throw toStoreError(cause, folder)
    throw new PlatformError(
      'STORE_HELD',
      `the store in ${folder} is already open (${readHolder(holderFile)})`,
      {
        cause,
        remedy: 'stop that process first, or choose another data folder',
      },
    )
  }
}

function toFolderLock(lock: DatabaseSync, holderFile: string): FolderLock {
  return {
    release: () => {
      if (!lock.isOpen) return
      rmSync(holderFile, { force: true })
      lock.close()
    },
  }
}

function readHolder(holderFile: string): string {
  try {
    return readFileSync(holderFile, 'utf8').trim().slice(0, 200)
  } catch {
    return 'by a process that has not said its number'
  }
}
