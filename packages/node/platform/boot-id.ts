import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** What stays the same until the machine starts again; where the system does not say, another one at every call. */
export function readBootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return randomUUID()
  }
}
