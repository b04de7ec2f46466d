import { type Database, migrate, openDatabase } from '@isthmus/node/platform'
import { type TestDatabase, testDatabase } from './postgres.ts'

export type MigratedDatabase = {
  database: Database
  connectionString: string
  /** Closes the connections and removes the database. */
  drop: () => Promise<void>
}

/** A fresh database that has every table of a peer, and nothing in them. */
export async function migratedDatabase(connections = 4): Promise<MigratedDatabase> {
  const { connectionString, drop }: TestDatabase = await testDatabase()
  const database = openDatabase({ connectionString, connections })
  await migrate(database)
  return {
    database,
    connectionString,
    drop: async () => {
      await database.close()
      await drop()
    },
  }
}
