import type { LinkagePair, LinkagePairList, LinkageRun, LinkageStep } from '@isthmus/contract'
import { type Model, parseModel, shippedModel } from '@isthmus/protocol/score'
import type { Queries } from '../platform/index.ts'
import { LinkageError } from './errors.ts'

/** A pair with what is needed to read both records live. */
export type StoredPair = LinkagePair & {
  leftLocator: string
  rightLocator: string
  sources: string[]
  sourceStates: string[]
  population: number
  /** What the scores of the run were made with. */
  model: Model
}

export type PairQuery = { state?: 'undecided' | 'same' | 'different' | 'all'; after?: number }

const mostRuns = 50
const pairsOfPage = 50
const mostId = 999_999_999_999_999

const withDecision = `linkage.pair p left join linkage.decision d using (left_source, left_reference, right_source, right_reference)`
const decided = (state: string): string =>
  `(select count(*) from ${withDecision} where p.run_id = r.id and d.state = '${state}')`
const runColumns = `r.id, r.sources, r.state, r.legal_basis, r.started_at, r.ended_at, r.step, r.persons, r.source_states,
  r.steps, r.pairs, r.omitted, r.clusters, r.fault`
const runs = `select ${runColumns}, ${decided('same')} as same, ${decided('different')} as different from linkage.run r`
const pairColumns = `p.*, d.state, d.decided_at, d.decided_by, d.reason`

export class LinkageReader {
  readonly #queries: Queries

  constructor(queries: Queries) {
    this.#queries = queries
  }

  /** The latest runs, newest first. */
  async listRuns(): Promise<LinkageRun[]> {
    const rows = await this.#queries.query<RunRow>(`${runs} order by r.id desc limit $1`, [mostRuns])
    return rows.map(toRun)
  }

  async getRun(id: string): Promise<LinkageRun> {
    const [row] = await this.#queries.query<RunRow>(`${runs} where r.id = $1`, [toNumber(id, 'r')])
    if (row) return toRun(row)
    throw new LinkageError('RUN_NOT_FOUND', 'there is no such linkage run', {
      remedy: 'see isthmus linkage list',
    })
  }

  /** One page of the pairs of a run, the likeliest first; those judged different only when asked for, or for all. */
  async listPairs(runId: string, { state, after = 0 }: PairQuery): Promise<LinkagePairList> {
    const run = await this.getRun(runId)
    const rows = await this.#queries.query<PairRow>(
      `select ${pairColumns} from ${withDecision}
        where p.run_id = $1 and p.number > $2 and case
              when $3 = 'all' then true
              when $3 = '' then coalesce(d.state, '') <> 'different' else coalesce(d.state, 'undecided') = $3 end
        order by p.number limit $4`,
      [toNumber(runId, 'r'), Math.min(after, 2_000_000_000), state ?? '', pairsOfPage + 1],
    )
    const shown = rows.slice(0, pairsOfPage)
    const last = rows.length > pairsOfPage ? shown.at(-1) : undefined
    return { run, pairs: shown.map(toPair), ...(last ? { next: String(last.number) } : {}) }
  }

  async getPair(id: string): Promise<StoredPair> {
    const [row] = await this.#queries.query<
      PairRow & Pick<RunRow, 'sources' | 'source_states' | 'persons' | 'model'>
    >(
      `select ${pairColumns}, r.sources, r.source_states, r.persons, r.model
         from ${withDecision} join linkage.run r on r.id = p.run_id where p.id = $1`,
      [toNumber(id, 'p')],
    )
    if (!row)
      throw new LinkageError('PAIR_NOT_FOUND', 'there is no such pair', {
        remedy: 'see isthmus linkage pairs',
      })
    return {
      ...toPair(row),
      leftLocator: row.left_locator,
      rightLocator: row.right_locator,
      sources: row.sources,
      sourceStates: row.source_states,
      population: Math.max(...row.persons.map(Number)),
      model: row.model === null ? shippedModel : parseModel(row.model),
    }
  }

  /** All that has been decided about records of these sources; `${left}\n${right}` to what. */
  async readDecisions(sources: readonly string[]): Promise<Map<string, 'same' | 'different'>> {
    const [left = '', right = left] = sources
    const rows = await this.#queries.query<{
      left_reference: string
      right_reference: string
      state: 'same' | 'different'
    }>(
      'select left_reference, right_reference, state from linkage.decision where left_source = $1 and right_source = $2',
      [left, right],
    )
    return new Map(rows.map((row) => [`${row.left_reference}\n${row.right_reference}`, row.state]))
  }
}

/** Ids are `r1` and `p1` outside; anything else names nothing. */
function toNumber(id: string, letter: 'r' | 'p'): number {
  const found = /^[rp](\d{1,15})$/.exec(id)
  return found && id.startsWith(letter) ? Math.min(Number(found[1]), mostId) : -1
}

type RunRow = {
  id: bigint
  sources: string[]
  state: LinkageRun['state']
  legal_basis: string
  started_at: Date
  ended_at: Date | null
  step: string | null
  persons: bigint[]
  source_states: string[]
  steps: LinkageStep[]
  pairs: bigint
  omitted: bigint
  clusters: bigint
  fault: string | null
  model: unknown
  same: bigint
  different: bigint
}

type PairRow = {
  id: bigint
  run_id: bigint
  number: number
  left_source: string
  left_reference: string
  left_locator: string
  right_source: string
  right_reference: string
  right_locator: string
  score: number
  probability: number
  band: LinkagePair['band']
  cluster: number | null
  state: 'same' | 'different' | null
  decided_at: Date | null
  decided_by: string | null
  reason: string | null
}

function toRun(row: RunRow): LinkageRun {
  const [pairs, same, different] = [Number(row.pairs), Number(row.same), Number(row.different)]
  return {
    id: `r${row.id}`,
    kind: row.sources.length === 1 ? 'duplicates' : 'links',
    sources: row.sources,
    state: row.state,
    legalBasis: row.legal_basis,
    startedAt: row.started_at.toISOString(),
    persons: row.persons.map(Number),
    steps: row.steps,
    pairs,
    omitted: Number(row.omitted),
    clusters: Number(row.clusters),
    undecided: pairs - same - different,
    same,
    different,
    ...(row.ended_at ? { endedAt: row.ended_at.toISOString() } : {}),
    ...(row.step ? { step: row.step } : {}),
    ...(row.fault ? { fault: row.fault } : {}),
  }
}

function toPair(row: PairRow): LinkagePair {
  return {
    id: `p${row.id}`,
    runId: `r${row.run_id}`,
    left: { source: row.left_source, reference: row.left_reference },
    right: { source: row.right_source, reference: row.right_reference },
    score: row.score,
    probability: row.probability,
    band: row.band,
    state: row.state ?? 'undecided',
    ...(row.cluster === null ? {} : { cluster: row.cluster }),
    ...(row.decided_at ? { decidedAt: row.decided_at.toISOString() } : {}),
    ...(row.decided_by ? { decidedBy: row.decided_by } : {}),
    ...(row.reason ? { reason: row.reason } : {}),
  }
}
