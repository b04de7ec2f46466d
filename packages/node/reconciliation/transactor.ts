import type { ReconciliationFinding } from '@isthmus/contract'
import type { Database } from '../platform/index.ts'
import { ReconciliationError } from './errors.ts'

export type RunCounts = {
  compared: number
  agreeing: number
  missing: number
  late: number
  contradicting: number
  repaired: number
  findings: readonly ReconciliationFinding[]
}

const keptRuns = 1_000

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
    await this.#database.query(
      `update reconciliation.run set state = 'done', ended_at = $2, compared = $3, agreeing = $4, missing = $5, late = $6,
              contradicting = $7, repaired = $8, findings = $9 where id = $1`,
      [id, at, compared, agreeing, missing, late, contradicting, repaired, JSON.stringify(findings)],
    )
    await this.#database.query('delete from reconciliation.run where id <= $1', [id - keptRuns])
  }

  async failRun(id: number, at: Date, fault: string): Promise<void> {
    await this.#database.query(
      `update reconciliation.run set state = 'failed', ended_at = $2, fault = $3 where id = $1`,
      [id, at, fault],
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
