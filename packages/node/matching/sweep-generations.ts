import type { Database } from '../platform/index.ts'
import { listGenerations, listTables } from './reader.ts'
import {
  deleteGenerations,
  dropTables,
  failGeneration,
  supersedeAnswering,
  tryLockSource,
} from './transactor.ts'

/**
 * Removes what killed runs left behind: generations that nobody builds any more are marked failed, tables that do not
 * answer are dropped. Returns the generations that were interrupted. Safe while builds run.
 */
export async function sweepGenerations(database: Database): Promise<number[]> {
  const interrupted: number[] = []
  for (const { id, sourceId } of await listGenerations(database, ['building'])) {
    const isDead = await database.transact((transaction) => tryLockSource(transaction, sourceId))
    if (!isDead) continue
    await failGeneration(database, id)
    interrupted.push(id)
  }
  const stale = new Set((await listGenerations(database, ['superseded', 'failed'])).map(({ id }) => id))
  for (const id of await listTables(database)) {
    if (stale.has(id)) await dropTables(database, id)
  }
  return interrupted
}

/** Takes a source out of the index: it answers no longer, then all its generations go. No build of it may be running. */
export async function dropIndex(database: Database, sourceId: string): Promise<void> {
  await supersedeAnswering(database, sourceId)
  const own = await listGenerations(database, ['building', 'superseded', 'failed'])
  const ids = new Set(own.filter((one) => one.sourceId === sourceId).map(({ id }) => id))
  for (const id of await listTables(database)) {
    if (ids.has(id)) await dropTables(database, id)
  }
  await deleteGenerations(database, sourceId)
}
