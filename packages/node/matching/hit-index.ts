import type { Model } from '@isthmus/protocol/score'
import type { Database } from '../platform/index.ts'
import { parsePostings, toBucketOfToken } from './bucket.ts'
import { kinds } from './build-generation.ts'
import { MatchingError } from './errors.ts'
import { type IndexKey, toDigest, toToken } from './index-key.ts'
import { type RankedRecord, rankRecords } from './ranking.ts'
import {
  type AnsweringGeneration,
  findAnswering,
  type RecordRow,
  readBuckets,
  readModel,
  readRecords,
} from './reader.ts'

/** A record worth comparing. `weight` is in bits: the rarer the shared keys, the more. */
export type Candidate = {
  recordNo: number
  kind: 'person' | 'thing'
  locator: string
  /** Of the canonical record, keyed: see `isUnchanged`. */
  digest: bigint
  /** How many of the asked keys it has. */
  shared: number
  weight: number
}

/**
 * `population`: records in the generation. `sourceState`: the state of the source in which its locators are good.
 * `model`: what a comparison with its persons weighs with.
 */
export type FoundCandidates = {
  generation: number
  population: number
  sourceState: string
  model: Model
  candidates: Candidate[]
}

/** With `kind`, records of the other kind are passed over and take no place among the `limit`. */
type Wanted = { sourceId: string; limit?: number; kind?: Candidate['kind'] }

export type CandidateQuestion = Wanted & { keys: readonly string[] }

type KnownGeneration = AnsweringGeneration & { model: Model }

const defaultLimit = 40
const attempts = 5

/** Finds candidates by pseudonymous keys. Sees no clear value but the keys it is handed, and keeps none. */
export class HitIndex {
  readonly #database: Database
  readonly #indexKey: IndexKey
  readonly #known = new Map<string, KnownGeneration>()

  constructor(database: Database, indexKey: IndexKey) {
    this.#database = database
    this.#indexKey = indexKey
  }

  /**
   * The records of a source that share most with `keys`, best first; undefined when the source is not indexed.
   * Everything comes from one generation. Throws MatchingError INDEX_DAMAGED or INDEX_UNSETTLED, and PlatformError.
   */
  async findCandidates({ keys, ...wanted }: CandidateQuestion): Promise<FoundCandidates | undefined> {
    const [found] = (await this.findCandidatesOfMany({ ...wanted, subjects: [keys] })) ?? []
    return found
  }

  /** The same for many subjects in the same two statements; answers are in the order of `subjects`. */
  async findCandidatesOfMany({
    sourceId,
    subjects,
    limit = defaultLimit,
    kind,
  }: Wanted & { subjects: readonly (readonly string[])[] }): Promise<FoundCandidates[] | undefined> {
    const tokens = subjects.map((keys) => [...new Set(keys)].map((key) => toToken(this.#indexKey, key)))
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const answering = await this.#findKnown(sourceId)
      if (!answering) return undefined
      const found = await this.#findIn(answering, { sourceId, tokens, limit, kind })
      if (found) return found
      this.#known.delete(sourceId)
    }
    throw new MatchingError(
      'INDEX_UNSETTLED',
      `the index of source ${sourceId} was replaced ${attempts} times while read`,
    )
  }

  /** Whether a record is, to the letter, the one that was indexed with this digest. */
  isUnchanged(record: object, digest: bigint): boolean {
    return toDigest(this.#indexKey, record) === digest
  }

  async #findKnown(sourceId: string): Promise<KnownGeneration | undefined> {
    const known = this.#known.get(sourceId)
    if (known) return known
    const answering = await findAnswering(this.#database, sourceId)
    if (!answering) return undefined
    const learnt = { ...answering, model: await readModel(this.#database, answering.generation) }
    this.#known.set(sourceId, learnt)
    return learnt
  }

  /** Undefined when `answering` was replaced before everything was read from it. */
  async #findIn(
    answering: KnownGeneration,
    {
      sourceId,
      tokens,
      limit,
      kind,
    }: Required<Pick<Wanted, 'sourceId' | 'limit'>> & {
      tokens: bigint[][]
      kind: Candidate['kind'] | undefined
    },
  ): Promise<FoundCandidates[] | undefined> {
    const { generation } = answering
    const asked = new Set(tokens.flat())
    const buckets = [...new Set([...asked].map(toBucketOfToken))]
    const read = await readBuckets(this.#database, { sourceId, generation, buckets })
    if (read.answering !== generation) return undefined
    const postings = parsePostings(read.payload, asked)
    const records = new Map<number, RecordRow>()
    // What kind a record is stands in its row only: where others took places, as many more rows are looked at again.
    for (let end = limit; ; end *= 2) {
      const ranked = tokens.map((ofSubject) =>
        rankRecords(ofSubject, postings, { population: answering.population, limit: end }),
      )
      const wanted = ranked.flatMap((ofSubject) => ofSubject.ranked)
      const missing = [...new Set(wanted.map(({ recordNo }) => recordNo))].filter((no) => !records.has(no))
      const read = await this.#readRecords(generation, missing)
      if (read.length < missing.length) return undefined
      for (const record of read) records.set(record.record_no, record)
      const found = ranked.map((ofSubject) => toCandidates(ofSubject.ranked, records, kind))
      const isEnough = found.every((some, n) => some.length >= limit || ranked[n]?.isAll === true)
      if (isEnough) return found.map((some) => ({ ...answering, candidates: some.slice(0, limit) }))
    }
  }

  async #readRecords(generation: number, recordNos: readonly number[]): Promise<RecordRow[]> {
    return recordNos.length === 0 ? [] : readRecords(this.#database, { generation, recordNos })
  }
}

function toCandidates(
  ranked: readonly RankedRecord[],
  records: ReadonlyMap<number, RecordRow>,
  wanted: Candidate['kind'] | undefined,
): Candidate[] {
  return ranked.flatMap((candidate) => {
    const record = records.get(candidate.recordNo)
    if (!record) return []
    const kind = record.kind === kinds.thing ? 'thing' : 'person'
    if (wanted !== undefined && kind !== wanted) return []
    return { ...candidate, kind, locator: record.locator, digest: record.digest }
  })
}
