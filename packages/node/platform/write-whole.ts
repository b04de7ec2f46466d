import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { PlatformError } from './error.ts'
import { toStoreError } from './store-error.ts'

/**
 * Replaces a file (mode 0600) whole or not at all, and durably: after a crash or on a full disk the former one is there.
 *
 * @param verify throws when what now lies on the disk in the file of this name must not take its place
 * @throws PlatformError DISK_FULL | STORE_FAILED
 */
export function writeWhole(
  file: string,
  content: string | Uint8Array,
  verify?: (written: string) => void,
): void {
  const draft = `${file}.${randomUUID()}`
  try {
    writeFileSync(draft, content, { mode: 0o600, flag: 'wx', flush: true })
    verify?.(draft)
    renameSync(draft, file)
    syncFolder(dirname(file))
  } catch (cause) {
    rmSync(draft, { force: true })
    throw toWriteError(cause, file)
  }
}

/** A renaming lasts only when the folder has reached the disk. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function toWriteError(cause: unknown, file: string): PlatformError {
  if (cause instanceof PlatformError) return cause
  const error = toStoreError(cause, file)
  if (error.code === 'DISK_FULL') return error
  return new PlatformError('STORE_FAILED', `${file} could not be written; the former one is as it was`, {
    cause,
    remedy: 'start with the account that owns the folder, on a disk that can be written to',
  })
}
