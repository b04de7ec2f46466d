/** The environment variables a peer reads; `process.env` is read nowhere else in this package. */
export type Environment = {
  /** Path of the peer's configuration file: ISTHMUS_CONFIG */
  configFile: string | undefined
  /** A real PostgreSQL instead of the embedded one: DATABASE_URL */
  databaseUrl: string | undefined
  /** debug, info, warn or error; wins over the configuration file: ISTHMUS_LOG_LEVEL */
  logLevel: string | undefined
}

export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  return {
    configFile: variables.ISTHMUS_CONFIG || undefined,
    databaseUrl: variables.DATABASE_URL || undefined,
    logLevel: variables.ISTHMUS_LOG_LEVEL || undefined,
  }
}
