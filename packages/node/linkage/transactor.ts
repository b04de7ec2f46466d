import type { LinkageStep } from '@isthmus/contract'
import type { Database, Queries } from '../platform/index.ts'
import { LinkageError } from './errors.ts'
import type { Linkage, LinkedPair } from './link-persons.ts'

export type NewRun = { sources: readonly string[]; legalBasis: string; startedBy: string; at: Date }

/** Two records, in the order of their sources and references: one pair is one pair, whichever side it came from. */
export type RecordPair = {
  left: { source: string; reference: string }
  right: { source: string; reference: string }
}

export type Decision = {
  state: 'same' | 'different' | 'undecided'
  by: string
  at: Date
  reason: string | undefined
}

const rowsOfInsert = 5_000

export class LinkageTransactor {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** One run at a time: each takes most of the memory and processors. Throws LinkageError RUN_ALREADY_RUNNING. */
  startRun({ sources, legalBasis, startedBy, at }: NewRun): Promise<number> {
    return this.#database.transact(async (transaction) => {
      await transaction.query("select pg_advisory_xact_lock(hashtext('linkage'), hashtext('start'))")
      const [running] = await transaction.query<{ sources: string[] }>(
        `select sources from linkage.run where state = 'running' limit 1`,
      )
      if (running)
        throw new LinkageError(
          'RUN_ALREADY_RUNNING',
          `a linkage of ${running.sources.join(' and ')} is running already, and a peer runs one at a time`,
          { remedy: 'wait for it: isthmus linkage list' },
        )
      const [row] = await transaction.query<{ id: bigint }>(
        `insert into linkage.run (sources, state, legal_basis, started_by, started_at)
         values ($1, 'running', $2, $3, $4) returning id`,
        [sources, legalBasis, startedBy, at],
      )
      return Number(row?.id)
    })
  }

  /** What the run is doing, for whoever watches it. */
  async noteProgress(
    runId: number,
    progress: { step: string; persons: readonly number[]; steps: readonly LinkageStep[] },
  ): Promise<void> {
    await this.#database.query(
      `update linkage.run set step = $2, persons = $3, steps = $4 where id = $1 and state = 'running'`,
      [runId, progress.step, progress.persons, JSON.stringify(progress.steps)],
    )
  }

  /** Keeps what the run found, whole or not at all. Throws LinkageError RUN_NOT_RUNNING when it was closed meanwhile. */
  async finishRun(
    run: { id: number; sources: readonly string[]; at: Date; steps: readonly LinkageStep[] },
    found: Linkage,
  ): Promise<void> {
    await this.#database.transact(async (transaction) => {
      const finished = await transaction.query(
        `update linkage.run set state = 'done', ended_at = $2, step = null, persons = $3, source_states = $4,
                steps = $5, omitted = $6, clusters = $7, model = $8
          where id = $1 and state = 'running' returning id`,
        [
          run.id,
          run.at,
          found.persons,
          found.sourceStates,
          JSON.stringify(run.steps),
          found.omitted,
          found.clusters,
          JSON.stringify(found.model),
        ],
      )
      if (finished.length === 0) throw new LinkageError('RUN_NOT_RUNNING', `run r${run.id} runs no longer`)
      const pairs = await insertPairs(transaction, run, found.pairs)
      await transaction.query('update linkage.run set pairs = $2 where id = $1', [run.id, pairs])
    })
  }

  /** `fault` holds no values of the sources. */
  async endRun(
    runId: number,
    { state, at, fault }: { state: 'failed' | 'cancelled' | 'interrupted'; at: Date; fault?: string },
  ): Promise<void> {
    await this.#database.query(
      `update linkage.run set state = $2, ended_at = $3, fault = $4, step = null where id = $1 and state = 'running'`,
      [runId, state, at, fault ?? null],
    )
  }

  /** Runs that a stopped process left behind. Called at start, before any run. */
  async markInterrupted(at: Date): Promise<number> {
    const rows = await this.#database.query(
      `update linkage.run set state = 'interrupted', ended_at = $1, step = null, fault = 'the process ended before the run did'
        where state = 'running' returning id`,
      [at],
    )
    return rows.length
  }

  /** Throws LinkageError RUN_ALREADY_RUNNING while a run reads the source. */
  async assertIdle(sourceId: string): Promise<void> {
    const [running] = await this.#database.query<{ id: bigint }>(
      `select id from linkage.run where $1 = any(sources) and state = 'running' limit 1`,
      [sourceId],
    )
    if (!running) return
    throw new LinkageError('RUN_ALREADY_RUNNING', `a linkage run reads source ${sourceId}`, {
      remedy: `wait for it, or end it: isthmus linkage cancel r${running.id}`,
    })
  }

  /** Runs, pairs and decisions about a source that this peer keeps no longer. */
  async forgetSource(sourceId: string): Promise<void> {
    await this.#database.query('delete from linkage.run where $1 = any(sources)', [sourceId])
    await this.#database.query('delete from linkage.decision where left_source = $1 or right_source = $1', [
      sourceId,
    ])
  }

  async decide({ left, right }: RecordPair, decision: Decision): Promise<void> {
    const records = [left.source, left.reference, right.source, right.reference]
    if (decision.state === 'undecided') {
      await this.#database.query(
        `delete from linkage.decision where left_source = $1 and left_reference = $2 and right_source = $3 and right_reference = $4`,
        records,
      )
      return
    }
    await this.#database.query(
      `insert into linkage.decision
              (left_source, left_reference, right_source, right_reference, state, decided_at, decided_by, reason)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (left_source, left_reference, right_source, right_reference)
       do update set state = excluded.state, decided_at = excluded.decided_at, decided_by = excluded.decided_by, reason = excluded.reason`,
      [...records, decision.state, decision.at, decision.by, decision.reason ?? null],
    )
  }
}

