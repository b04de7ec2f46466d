import { mkdirSync, rmSync } from 'node:fs'
import type { LinkageStep } from '@isthmus/contract'
import { clusterLinks } from '@isthmus/protocol/linkage'
import { type Model, shippedModel, toPriorBits } from '@isthmus/protocol/score'
import { Duck } from './duck.ts'
import type { FeedPlace } from './feed.ts'
import { learnModel } from './learn-model.ts'
import { type ReadSide, readSide } from './read-side.ts'
import { getRecord } from './record-store.ts'
import { bandNames } from './score-job.ts'
import { scorePairs } from './score-pairs.ts'
import { foundations, type SqlStep, toChain, toLinksSteps } from './steps.ts'

export type LinkageParts = {
  /** One side to find duplicates in, two to find links between. */
  feeds: readonly [FeedPlace] | readonly [FeedPlace, FeedPlace]
  /** A folder of this run alone; made with mode 0700, and gone afterwards. */
  folder: string
  threads: number
  memoryMb: number
  signal: AbortSignal
  /** Called whenever a step begins, and while persons are read. */
  onProgress?: (progress: { step: string; persons: number[] }) => void
  onStep?: (step: LinkageStep) => void
  /** What has been decided about two records before; asked by their references. */
  decided?: (left: string, right: string) => 'same' | 'different' | undefined
}

export type LinkedRecord = { reference: string; locator: string }

export type LinkedPair = {
  left: LinkedRecord
  right: LinkedRecord
  score: number
  probability: number
  band: 'strong' | 'probable' | 'possible'
  /** Group of records that are probably one person; undefined where the pair is only possible. */
  cluster: number | undefined
}

export type Linkage = {
  /** In the order of the feeds. */
  persons: number[]
  sourceStates: string[]
  /** The likeliest first. */
  pairs: Iterable<LinkedPair>
  count: number
  omitted: number
  clusters: number
  /** What the scores were made with. */
  model: Model
}

/** Pairs of one run that are kept for review. */
const mostPairs = 1_000_000

/**
 * Finds the pairs of records that may be of one person. Throws LinkageError, and what `signal` gives as its reason;
 * nothing is left behind either way.
 */
export async function linkPersons(parts: LinkageParts): Promise<Linkage> {
  rmSync(parts.folder, { recursive: true, force: true })
  mkdirSync(parts.folder, { recursive: true, mode: 0o700 })
  const duck = await Duck.open(parts)
  const interrupt = (): void => duck.interrupt()
  parts.signal.addEventListener('abort', interrupt)
  try {
    return await new LinkageChain(parts, duck).run()
  } catch (fault) {
    parts.signal.throwIfAborted()
    throw fault
  } finally {
    parts.signal.removeEventListener('abort', interrupt)
    duck.close()
    rmSync(parts.folder, { recursive: true, force: true })
  }
}

class LinkageChain {
  readonly #parts: LinkageParts
  readonly #duck: Duck
  readonly #isOwn: boolean
  #persons: number[]
  #model: Model = shippedModel

  constructor(parts: LinkageParts, duck: Duck) {
    this.#parts = parts
    this.#duck = duck
    this.#isOwn = parts.feeds.length === 1
    this.#persons = parts.feeds.map(() => 0)
  }

  async run(): Promise<Linkage> {
    const sides = await this.#read()
    const [left, right = left] = sides
    if (left === undefined || right === undefined) throw new RangeError('a run has one side or two')
    const size = { isOwn: this.#isOwn, left: left.persons, right: right.persons }
    for (const step of toChain(size)) await this.#runSql(step)
    const population = Math.max(left.persons, right.persons)
    await this.#learn(left, right)
    await this.#runStep(
      { name: 'scored', sentence: 'Compares both records of each pair with the full model, in TypeScript.' },
      async () => {
        const work = { left: left.store, right: right.store, population, model: this.#model }
        const pairs = await scorePairs(this.#duck, work, this.#parts)
        return { rowsIn: pairs, rowsOut: pairs }
      },
    )
    for (const step of toLinksSteps({ isOwn: this.#isOwn, most: mostPairs })) await this.#runSql(step)
    return this.#gather(left, right)
  }

  async #read(): Promise<ReadSide[]> {
    const duck = this.#duck
    for (const sql of foundations) {
      await duck.run(sql)
      if (sql.startsWith('create table left_') && !this.#isOwn) await duck.run(sql.replace('left_', 'right_'))
    }
    let sides: ReadSide[] = []
    const sentence =
      'Reads every record, makes its person, and hashes its match keys; no name enters the database.'
    await this.#runStep({ name: 'persons', sentence }, async () => {
      sides = await allOrNone(this.#parts.signal, (signal) =>
        this.#parts.feeds.map((feed, at) =>
          readSide(feed, at === 0 ? 'left' : 'right', {
            duck,
            signal,
            onProgress: (persons) => this.#tell('persons', at, persons),
          }),
        ),
      )
      const sum = (of: (side: ReadSide) => number): number =>
        sides.reduce((total, side) => total + of(side), 0)
      return { rowsIn: sum(({ persons }) => persons), rowsOut: sum(({ keys }) => keys) }
    })
    return sides
  }

  async #learn(left: ReadSide, right: ReadSide): Promise<void> {
    const sentence =
      'Learns without labels how rare names are here and how much each field tells, from these very persons.'
    await this.#runStep({ name: 'model', sentence }, async () => {
      this.#model = await learnModel(this.#duck, { left, right, isOwn: this.#isOwn })
      return {
        rowsIn: await this.#countRows('candidates'),
        rowsOut: Object.keys(this.#model.frequency.words).length,
      }
    })
  }

