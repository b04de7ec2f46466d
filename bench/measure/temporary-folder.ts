import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder for one benchmark. Others may pass through it, because PostgreSQL never runs as root. */
export function makeTemporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-bench-'))
  chmodSync(folder, 0o711)
  return folder
}
