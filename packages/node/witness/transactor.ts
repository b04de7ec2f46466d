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

/** Whether another root of that size was cosigned here. */
export async function isContradicted(queries: Queries, { origin, size, root }: Checkpoint): Promise<boolean> {
  const rows = await queries.query(
    'select 1 from witness.checkpoint where origin = $1 and size = $2 and root <> $3',
    [origin, size, Buffer.from(root)],
  )
  return rows.length > 0
}

/** Proof against a log. More than a hundred prove no more, and would fill the disk. */
export async function insertConflict(
  queries: Queries,
  { origin, known, shown, at }: { origin: string; known: string; shown: string; at: Date },
): Promise<void> {
  await queries.query(
    `insert into witness.conflict (origin, known, shown, at)
     select $1, $2, $3, $4
      where (select count(*) from witness.conflict where origin = $1) < 100
        and not exists (select 1 from witness.conflict where origin = $1 and shown = $3)`,
    [origin, known, shown, at],
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
