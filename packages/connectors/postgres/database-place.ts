import { Client } from 'pg'
import { ConnectorError } from '../connector.ts'
import { type ConnectorConfig, verifySettings } from '../open-connector.ts'
import { getConnectionString, type PostgresConfig } from './postgres-config.ts'
import { postgresKind } from './postgres-connector.ts'

const loopback = new Set(['127.0.0.1', '::1', '[::1]', ''])

/**
 * Server, port and database that a connection string leads to; spellings of this machine are one. Holds no password.
 * Throws ConnectorError CONFIG_INVALID.
 */
export function toDatabasePlace(connectionString: string): string {
  const { host, port, database } = parseConnectionString(connectionString)
  const name = host.toLowerCase()
  const server = loopback.has(name) || name.startsWith('/') ? 'localhost' : name
  return JSON.stringify([server, port, database])
}

/** Where the database of a postgres source is; undefined for other kinds. Throws ConnectorError CONFIG_INVALID. */
export async function findDatabasePlace(config: ConnectorConfig): Promise<string | undefined> {
  if (config.kind !== postgresKind.kind) return undefined
  const { settings } = verifySettings(config)
  return toDatabasePlace(await getConnectionString(settings as PostgresConfig)) // as its schema has verified
}

function parseConnectionString(connectionString: string): Client {
  try {
    return new Client({ connectionString })
  } catch {
    // The cause repeats the string, which may hold a password.
    throw new ConnectorError('CONFIG_INVALID', {
      place: 'connection string',
      reason: 'it cannot be read',
      remedy: 'Write it like postgres://role:password@server:5432/database.',
    })
  }
}
