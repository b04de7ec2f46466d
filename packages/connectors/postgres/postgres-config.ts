import { readFile, stat } from 'node:fs/promises'
import { ConnectorError } from '../connector.ts'
import {
  type RelationalConfig,
  relationalDefinitions,
  relationalProperties,
} from '../relational/table-config.ts'

export type PostgresConfig = RelationalConfig & {
  /** Schema of the tables; default: as the server finds them. */
  schema?: string
  connectionString?: string
  /** A file that its owner alone may read, with the connection string in it. */
  connectionStringFile?: string
  /** Name of an environment variable that holds the connection string: ISTHMUS_SOURCE_... */
  connectionStringEnv?: string
  /** How long one batch of a pass, or one look at the tables, may take. Default 30. */
  statementSeconds?: number
  /** How long reading records again by their locators may take: an officer waits. Default 5. */
  fetchSeconds?: number
}

const text = { type: 'string', minLength: 1 }
const seconds = { type: 'integer', minimum: 1, maximum: 3600 }

export const postgresConfigSchema = {
  type: 'object',
  required: ['table', 'key'],
  additionalProperties: false,
  properties: {
    schema: text,
    connectionString: text,
    connectionStringFile: text,
    // Any other variable may be a secret of the peer.
    connectionStringEnv: { type: 'string', pattern: '^ISTHMUS_SOURCE_[A-Z0-9_]+$' },
    statementSeconds: seconds,
    fetchSeconds: seconds,
    ...relationalProperties,
  },
  $defs: relationalDefinitions,
} as const

/** The connection string, from the one place that is configured. Never to be shown. */
export async function getConnectionString(config: PostgresConfig): Promise<string> {
  const { connectionString, connectionStringFile, connectionStringEnv } = config
  const given = [connectionString, connectionStringFile, connectionStringEnv].filter(
    (place) => place !== undefined,
  )
  if (given.length !== 1) {
    throw toConfigError(
      'connectionString',
      'one and only one place of the connection string must be given',
      places,
    )
  }
  if (connectionString !== undefined) return connectionString
  if (connectionStringFile !== undefined) return readPrivate(connectionStringFile)
  const found = process.env[connectionStringEnv ?? '']
  if (found !== undefined && found !== '') return found
  throw toConfigError(
    'connectionStringEnv',
    'the environment variable is not set',
    'Set it for the process of the peer.',
  )
}

const places = 'Give connectionString, connectionStringFile or connectionStringEnv.'

async function readPrivate(path: string): Promise<string> {
  try {
    const { mode } = await stat(path)
    if (process.platform === 'win32' || (mode & 0o077) === 0) return (await readFile(path, 'utf8')).trim()
  } catch {
    throw toConfigError('connectionStringFile', 'the file cannot be read', 'Check its path and its owner.')
  }
  throw toConfigError('connectionStringFile', 'others may read the file', 'Set its mode to 0600.')
}

function toConfigError(setting: string, reason: string, remedy: string): ConnectorError {
  return new ConnectorError('CONFIG_INVALID', { place: `source setting ${setting}`, reason, remedy })
}
