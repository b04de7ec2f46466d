import type { Database, Queries } from '../platform/index.ts'
import { IntakeError } from './errors.ts'
import type { QualityCounts } from './quality-tally.ts'

export type NewSource = { id: string; mapping: string; connector: object; connectedBy: string; at: Date }

/** What a finished run found, beside what the index says of the difference to the run before. */
export type RunOutcome = QualityCounts & { added: number; changed: number; deleted: number }

export class IntakeTransactor {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async insertSource(source: NewSource): Promise<void> {
    const inserted = await this.#database.query(
      `insert into intake.source (id, mapping, connector, connected_at, connected_by)
       values ($1, $2, $3, $4, $5) on conflict (id) do nothing returning id`,
      [source.id, source.mapping, JSON.stringify(source.connector), source.at, source.connectedBy],
    )
    if (inserted.length > 0) return
    throw new IntakeError('SOURCE_ALREADY_CONNECTED', `a source ${source.id} is connected already`, {
      remedy: 'choose another source.id in the mapping',
    })
  }

  /** Throws IntakeError RUN_ALREADY_RUNNING while a run reads the source. */
  async assertIdle(sourceId: string): Promise<void> {
    await assertIdle(this.#database, sourceId)
  }

  /** All that this room keeps of a source. Throws IntakeError RUN_ALREADY_RUNNING. */
  async deleteSource(sourceId: string): Promise<void> {
    await this.#database.transact(async (transaction) => {
      // No run begins once the row is locked: a run refers to it.
      await transaction.query('select 1 from intake.source where id = $1 for update', [sourceId])
      await assertIdle(transaction, sourceId)
      await transaction.query(
        'delete from intake.rejection where run_id in (select id from intake.run where source_id = $1)',
        [sourceId],
      )
      await transaction.query('delete from intake.run where source_id = $1', [sourceId])
      await transaction.query('delete from intake.source where id = $1', [sourceId])
    })
  }

  async startRun(sourceId: string, at: Date): Promise<number> {
    const [row] = await this.#database.query<{ id: bigint }>(
      `insert into intake.run (source_id, state, started_at) values ($1, 'running', $2)
       on conflict (source_id) where state = 'running' do nothing returning id`,
      [sourceId, at],
    )
    if (row) return Number(row.id)
    throw toRunning(sourceId)
  }

  /** Counts while the run goes on, for whoever watches it. */
  async noteProgress(
    runId: number,
    counts: Pick<QualityCounts, 'persons' | 'things' | 'rejected'>,
  ): Promise<void> {
    await this.#database.query(
      `update intake.run set persons = $2, things = $3, rejected = $4 where id = $1 and state = 'running'`,
      [runId, counts.persons, counts.things, counts.rejected],
    )
  }

  /**
   * The run answers from now on, and the one before no longer; in the caller's transaction, so that it says so in the
   * instant in which its index answers. Throws IntakeError RUN_NOT_FOUND when the run has been closed meanwhile.
   */
  async finishRun(
    transaction: Queries,
    run: { id: number; sourceId: string; at: Date },
    outcome: RunOutcome,
  ): Promise<void> {
    await transaction.query(
      `update intake.run set state = 'superseded' where source_id = $1 and state = 'answering'`,
      [run.sourceId],
    )
    const finished = await endRun(transaction, run, { state: 'answering', outcome })
    if (!finished) throw new IntakeError('RUN_NOT_FOUND', `run ${run.id} runs no longer`)
  }

  /** The run is whole, but would take away more than it may; the generation before goes on answering. */
  async holdRun(run: { id: number; at: Date }, outcome: RunOutcome, fault: string): Promise<void> {
    await this.#database.transact((transaction) =>
      endRun(transaction, run, { state: 'held', outcome, fault }),
    )
  }

  /** The run has failed; the generation before goes on answering. `fault` holds no values of the source. */
  async failRun(runId: number, at: Date, failure: { fault: string; counts: QualityCounts }): Promise<void> {
    await this.#database.transact(async (transaction) => {
      const failed = await transaction.query(
        `update intake.run set state = 'failed', ended_at = $2, fault = $3, rejected = $4
          where id = $1 and state = 'running' returning id`,
        [runId, at, failure.fault, failure.counts.rejected],
      )
      if (failed.length > 0) await insertRejections(transaction, runId, failure.counts.rejections)
    })
  }

  /** A run whose process ended without a word has failed. */
  async closeIfRunning(runId: number, at: Date): Promise<void> {
    await this.#database.query(
      `update intake.run set state = 'interrupted', ended_at = $2, fault = 'the process of the run ended before the run did'
        where id = $1 and state = 'running'`,
      [runId, at],
    )
  }

  /** Runs that a stopped process left behind. Called at start, before any run. */
  async markInterrupted(at: Date): Promise<number> {
    const rows = await this.#database.query(
      `update intake.run set state = 'interrupted', ended_at = $1, fault = 'the process ended before the run did'
        where state = 'running' returning id`,
      [at],
    )
    return rows.length
  }
}

async function assertIdle(queries: Queries, sourceId: string): Promise<void> {
  const running = await queries.query(`select 1 from intake.run where source_id = $1 and state = 'running'`, [
    sourceId,
  ])
  if (running.length > 0) throw toRunning(sourceId)
}

function toRunning(sourceId: string): IntakeError {
  return new IntakeError('RUN_ALREADY_RUNNING', `source ${sourceId} is being indexed already`, {
    remedy: `wait for it: isthmus source report ${sourceId}`,
  })
}

/** Whether the run was running still; with what it found. */
async function endRun(
  queries: Queries,
  run: { id: number; at: Date },
  { state, outcome, fault }: { state: 'answering' | 'held'; outcome: RunOutcome; fault?: string },
): Promise<boolean> {
  const ended = await queries.query(
    `update intake.run set state = $2, ended_at = $3, persons = $4, things = $5, rejected = $6,
            added = $7, changed = $8, deleted = $9, completeness = $10, faults = $11, fault = $12
      where id = $1 and state = 'running' returning id`,
    [
      run.id,
      state,
      run.at,
      outcome.persons,
      outcome.things,
      outcome.rejected,
      outcome.added,
      outcome.changed,
      outcome.deleted,
      JSON.stringify(outcome.completeness),
      JSON.stringify(outcome.faults),
      fault ?? null,
    ],
  )
  if (ended.length === 0) return false
  await insertRejections(queries, run.id, outcome.rejections)
  return true
}

async function insertRejections(
  queries: Queries,
  runId: number,
  rejections: QualityCounts['rejections'],
): Promise<void> {
  await queries.query(
    `insert into intake.rejection (run_id, number, place, reason, remedy)
     select $1, number - 1, place, reason, remedy
       from unnest($2::text[], $3::text[], $4::text[]) with ordinality as given (place, reason, remedy, number)`,
    [
      runId,
      rejections.map(({ place }) => place),
      rejections.map(({ reason }) => reason),
      rejections.map(({ remedy }) => remedy ?? null),
    ],
  )
}
