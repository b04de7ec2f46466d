import { spawnSync } from 'node:child_process'
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@isthmus/node/platform'

export type SmallDisk = {
  /** Connection string of a fresh database whose data folder lies on the small disk. */
  createDatabase: (name: string) => Promise<string>
  /** Leaves no free byte. */
  fill: () => void
  free: () => void
  close: () => Promise<void>
}

/** Whether this process may mount a disk of its own; otherwise these tests have nothing to fill. */
export const maySmallDisk = process.platform === 'linux' && process.getuid?.() === 0 && canMount()

/** PostgreSQL on a disk of its own, which is small enough to be filled. */
export async function openSmallDisk(megabytes: number): Promise<SmallDisk> {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-small-disk-'))
  mount(folder, megabytes)
  chmodSync(folder, 0o755)
  const ballast = join(folder, 'ballast')
  let store: EmbeddedPostgres
  try {
    store = await startEmbeddedPostgres({ folder, log: () => {} })
  } catch (fault) {
    unmount(folder)
    throw fault
  }
  return {
    createDatabase: (name) => store.createDatabase(name, { role: name, password: name }),
    fill: () => fill(folder, ballast),
    free: () => rmSync(ballast, { force: true }),
    close: async () => {
      rmSync(ballast, { force: true })
      await store.stop()
      unmount(folder)
    },
  }
}

function fill(folder: string, ballast: string): void {
  const file = openSync(ballast, 'a')
  const part = Buffer.alloc(64 * 1024)
  try {
    while (statfsSync(folder).bfree > 0) writeSync(file, part)
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'ENOSPC')) throw fault
  } finally {
    closeSync(file)
  }
}

function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-small-disk-'))
  try {
    mount(folder, 1)
    return true
  } catch {
    return false
  } finally {
    unmount(folder)
  }
}

function mount(folder: string, megabytes: number): void {
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'isthmus', folder])
  if (status !== 0) throw new Error('a small disk could not be mounted')
}

function unmount(folder: string): void {
  spawnSync('umount', [folder])
  rmSync(folder, { recursive: true, force: true })
}
