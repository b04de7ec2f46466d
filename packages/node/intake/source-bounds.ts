import { realpath } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import {
  type ConnectorConfig,
  findDatabasePlace,
  listConfiguredFiles,
  toDatabasePlace,
} from '@isthmus/connectors'
import type { PeerConfig } from '@isthmus/contract'
import { IntakeError } from './errors.ts'

/** What an operator may connect. Absolute paths; links are followed when a source is verified. */
export type SourceBounds = {
  /** Sources lie in these folders only. */
  sourceFolders: readonly string[]
  /** Folders of the peer itself: closed, except for source folders inside them. */
  own: readonly string[]
  /** Never open, whatever the source folders are. */
  closed: readonly string[]
  /** The peer's own database, which is no source. */
  databaseUrl: string
}

export function toSourceBounds(
  config: PeerConfig,
  { configFile, databaseUrl }: { configFile: string; databaseUrl: string },
): SourceBounds {
  const secretFiles = [
    config.databaseUrlFile,
    config.keystore?.passphraseFile,
    config.signIn.provider?.clientSecretFile,
  ]
  return {
    sourceFolders: config.sourceFolders ?? [],
    own: [config.folder, dirname(configFile)],
    closed: [
      ...['secrets', 'landing', 'postgres'].map((name) => join(config.folder, name)),
      configFile,
      ...secretFiles.filter((file) => file !== undefined),
    ],
    databaseUrl,
  }
}

/**
 * A peer may read more than an operator may: verifies that every file of a configuration lies in a source folder, and that
 * no database is the peer's own. Throws IntakeError SOURCE_PLACE_REFUSED, or SECRET_IN_CONFIGURATION for a connection
 * string, which may hold a password: what is connected is stored and backed up.
 */
export async function verifySourcePlaces(connector: ConnectorConfig, bounds: SourceBounds): Promise<void> {
  if ('connectionString' in connector) {
    throw new IntakeError(
      'SECRET_IN_CONFIGURATION',
      'the connector configuration holds a connection string',
      {
        remedy:
          'put it into a file that only the peer can read and name that as connectionStringFile, or name a variable as connectionStringEnv',
      },
    )
  }
  const real = await followLinks(bounds)
  for (const file of listConfiguredFiles(connector)) {
    if (!isOpen(await followLink(file), real)) throw toRefusal(file)
  }
  if ((await findDatabasePlace(connector)) === toDatabasePlace(bounds.databaseUrl)) {
    throw new IntakeError('SOURCE_PLACE_REFUSED', "this is the peer's own database", {
      remedy: 'name the database of the source',
    })
  }
}

/** The innermost folder that is named decides. */
function isOpen(path: string, { sourceFolders, own, closed }: Omit<SourceBounds, 'databaseUrl'>): boolean {
  if (closed.some((place) => isWithin(path, place))) return false
  const innermost = (folders: readonly string[]): number =>
    Math.max(-1, ...folders.filter((folder) => isWithin(path, folder)).map((folder) => folder.length))
  return innermost(sourceFolders) > innermost(own)
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || resolve(way) === way)
}

async function followLinks({
  sourceFolders,
  own,
  closed,
}: SourceBounds): Promise<Omit<SourceBounds, 'databaseUrl'>> {
  const all = (paths: readonly string[]): Promise<string[]> => Promise.all(paths.map(followLink))
  return { sourceFolders: await all(sourceFolders), own: await all(own), closed: await all(closed) }
}

/** The path without links, as far as it is there: whether a file exists is told inside source folders only. */
async function followLink(path: string): Promise<string> {
  const absolute = resolve(path)
  try {
    return await realpath(absolute)
  } catch {
    const parent = dirname(absolute)
    return parent === absolute ? absolute : join(await followLink(parent), basename(absolute))
  }
}

function toRefusal(file: string): IntakeError {
  return new IntakeError('SOURCE_PLACE_REFUSED', `${file} lies in no source folder of this peer`, {
    remedy:
      "move it into one, or let the keeper of the peer's machine add its folder to sourceFolders of the peer's configuration file and start the peer again",
  })
}
