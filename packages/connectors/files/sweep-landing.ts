import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { listConfiguredFiles } from '../configured-files.ts'
import { openLanding, toFamily } from './landing-copy.ts'

/** Removes what belongs to none of these sources; to be called before any source is open. */
export async function sweepLanding(landing: string, connected: readonly object[]): Promise<void> {
  const families = connected.flatMap(listConfiguredFiles).map(toFamily)
  await openLanding(landing)
  for (const name of await readdir(landing)) {
    const isKept = families.some((family) => name.startsWith(`${family}-`) && name.endsWith('.copy'))
    if (!isKept) await rm(join(landing, name), { recursive: true, force: true })
  }
}

/** Removes the copies of the files of one source, unless another source reads the same file. */
export async function removeLandingCopies(
  landing: string,
  removed: object,
  connected: readonly object[],
): Promise<void> {
  const kept = new Set(connected.flatMap(listConfiguredFiles).map(toFamily))
  const families = listConfiguredFiles(removed)
    .map(toFamily)
    .filter((family) => !kept.has(family))
  await openLanding(landing)
  for (const name of await readdir(landing)) {
    if (families.some((family) => name.startsWith(family))) await rm(join(landing, name), { force: true })
  }
}
