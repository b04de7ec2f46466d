import type { Model } from '@isthmus/protocol/score'
import type { Database, Queries, Transaction } from '../platform/index.ts'
import { MatchingError } from './errors.ts'

/** Names of a generation's own tables; they become partitions when it is complete. */
export function toTables(generation: number): { posting: string; record: string } {
  return { posting: `matching.posting_${generation}`, record: `matching.record_${generation}` }
}

/** Held for as long as a build runs, so that a sweep can tell a running build from a dead one. */
export async function tryLockSource(transaction: Transaction, sourceId: string): Promise<boolean> {
  const [row] = await transaction.query<{ locked: boolean }>(
    "select pg_try_advisory_xact_lock(hashtext('matching'), hashtext($1)) as locked",
    [sourceId],
  )
  return row?.locked ?? false
}

export async function insertGeneration(
  database: Database,
  sourceId: string,
  sourceState: string,
): Promise<number> {
  const [row] = await database.query<{ id: number }>(
    'insert into matching.generation (source_id, source_state) values ($1, $2) returning id',
    [sourceId, sourceState],
  )
  return row?.id ?? 0
}

export async function createTables(transaction: Transaction, generation: number): Promise<void> {
  const { posting, record } = toTables(generation)
  for (const [table, parent] of [
    [posting, 'posting'],
    [record, 'record'],
  ] as const) {
    // The check spares ATTACH its scan of the table.
    await transaction.query(
      `create table ${table} (like matching.${parent}, check (generation = ${generation})) with (autovacuum_enabled = off)`,
    )
  }
  await transaction.query(`alter table ${posting} alter column payload set storage external`)
}

export async function indexTables(transaction: Transaction, generation: number): Promise<void> {
  const { posting, record } = toTables(generation)
  await transaction.query(
    `alter table ${posting} add primary key (generation, bucket) with (fillfactor = 100)`,
  )
  await transaction.query(
    `alter table ${record} add primary key (generation, record_no) with (fillfactor = 100)`,
  )
  await transaction.query(`analyze ${posting}, ${record}`)
}

export async function attachTables(transaction: Transaction, generation: number): Promise<void> {
  const { posting, record } = toTables(generation)
  await transaction.query(
    `alter table matching.posting attach partition ${posting} for values in (${generation})`,
  )
  await transaction.query(
    `alter table matching.record attach partition ${record} for values in (${generation})`,
  )
}

/** What a generation's source taught, visible with its commit. */
export async function insertModel(transaction: Transaction, generation: number, model: Model): Promise<void> {
  await transaction.query('insert into matching.model (generation, model) values ($1, $2::jsonb)', [
    generation,
    JSON.stringify(model),
  ])
}

/** The generation's tables, and what was learnt from its records. */
export async function dropTables(database: Database, generation: number): Promise<void> {
  const { posting, record } = toTables(generation)
  await database.query(`drop table if exists ${posting}`)
  await database.query(`drop table if exists ${record}`)
  await database.query('delete from matching.model where generation = $1', [generation])
}

export type GenerationCounts = {
  persons: number
  things: number
  keys: number
  added: number
  changed: number
  deleted: number
}

/** What becomes true in the commit that swaps, or not at all. */
export type WhenSwapped = (queries: Queries, counts: GenerationCounts) => Promise<void>

/** From this commit on the new generation answers, and nothing of the former one. */
export async function swapGeneration(
  database: Database,
  { generation, sourceId, counts }: { generation: number; sourceId: string; counts: GenerationCounts },
  whenSwapped?: WhenSwapped,
): Promise<void> {
  await database.transact(async (transaction) => {
    await supersedeAnswering(transaction, sourceId)
    const swapped = await transaction.query(
      `update matching.generation
       set state = 'answering', swapped_at = now(),
           persons = $2, things = $3, keys = $4, added = $5, changed = $6, deleted = $7
       where id = $1 and state = 'building' returning id`,
      [generation, counts.persons, counts.things, counts.keys, counts.added, counts.changed, counts.deleted],
    )
    if (swapped.length === 0)
      throw new MatchingError('BUILD_CANCELLED', `generation ${generation} was given up by another process`)
    await whenSwapped?.(transaction, counts)
  })
}

export async function failGeneration(database: Database, generation: number): Promise<void> {
  await database.query(
    "update matching.generation set state = 'failed' where id = $1 and state = 'building'",
    [generation],
  )
}

/** From this commit on nothing of the source answers. */
export async function supersedeAnswering(queries: Queries, sourceId: string): Promise<void> {
  await queries.query(
    "update matching.generation set state = 'superseded' where source_id = $1 and state = 'answering'",
    [sourceId],
  )
}

/** What was counted of the source's generations; their tables must be gone. */
export async function deleteGenerations(database: Database, sourceId: string): Promise<void> {
  await database.query('delete from matching.generation where source_id = $1', [sourceId])
}
