import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../packages/node/platform/embedded-postgres.ts'
import { onParentGone } from '../packages/node/platform/lifeline.ts'

/** One PostgreSQL for the whole run, in a folder that is thrown away; ISTHMUS_TEST_DATABASE may name another one. */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  // A killed `npm test` leaves no tests running on.
  onParentGone(() => process.exit(1))
  if (process.env.ISTHMUS_TEST_DATABASE) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-test-'))
  chmodSync(folder, 0o755)
  const store = await startEmbeddedPostgres({ folder, log: () => {}, throwaway: true })
  process.env.ISTHMUS_TEST_DATABASE = store.url('postgres')
  return async () => {
    await store.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
