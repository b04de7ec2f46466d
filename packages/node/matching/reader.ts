import { type Model, ModelError, parseModel, shippedModel } from '@isthmus/protocol/score'
import type { Queries } from '../platform/index.ts'
import { MatchingError } from './errors.ts'
import { toTables } from './transactor.ts'

export type AnsweringGeneration = { generation: number; population: number; sourceState: string }

export async function findAnswering(
  database: Queries,
  sourceId: string,
): Promise<AnsweringGeneration | undefined> {
  const [row] = await database.query<{ id: number; population: bigint; source_state: string }>(
    `select id, persons + things as population, source_state
     from matching.generation where source_id = $1 and state = 'answering'`,
    [sourceId],
    'matching-answering',
  )
  if (!row) return undefined
  return { generation: row.id, population: Number(row.population), sourceState: row.source_state }
}

/**
 * What comparisons with the persons of this generation weigh with; the shipped model where none was learnt, as before
 * models were. Throws MatchingError INDEX_DAMAGED.
 */
export async function readModel(database: Queries, generation: number): Promise<Model> {
  const [row] = await database.query<{ model: unknown }>(
    'select model from matching.model where generation = $1',
    [generation],
    'matching-model',
  )
  if (!row) return shippedModel
  try {
    return parseModel(row.model)
  } catch (cause) {
    if (!(cause instanceof ModelError)) throw cause
    throw new MatchingError('INDEX_DAMAGED', `the learnt model of generation ${generation} is damaged`, {
      cause,
      remedy: 'index the source again',
    })
  }
}

/**
 * The joined payloads of `buckets` in `generation`, and which generation answers at that very moment: the two differ
 * when the index was swapped since the caller learnt of `generation`.
 */
export async function readBuckets(
  database: Queries,
  { sourceId, generation, buckets }: { sourceId: string; generation: number; buckets: readonly number[] },
): Promise<{ answering: number | undefined; payload: Buffer }> {
  const [row] = await database.query<{ answering: number | null; payload: Buffer | null }>(
    `select (select id from matching.generation where source_id = $1 and state = 'answering') as answering,
            (select string_agg(payload, ''::bytea) from matching.posting
             where generation = $2 and bucket = any($3::integer[])) as payload`,
    [sourceId, generation, buckets],
    'matching-buckets',
  )
  return { answering: row?.answering ?? undefined, payload: row?.payload ?? Buffer.alloc(0) }
}

export type RecordRow = { record_no: number; kind: number; locator: string; digest: bigint }

export async function readRecords(
  database: Queries,
  { generation, recordNos }: { generation: number; recordNos: readonly number[] },
): Promise<RecordRow[]> {
  return database.query<RecordRow>(
    'select record_no, kind, locator, digest from matching.record where generation = $1 and record_no = any($2::integer[])',
    [generation, recordNos],
    'matching-records',
  )
}

/** What differs between two generations of one source, by the keyed reference. `before` is undefined at the first build. */
export async function countDifferences(
  database: Queries,
  { before, after }: { before: number | undefined; after: number },
): Promise<{ added: number; changed: number; deleted: number }> {
  // A source may repeat a reference: its records are compared together.
  const byReference = (table: string) =>
    `select reference, sum(digest) as digest from ${table} group by reference`
  const former =
    before === undefined
      ? 'select null::bigint as reference, 0::numeric as digest where false'
      : byReference(toTables(before).record)
  const [row] = await database.query<{ added: bigint; changed: bigint; deleted: bigint }>(
    `select count(*) filter (where former.reference is null) as added,
            count(*) filter (where former.digest <> latter.digest) as changed,
            count(*) filter (where latter.reference is null) as deleted
     from (${byReference(toTables(after).record)}) latter full join (${former}) former using (reference)`,
  )
  return {
    added: Number(row?.added ?? 0),
    changed: Number(row?.changed ?? 0),
    deleted: Number(row?.deleted ?? 0),
  }
}

export async function listGenerations(
  database: Queries,
  states: readonly string[],
): Promise<{ id: number; sourceId: string; state: string }[]> {
  const rows = await database.query<{ id: number; source_id: string; state: string }>(
    'select id, source_id, state from matching.generation where state = any($1::text[])',
    [states],
  )
  return rows.map((row) => ({ id: row.id, sourceId: row.source_id, state: row.state }))
}

/** Generations whose tables are still there. */
export async function listTables(database: Queries): Promise<number[]> {
  const rows = await database.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'matching'::regnamespace and relkind = 'r'",
  )
  const ids = rows
    .map((row) => /^(?:posting|record)_(\d+)$/.exec(row.name)?.[1])
    .filter((id) => id !== undefined)
  return [...new Set(ids.map(Number))]
}
