import type { Checkpoint } from '@isthmus/protocol/log'
import type { Queries } from '../platform/index.ts'

/** The newest checkpoint of a log that this peer has cosigned. */
export type WitnessedLog = { size: number; root: Buffer; note: string; at: Date }

export async function findLatest(
  queries: Queries,
  origin: string,
  lock: 'for update' | '' = '',
): Promise<WitnessedLog | undefined> {
  // The first checkpoint of a log has no row to lock; two of them at once wait here.
  if (lock) await queries.query('select pg_advisory_xact_lock(hashtextextended($1, 7467))', [origin])
  const [row] = await queries.query<{ size: bigint; root: Buffer; note: string; at: Date }>(
    `select size, root, note, at from witness.log where origin = $1 ${lock}`,
    [origin],
  )
  return row && { ...row, size: Number(row.size) }
}

export async function insertCheckpoint(
  queries: Queries,
  { checkpoint, note, at }: { checkpoint: Checkpoint; note: string; at: Date },
): Promise<void> {
  await queries.query(
    `with kept as (
       insert into witness.checkpoint (origin, size, root, note, at) values ($1, $2, $3, $4, $5)
       on conflict (origin, size) do nothing
     )
     insert into witness.log (origin, size, root, note, at) values ($1, $2, $3, $4, $5)
     on conflict (origin) do update
       set size = excluded.size, root = excluded.root, note = excluded.note, at = excluded.at`,
    [checkpoint.origin, checkpoint.size, Buffer.from(checkpoint.root), note, at],
    'witness-insert-checkpoint',
  )
}

/** The signed note of another root of that size that was cosigned here. */
export async function findContradicting(
  queries: Queries,
  { origin, size, root }: Checkpoint,
): Promise<string | undefined> {
  const [row] = await queries.query<{ note: string }>(
    'select note from witness.checkpoint where origin = $1 and size = $2 and root <> $3',
    [origin, size, Buffer.from(root)],
  )
  return row?.note
}

/** Whether two checkpoints are kept here that the log has signed and that cannot both be true. */
export async function hasForkProof(queries: Queries, origin: string): Promise<boolean> {
  const rows = await queries.query('select 1 from witness.conflict where origin = $1 and is_proof limit 1', [
    origin,
  ])
  return rows.length > 0
}

/** The newest checkpoint of every log that was cosigned here. */
export async function listNotes(queries: Queries, most: number): Promise<string[]> {
  const rows = await queries.query<{ note: string }>(
    'select note from witness.log order by at desc limit $1',
    [most],
  )
  return rows.map(({ note }) => note)
}

/** Origins of logs that were cosigned here: that one, and those that the same peer began anew. */
export async function listOrigins(queries: Queries, first: string): Promise<string[]> {
  const rows = await queries.query<{ origin: string }>(
    'select origin from witness.log where origin = $1 or starts_with(origin, $2)',
    [first, `${first}/`],
  )
  return rows.map(({ origin }) => origin)
}

export type Conflict = {
  origin: string
  /** Signed notes. */
  known: string
  shown: string
  at: Date
  /** Anybody can verify with these two notes, and the path between two sizes, that the log has told two stories. */
  isProof: boolean
  path?: readonly Uint8Array[]
}

/** What speaks against a log. More than a hundred prove no more, and would fill the disk. */
export async function insertConflict(
  queries: Queries,
  { origin, known, shown, at, isProof, path }: Conflict,
): Promise<void> {
  await queries.query(
    `insert into witness.conflict (origin, known, shown, at, is_proof, path)
     select $1, $2, $3, $4, $5, $6
      where ($5 or (select count(*) from witness.conflict where origin = $1) < 100)
        and not exists (select 1 from witness.conflict where origin = $1 and (is_proof or not $5 and shown = $3))`,
    [
      origin,
      known,
      shown,
      at,
      isProof,
      path?.map((hash) => Buffer.from(hash).toString('base64')).join('\n') ?? null,
    ],
  )
}

/** Of each past day and log only the last checkpoint stays. */
export async function thinCheckpoints(queries: Queries, today: string): Promise<void> {
  await queries.query(
    `delete from witness.checkpoint old
      where old.at < $1::date and exists (
        select 1 from witness.checkpoint c
         where c.origin = old.origin and c.size > old.size
           and (c.at at time zone 'UTC')::date = (old.at at time zone 'UTC')::date)`,
    [today],
  )
}
