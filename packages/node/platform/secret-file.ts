import { readFileSync, statSync } from 'node:fs'
import { PlatformError } from './error.ts'

/** The text of a file that its owner alone may read (not verified on Windows). Throws PlatformError CONFIG_INVALID. */
export function readSecretFile(file: string): string {
  verifyOwnerOnly(file)
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw toUnreadable(file, cause)
  }
}

function verifyOwnerOnly(file: string): void {
  if (process.platform === 'win32') return
  let mode: number
  try {
    mode = statSync(file).mode
  } catch (cause) {
    throw toUnreadable(file, cause)
  }
  if ((mode & 0o077) === 0) return
  throw new PlatformError('CONFIG_INVALID', `${file} holds a secret, and others may read it`, {
    remedy: `close it (chmod 600 ${file}), and replace the secret if somebody may have read it`,
  })
}

function toUnreadable(file: string, cause: unknown): PlatformError {
  return new PlatformError('CONFIG_INVALID', `${file} cannot be read`, {
    cause,
    remedy: 'check the path and its permissions',
  })
}
