import { join } from 'node:path'
import type { PeerConfig } from '@isthmus/contract'
import type { OpenedKeys } from './open-keys.ts'
import {
  type Database,
  type EmbeddedPostgres,
  type Environment,
  findDatabaseUrl,
  type Keystore,
  type Logger,
  lockDatabase,
  openDatabase,
  startEmbeddedPostgres,
} from './platform/index.ts'

export type OpenedStore = { database: Database; url: string; close: () => Promise<void> }

/** The database of DATABASE_URL, or one of the peer's own. */
export async function openStore(
  config: PeerConfig,
  { environment, keys, logger }: { environment: Environment; keys: OpenedKeys; logger: Logger },
): Promise<OpenedStore> {
  const given = findDatabaseUrl(config, environment)
  const embedded = given
    ? undefined
    : await startEmbeddedPostgres({
        folder: join(config.folder, 'postgres'),
        log: (line) => logger.info(line),
      })
  try {
    const url = given ?? (await createOwnDatabase(keys.keystore, embedded))
    const lock = await lockDatabase(url, (sentence) => logger.warn(sentence))
    const database = openDatabase({ connectionString: url, applicationName: `isthmus-${config.peerId}` })
    const close = async (): Promise<void> => {
      await database.close()
      await lock.release()
      await embedded?.stop()
      await keys.close()
    }
    return { database, url, close }
  } catch (fault) {
    await embedded?.stop()
    throw fault
  }
}

async function createOwnDatabase(
  keystore: Keystore,
  embedded: EmbeddedPostgres | undefined,
): Promise<string> {
  const password = keystore.readOrCreate('database').toString('base64url')
  return (await embedded?.createDatabase('isthmus', { role: 'isthmus_peer', password })) ?? ''
}
