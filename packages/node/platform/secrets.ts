import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** The peer's secrets folder, made with mode 0700 when it is not there. */
export function secretsFolder(folder: string): string {
  const path = join(folder, 'secrets')
  mkdirSync(path, { recursive: true, mode: 0o700 })
  chmodSync(path, 0o700)
  return path
}
