import { randomBytes, randomUUID } from 'node:crypto'
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PlatformError } from './error.ts'

/** The peer's secrets folder, made with mode 0700 when it is not there. */
export function secretsFolder(folder: string): string {
  const path = join(folder, 'secrets')
  mkdirSync(path, { recursive: true, mode: 0o700 })
  chmodSync(path, 0o700)
  return path
}

/** 32 random bytes kept under this name (mode 0600); made at the first use. */
export function readOrCreateSecret(folder: string, name: string): Buffer {
  const file = join(secretsFolder(folder), `${name}.key`)
  if (!existsSync(file)) createSecret(file)
  const secret = readFileSync(file)
  if (secret.length === 32) return secret
  throw new PlatformError('CONFIG_INVALID', `the secret ${name} is not 32 bytes long`, {
    remedy: 'restore it from the backup; a new one would make the index and the commitments unreadable',
  })
}

/** Whole or not at all; of two that start at once, one makes it and both read the same. */
function createSecret(file: string): void {
  const draft = `${file}.${randomUUID()}`
  try {
    writeFileSync(draft, randomBytes(32), { mode: 0o600, flag: 'wx', flush: true })
    // A link, unlike a renaming, never replaces what is there.
    linkSync(draft, file)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause
  } finally {
    rmSync(draft, { force: true })
  }
}
