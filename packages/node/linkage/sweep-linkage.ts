import { rmSync } from 'node:fs'
import type { Database } from '../platform/index.ts'
import { toLinkageFolder } from './operations/run-linkage.ts'
import { LinkageTransactor } from './transactor.ts'

/** Removes what killed runs left behind, and marks them. Called at start, before any run. */
export async function sweepLinkage(
  database: Database,
  { folder, now }: { folder: string; now: Date },
): Promise<void> {
  rmSync(toLinkageFolder(folder), { recursive: true, force: true })
  await new LinkageTransactor(database).markInterrupted(now)
}