  #tell(step: string, side?: number, persons?: number): void {
    if (side !== undefined && persons !== undefined) this.#persons = this.#persons.with(side, persons)
    this.#parts.onProgress?.({ step, persons: this.#persons })
  }

  async #runSql(step: SqlStep): Promise<void> {
    await this.#runStep(step, async () => {
      let rowsIn = 0
      for (const table of step.from) rowsIn += await this.#countRows(table)
      await this.#duck.run(step.sql)
      return { rowsIn, rowsOut: await this.#countRows(step.table) }
    })
  }

  async #runStep(
    { name, sentence, sql }: { name: string; sentence: string; sql?: string },
    work: () => Promise<{ rowsIn: number; rowsOut: number }>,
  ): Promise<void> {
    this.#parts.signal.throwIfAborted()
    this.#tell(name)
    const startedAt = performance.now()
    const rows = await work()
    const ms = Math.round(performance.now() - startedAt)
    this.#parts.onStep?.({ name, sentence, ...(sql ? { sql } : {}), ...rows, ms })
  }

  async #countRows(table: string): Promise<number> {
    const [row] = await this.#duck.read(`select count(*)::integer n from ${table}`)
    return Number(row?.n ?? 0)
  }

  /** References and locators come out of the shared memory only now, for those who are linked. */
  async #gather(left: ReadSide, right: ReadSide): Promise<Linkage> {
    const rows = await this.#readLinks(left, right)
    const offset = this.#isOwn ? 0 : left.persons
    const prior = toPriorBits(Math.max(left.persons, right.persons))
    let clusters: ReadonlyMap<number, number> = new Map()
    let groups = 0
    const sentence =
      'Groups the records that are probably one person by all that their pairs say, and by what was judged before.'
    await this.#runStep({ name: 'clusters', sentence }, async () => {
      const found = clusterLinks(
        rows.map(({ l, r, score, judged }) => ({ a: l, b: r + offset, bits: score + prior, judged })),
      )
      groups = found.length
      clusters = new Map(found.flatMap((records, at) => records.map((record) => [record, at + 1])))
      return { rowsIn: rows.length, rowsOut: groups }
    })
    function* pairs(): Generator<LinkedPair> {
      for (const { l, r, score, probability, band } of rows) {
        const { person: _left, ...ofLeft } = getRecord(left.store, l)
        const { person: _right, ...ofRight } = getRecord(right.store, r)
        const cluster = clusters.get(l)
        const isTogether = cluster !== undefined && cluster === clusters.get(r + offset)
        yield {
          left: ofLeft,
          right: ofRight,
          score,
          probability,
          band,
          cluster: isTogether ? cluster : undefined,
        }
      }
    }
    const scored = await this.#duck.read('select count(*)::integer n from scored where band > 0')
    return {
      persons: this.#persons,
      sourceStates: this.#parts.feeds.map((_feed, at) => (at === 0 ? left : right).sourceState),
      pairs: pairs(),
      count: rows.length,
      omitted: Number(scored[0]?.n ?? 0) - rows.length,
      clusters: groups,
      model: this.#model,
    }
  }

  async #readLinks(left: ReadSide, right: ReadSide): Promise<LinkRow[]> {
    const { decided } = this.#parts
    const rows: LinkRow[] = []
    const chunks = this.#duck.chunks(
      'select l, r, score, probability, band from links order by score desc, l, r',
    )
    for await (const [l = [], r = [], score = [], probability = [], band = []] of chunks) {
      for (let at = 0; at < l.length; at++) {
        const name = bandNames[Number(band[at])] ?? 'none'
        if (name === 'none') continue
        const row = {
          l: Number(l[at]),
          r: Number(r[at]),
          score: Number(score[at]),
          probability: Number(probability[at]),
        }
        const judged = decided?.(
          getRecord(left.store, row.l).reference,
          getRecord(right.store, row.r).reference,
        )
        rows.push({ ...row, band: name, judged })
      }
    }
    return rows
  }
}

type LinkRow = {
  l: number
  r: number
  score: number
  probability: number
  band: LinkedPair['band']
  judged: 'same' | 'different' | undefined
}

/** Ends the other works when one fails, waits until all have ended, and throws what the first threw. */
async function allOrNone<Result>(
  signal: AbortSignal,
  begin: (signal: AbortSignal) => Promise<Result>[],
): Promise<Result[]> {
  const stop = new AbortController()
  const works = begin(AbortSignal.any([signal, stop.signal]))
  try {
    return await Promise.all(works)
  } catch (fault) {
    stop.abort(fault)
    throw fault
  } finally {
    await Promise.allSettled(works)
  }
}
