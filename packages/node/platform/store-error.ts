import { PlatformError } from './error.ts'

/** What kept a store from starting, in words: a full disk looks different from Node, SQLite, initdb and postgres. */
export function toStoreError(fault: unknown, place: string): PlatformError {
  if (fault instanceof PlatformError) return fault
  const message = fault instanceof Error ? fault.message : String(fault)
  if (/ENOSPC|EDQUOT|No space left|Disk quota|disk is full/i.test(message)) {
    return new PlatformError('DISK_FULL', `the disk that holds ${place} is full`, {
      cause: fault,
      remedy: 'free at least 200 MB there, then start again',
    })
  }
  const isClosed = /EACCES|EPERM|EROFS|readonly|unable to open/i.test(message)
  return new PlatformError('STORE_FAILED', `the store in ${place} did not start: ${message}`, {
    cause: fault,
    remedy: isClosed
      ? 'start with the account that made the store, or choose a folder on a local disk that this account may write to'
      : 'read the message; a store of which nothing is needed may be deleted, and is then made again',
  })
}
