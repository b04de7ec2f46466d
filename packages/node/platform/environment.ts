import { PlatformError } from './error.ts'

const logLevels = ['debug', 'info', 'warn', 'error'] as const

/** The environment variables a peer reads; `process.env` is read nowhere else in this package. */
export type Environment = {
  /** Path of the peer's configuration file: ISTHMUS_CONFIG */
  configFile: string | undefined
  /** A real PostgreSQL instead of the embedded one: DATABASE_URL */
  databaseUrl: string | undefined
  /** debug, info, warn or error; wins over the configuration file: ISTHMUS_LOG_LEVEL */
  logLevel: (typeof logLevels)[number] | undefined
  /** File with the passphrase of the keystore: ISTHMUS_PASSPHRASE_FILE */
  passphraseFile?: string | undefined
  /** Where systemd puts the credentials of the unit: CREDENTIALS_DIRECTORY */
  credentialsFolder?: string | undefined
}

/** Throws PlatformError CONFIG_INVALID. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  return {
    configFile: variables.ISTHMUS_CONFIG || undefined,
    databaseUrl: variables.DATABASE_URL || undefined,
    logLevel: logLevelOf(variables.ISTHMUS_LOG_LEVEL),
    passphraseFile: variables.ISTHMUS_PASSPHRASE_FILE || undefined,
    credentialsFolder: variables.CREDENTIALS_DIRECTORY || undefined,
  }
}

function logLevelOf(text: string | undefined): Environment['logLevel'] {
  const level = logLevels.find((known) => known === text)
  if (level || !text) return level
  throw new PlatformError('CONFIG_INVALID', 'ISTHMUS_LOG_LEVEL is not a level of the log', {
    remedy: `set it to one of ${logLevels.join(', ')}`,
  })
}
