import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@isthmus/node/platform'
import { makeTemporaryFolder } from './temporary-folder.ts'

export type TemporaryStore = {
  /** For files of the benchmark; gone with the store. */
  folder: string
  createDatabase(name: string): Promise<string>
  stop(): Promise<void>
}

/** A PostgreSQL as peers run it (durable), in a folder that is removed when it stops. */
export async function startTemporaryStore(): Promise<TemporaryStore> {
  const folder = makeTemporaryFolder()
  const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), log: () => {} })
  return {
    folder,
    createDatabase: (name) => postgres.createDatabase(name, { role: name, password: name }),
    stop: async () => {
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