/** Returns how many there are. */
async function insertPairs(
  queries: Queries,
  run: { id: number; sources: readonly string[] },
  pairs: Iterable<LinkedPair>,
): Promise<number> {
  const [leftSource = '', rightSource = leftSource] = run.sources
  let waiting: LinkedPair[] = []
  let number = 0
  const flush = async (): Promise<void> => {
    const column = <Value>(of: (pair: LinkedPair) => Value): Value[] => waiting.map(of)
    await queries.query(
      `insert into linkage.pair (run_id, number, left_source, left_reference, left_locator,
              right_source, right_reference, right_locator, score, probability, band, cluster)
       select $1, $2 + ordinality, $3, lr, ll, $4, rr, rl, score, probability, band, cluster
         from unnest($5::text[], $6::text[], $7::text[], $8::text[], $9::float8[], $10::float8[], $11::text[], $12::int[])
              with ordinality as given (lr, ll, rr, rl, score, probability, band, cluster, ordinality)`,
      [
        run.id,
        number,
        leftSource,
        rightSource,
        column(({ left }) => left.reference),
        column(({ left }) => left.locator),
        column(({ right }) => right.reference),
        column(({ right }) => right.locator),
        column(({ score }) => score),
        column(({ probability }) => probability),
        column(({ band }) => band),
        column(({ cluster }) => cluster ?? null),
      ],
    )
    number += waiting.length
    waiting = []
  }
  for (const pair of pairs) {
    // Two rows of one source under one reference: nothing could be said of the one that is not said of the other.
    if (leftSource === rightSource && pair.left.reference === pair.right.reference) continue
    waiting.push(leftSource === rightSource ? inOrder(pair) : pair)
    if (waiting.length === rowsOfInsert) await flush()
  }
  if (waiting.length > 0) await flush()
  return number
}

/** Within one source the smaller reference stands left, so that a decision is found again whatever the order of reading. */
function inOrder(pair: LinkedPair): LinkedPair {
  return pair.left.reference <= pair.right.reference ? pair : { ...pair, left: pair.right, right: pair.left }
}
