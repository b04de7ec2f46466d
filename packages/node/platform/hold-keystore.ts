import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { PlatformError } from './error.ts'
import { secretsFolder } from './secrets.ts'
import { toStoreError } from './store-error.ts'

export type KeystoreHold = { release(): void }

const busy = 5

/**
 * Whoever keeps a keystore open holds it, beside others who do; the lock is the operating system's, so a killed holder leaves
 * none behind.
 *
 * @throws PlatformError STORE_HELD while it is sealed anew | DISK_FULL | STORE_FAILED
 */
export function holdKeystore(folder: string): KeystoreHold {
  // A read transaction is SQLite's shared lock.
  return hold(folder, {
    begin: 'begin; select count(*) from sqlite_schema',
    waitMs: 10_000,
    what: 'the keystore of this peer is just being sealed anew',
    remedy: 'wait until isthmus keys has ended, then start again',
  })
}

/** Alone, as long as it is sealed anew. Throws PlatformError STORE_HELD while a peer runs with it | DISK_FULL | STORE_FAILED. */
export function holdKeystoreAlone(folder: string): KeystoreHold {
  return hold(folder, {
    begin: 'begin exclusive',
    waitMs: 0,
    what: 'the keystore is in use: its peer runs, or another command works with it',
    remedy: 'stop the peer first (systemctl stop isthmus-peer), then call the command again',
  })
}

/** Where those log in one after another who use the token of this peer. */
export function toTokenLock(folder: string): string {
  return join(secretsFolder(folder), 'token.lock')
}

type Holding = { begin: string; waitMs: number; what: string; remedy: string }

function hold(folder: string, { begin, waitMs, what, remedy }: Holding): KeystoreHold {
  const file = join(secretsFolder(folder), 'keystore.json.held')
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(file)
    lock.exec(`pragma busy_timeout = ${waitMs}; ${begin}`)
  } catch (cause) {
    lock?.close()
    if (!isBusy(cause)) throw toStoreError(cause, file)
    throw new PlatformError('STORE_HELD', what, { cause, remedy })
  }
  const held = lock
  return {
    release: () => {
      if (held.isOpen) held.close()
    },
  }
}

function isBusy(cause: unknown): boolean {
  return cause instanceof Error && 'errcode' in cause && cause.errcode === busy
}
