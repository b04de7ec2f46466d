import type { Database } from '../platform/index.ts'
import { findAnswering, listGenerations, listTables } from './reader.ts'
import { dropTables, failGeneration, supersedeGeneration, tryLockSource } from './transactor.ts'

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

/** Takes a source out of the index, as when it is disconnected. */
export async function dropIndex(database: Database, sourceId: string): Promise<void> {
  const answering = await findAnswering(database, sourceId)
  if (!answering) return
  await supersedeGeneration(database, answering.generation)
  await dropTables(database, answering.generation)
}
