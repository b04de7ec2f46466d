import type { SearchSubject } from '@isthmus/contract'
import { rankRecords, toIndexKey, toToken } from '@isthmus/node/matching'
import { matchKeysOfPerson, matchKeysOfSubject } from '@isthmus/protocol/match-keys'
import {
  compareProfiles,
  explain,
  findMatch,
  type MatchResult,
  PackedProfiles,
  prepareSubject,
  toPersonProfile,
} from '@isthmus/protocol/score'
import { round, toLatencies } from '../../measure/latencies.ts'
import { onOrder } from '../../measure/run-in-process.ts'
import { population, toCanonicalPerson } from '../../synthetic/index.ts'
import { type Question, toQuestion } from './question.ts'
import { CollectedPostings, ResidentIndex } from './resident-index.ts'

onOrder(({ persons }: { persons: number }) => runSearch(persons))

export type SearchReport = {
  persons: number
  per_core_per_s: number
  p50_ms: number
  p99_ms: number
  wall_per_s: number
  cpu_ms: number
  keys: number
  candidates: number
  hits: number
  /** Share of the persons asked about who are told. */
  found: number
  lookup_cpu_ms: number
  us_per_candidate: number
  explanation_cost: number
  explanation_cost_of_search: number
  build_seconds: number
  index_mb: number
  persons_mb: number
  words: number
}

/** How many records are scored for a question at most; a hundred and more on average. */
const limit = 120
/** What one source tells of one subject at most. */
const mostHits = 25
const warmUp = 2_000
const questions = 3_000
const indexKey = toIndexKey(Buffer.alloc(32, 1))

function runSearch(persons: number): SearchReport {
  const builtAt = performance.now()
  const { index, profiles } = build(persons)
  const buildSeconds = (performance.now() - builtAt) / 1000
  const search = new Search(index, profiles)
  const asked = Array.from({ length: warmUp + questions }, (_, turn) => toQuestion(turn, persons))
  measure(search, asked.slice(0, warmUp))
  const measured = asked.slice(warmUp)
  const run = measure(search, measured)
  const costs = measureExplanation(search, measured)
  const latencies = toLatencies(run.milliseconds)
  return {
    persons,
    per_core_per_s: round(measured.length / run.cpuSeconds, 1),
    p50_ms: latencies.p50,
    p99_ms: latencies.p99,
    wall_per_s: round(measured.length / run.seconds, 1),
    cpu_ms: round((run.cpuSeconds * 1000) / measured.length, 3),
    keys: round(run.keys / measured.length, 1),
    candidates: round(run.candidates / measured.length, 1),
    hits: round(run.hits / measured.length, 1),
    found: round(run.found / run.known, 4),
    ...costs,
    build_seconds: round(buildSeconds, 1),
    index_mb: round(index.bytes / 1e6, 0),
    persons_mb: round(profiles.bytes / 1e6, 0),
    words: profiles.words,
  }
}

function build(persons: number): { index: ResidentIndex; profiles: PackedProfiles } {
  const profiles = new PackedProfiles()
  const postings = new CollectedPostings(persons * 10)
  for (const person of population(persons)) {
    const canonical = toCanonicalPerson(person)
    const recordNo = profiles.add(toPersonProfile(canonical))
    for (const key of matchKeysOfPerson(canonical)) postings.add(toToken(indexKey, key), recordNo)
  }
  return { index: ResidentIndex.of(postings), profiles }
}

type Hit = { recordNo: number; sentence: string } & MatchResult

class Search {
  readonly #index: ResidentIndex
  readonly #profiles: PackedProfiles
  keys = 0
  candidates = 0

  constructor(index: ResidentIndex, profiles: PackedProfiles) {
    this.#index = index
    this.#profiles = profiles
  }

  /** As a peer does: keys, tokens, look-up, rank; every candidate compared; what is told explained word by word. */
  ask(subject: SearchSubject): Hit[] {
    const { profile } = prepareSubject(subject)
    const options = { population: this.#profiles.size, detail: 'parts' } as const
    return this.findCandidates(subject)
      .flatMap((recordNo) => {
        const match = findMatch(profile, this.#profiles.get(recordNo), options)
        return match === undefined ? [] : [{ recordNo, match }]
      })
      .sort((a, b) => b.match.score - a.match.score)
      .slice(0, mostHits)
      .map(({ recordNo, match }) => ({ recordNo, sentence: explain(match.comparisons), ...match }))
  }

  findCandidates(subject: SearchSubject): number[] {
    const tokens = new Set(matchKeysOfSubject(subject).map((key) => toToken(indexKey, key)))
    const { ranked } = rankRecords(tokens, this.#index.find(tokens), {
      population: this.#profiles.size,
      limit,
    })
    this.keys += tokens.size
    this.candidates += ranked.length
    return ranked.map(({ recordNo }) => recordNo)
  }

  /** Every candidate compared, with or without explanation. */
  compareAll(subject: SearchSubject, recordNos: readonly number[], detail: 'none' | 'parts'): void {
    const { profile } = prepareSubject(subject)
    const options = { population: this.#profiles.size, detail }
    for (const recordNo of recordNos) {
      const { comparisons } = compareProfiles(profile, this.#profiles.get(recordNo), options)
      if (detail === 'parts') explain(comparisons)
    }
  }
}

function measure(search: Search, asked: readonly Question[]) {
  const milliseconds: number[] = []
  let found = 0
  let hits = 0
  search.keys = 0
  search.candidates = 0
  const cpuAtStart = process.cpuUsage()
  const startedAt = performance.now()
  for (const { subject, recordNo } of asked) {
    const askedAt = performance.now()
    const told = search.ask(subject)
    milliseconds.push(performance.now() - askedAt)
    hits += told.length
    if (recordNo !== undefined && told.some((hit) => hit.recordNo === recordNo)) found += 1
  }
  const cpu = process.cpuUsage(cpuAtStart)
  return {
    milliseconds,
    seconds: (performance.now() - startedAt) / 1000,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    keys: search.keys,
    candidates: search.candidates,
    known: asked.filter(({ recordNo }) => recordNo !== undefined).length,
    found,
    hits,
  }
}

/** CPU time with and without explanation, in turns so that other load meets both alike: of scoring, and of the search. */
function measureExplanation(search: Search, asked: readonly Question[]) {
  const cpu = { none: 0, parts: 0, lookup: 0 }
  search.candidates = 0
  const chunk = 100
  for (let from = 0; from < asked.length; from += chunk) {
    const subjects = asked.slice(from, from + chunk).map(({ subject }) => subject)
    const lookup = timed(() => subjects.map((subject) => search.findCandidates(subject)))
    cpu.lookup += lookup.seconds
    for (const detail of (from / chunk) % 2 === 0
      ? (['none', 'parts'] as const)
      : (['parts', 'none'] as const))
      cpu[detail] += timed(() =>
        subjects.map((subject, at) => search.compareAll(subject, lookup.result[at] ?? [], detail)),
      ).seconds
  }
  return {
    lookup_cpu_ms: round((cpu.lookup * 1000) / asked.length, 3),
    us_per_candidate: round((cpu.parts * 1e6) / (search.candidates / asked.length) / asked.length, 2),
    explanation_cost: round(cpu.parts / cpu.none, 2),
    explanation_cost_of_search: round((cpu.lookup + cpu.parts) / (cpu.lookup + cpu.none), 2),
  }
}

function timed<Result>(work: () => Result): { result: Result; seconds: number } {
  const start = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(start)
  return { result, seconds: (user + system) / 1e6 }
}
