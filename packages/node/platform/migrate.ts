import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from './database.ts'
import { PlatformError } from './error.ts'

const folder = join(import.meta.dirname, '../migrations')

/** Any number does that nothing else in the database uses; it keeps two starts from migrating at once. */
const lockId = 7_467_001

/** Brings the database to the newest migration. Forward only: plain SQL files, by number, each in one transaction. */
export async function migrate(database: Database): Promise<string[]> {
  await assertVersion(database)
  const applied: string[] = []
  for (const file of migrationFiles()) {
    const isNew = await database.transact(async (transaction) => {
      await transaction.query('select pg_advisory_xact_lock($1)', [lockId])
      await transaction.query(
        'create table if not exists public.isthmus_migration (file text primary key, applied_at timestamptz not null default now())',
      )
      const known = await transaction.query('select 1 from public.isthmus_migration where file = $1', [file])
      if (known.length > 0) return false
      await transaction.client.query(readFileSync(join(folder, file), 'utf8')).catch((cause: Error) => {
        throw new PlatformError('MIGRATION_FAILED', `migration ${file}: ${cause.message}`, { cause })
      })
      await transaction.query('insert into public.isthmus_migration (file) values ($1)', [file])
      return true
    })
    if (isNew) applied.push(file)
  }
  return applied
}

function migrationFiles(): string[] {
  return readdirSync(folder)
    .filter((file) => /^\d{4}-[a-z-]+\.sql$/.test(file))
    .sort()
}

async function assertVersion(database: Database): Promise<void> {
  const [row] = await database.query<{ version: string }>(
    "select current_setting('server_version_num') as version",
  )
  if (Number(row?.version) >= 150_000) return
  throw new PlatformError('DATABASE_TOO_OLD', `PostgreSQL ${row?.version} is older than 15`, {
    remedy: 'point DATABASE_URL to PostgreSQL 15 or newer',
  })
}
