import { createDatabase, type EmbeddedPostgres, startEmbeddedPostgres } from '@isthmus/node/platform'

/** A PostgreSQL server on which the federation's databases are made: the embedded one, or that of DATABASE_URL. */
export type Store = {
  /** Makes database and role where missing; gives the connection string of the role. */
  createDatabase: (name: string, role: { role: string; password: string }) => Promise<string>
  /** Resolves when the server has ended; never for a server that is not ours. */
  ended: Promise<void>
  stop: () => Promise<void>
}

export type StoreOptions = {
  folder: string
  databaseUrl: string | undefined
  log: (line: string) => void
  throwaway?: boolean
}

export async function openStore({
  folder,
  databaseUrl,
  log,
  throwaway = false,
}: StoreOptions): Promise<Store> {
  if (databaseUrl) return toExternalStore(databaseUrl)
  const embedded: EmbeddedPostgres = await startEmbeddedPostgres({ folder, log, throwaway })
  return { createDatabase: embedded.createDatabase, ended: embedded.ended, stop: embedded.stop }
}

/** The role of DATABASE_URL must be allowed to create roles and databases. */
function toExternalStore(databaseUrl: string): Store {
  return {
    createDatabase: async (name, { role, password }) => {
      await createDatabase(databaseUrl, name, { role, password })
      const url = new URL(databaseUrl)
      url.pathname = name
      url.username = encodeURIComponent(role)
      url.password = encodeURIComponent(password)
      return url.href
    },
    ended: new Promise(() => {}),
    stop: async () => {},
  }
}
