import type { ReconciliationFinding } from '@isthmus/contract'
import type { Database, SqlValue } from '../platform/index.ts'
import { ReconciliationError } from './errors.ts'
import type { StatedPlace } from './prove-places.ts'

export type RunCounts = {
  compared: number
  agreeing: number
  missing: number
  late: number
  contradicting: number
  repaired: number
  erased: number
  proven: number
  unproven: number
  unfounded: number
  findings: readonly ReconciliationFinding[]
}

const keptRuns = 1_000
/** Open places of one peer; whoever shows none of a thousand shows none of more. */
const mostOpen = 1_000

export class ReconciliationTransactor {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Throws ReconciliationError RECONCILIATION_RUNNING. */
  async startRun(run: {
    peer: string
    from: Date
    to: Date
    at: Date
    by: string | undefined
  }): Promise<number> {
    const [row] = await this.#database.query<{ id: bigint }>(
      `insert into reconciliation.run (peer, from_at, to_at, started_at, started_by, state)
       values ($1, $2, $3, $4, $5, 'running') on conflict do nothing returning id`,
      [run.peer, run.from, run.to, run.at, run.by ?? null],
    )
    if (row) return Number(row.id)
    throw new ReconciliationError(
      'RECONCILIATION_RUNNING',
      `the log is being compared with that of ${run.peer} already`,
      {
        remedy: 'wait for it to end: isthmus reconcile --list',
      },
    )
  }

  async finishRun(id: number, at: Date, counts: RunCounts): Promise<void> {
    const { compared, agreeing, missing, late, contradicting, repaired, findings } = counts
    const { erased, proven, unproven, unfounded } = counts
    await this.#database.query(
      `update reconciliation.run set state = 'done', ended_at = $2, compared = $3, agreeing = $4, missing = $5, late = $6,
              contradicting = $7, repaired = $8, findings = $9, erased = $10, proven = $11, unproven = $12, unfounded = $13
        where id = $1`,
      [
        ...[id, at, compared, agreeing, missing, late, contradicting, repaired, JSON.stringify(findings)],
        ...[erased, proven, unproven, unfounded],
      ],
    )
    await this.#database.query('delete from reconciliation.run where id <= $1', [id - keptRuns])
  }

  async failRun(id: number, at: Date, fault: string): Promise<void> {
    await this.#database.query(
      `update reconciliation.run set state = 'failed', ended_at = $2, fault = $3 where id = $1`,
      [id, at, fault],
    )
  }

  /** Remembers places that the log of a peer does not show yet. */
  async keepOpen(peer: string, places: readonly StatedPlace[]): Promise<void> {
    if (places.length === 0) return
    await this.#database.query(
      `insert into reconciliation.open_place (peer, origin, index, leaf_hash, message_id, correlation_id, at)
       select $1, given.* from unnest($2::text[], $3::bigint[], $4::text[], $5::uuid[], $6::uuid[], $7::timestamptz[])
           as given (origin, index, leaf_hash, message_id, correlation_id, at)
        limit greatest(0, $8 - (select count(*) from reconciliation.open_place where peer = $1))
       on conflict do nothing`,
      [peer, ...toColumns(places), mostOpen],
    )
  }

  /** Forgets places of which it is known whether the log has them. */
  async closeOpen(peer: string, places: readonly StatedPlace[]): Promise<void> {
    await this.#database.query(
      `delete from reconciliation.open_place o
        using unnest($2::text[], $3::bigint[], $4::text[]) as given (origin, index, leaf_hash)
        where o.peer = $1 and (o.origin, o.index, o.leaf_hash) = (given.origin, given.index, given.leaf_hash)`,
      [peer, ...toColumns(places).slice(0, 3)],
    )
  }

  /** Runs that a stopped process left behind. Called at start. */
  async markInterrupted(at: Date): Promise<void> {
    await this.#database.query(
      `update reconciliation.run set state = 'failed', ended_at = $1, fault = 'INTERRUPTED' where state = 'running'`,
      [at],
    )
  }
}

function toColumns(places: readonly StatedPlace[]): SqlValue[] {
  return [
    places.map(({ origin }) => origin ?? ''),
    places.map(({ index }) => index),
    places.map(({ leafHash }) => leafHash),
    places.map(({ messageId }) => messageId ?? null),
    places.map(({ correlationId }) => correlationId),
    places.map(({ at }) => at.toISOString()),
  ]
}
