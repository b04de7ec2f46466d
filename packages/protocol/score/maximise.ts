import { CONTRADICTION, learntFields, levelOffsets } from './levels.ts'
import type { Model } from './model.ts'
import type { Observations } from './observe.ts'
import { type Believed, toRising } from './rising.ts'

/** What is known before the pairs are looked at. */
export type Ground = {
  /** log2 of the share of pairs of two persons at each level. */
  readonly chances: Float64Array
  /** The share of pairs of two persons in each bin of name bits, as far as random pairs tell. */
  readonly names: Float64Array
  readonly base: Model
  /** All pairs that could have been drawn. */
  readonly possible: number
}

/** Bits of each level; `matches`: how many of all pairs are expected to be one person. */
export type Maximum = { readonly bits: Float64Array; readonly matches: number }

type State = {
  readonly bits: Float64Array
  /** What an agreeing name is worth in this source, by bins of its bits. */
  readonly nameBits: Float64Array
  matches: number
}

/** Of pairs that are one person: weighed by their shares, and as many as were really looked at. */
type Expected = {
  readonly levels: Float64Array
  readonly known: Float64Array
  readonly names: Float64Array
  /** Of pairs that are two persons. */
  readonly others: Float64Array
  /** Pairs in each bin of name bits. */
  readonly pairs: Float64Array
  matches: number
  looked: number
}

const BIN = 2
const TOP = 26
export const NAME_BINS = (TOP - CONTRADICTION) / BIN + 1

/** Pairs of one person that the shipped weights count as, beside those found. */
const SHIPPED_MATCHES = 100
/** Pairs that the shipped worth of a bin of name bits counts as. */
const SHIPPED_NAMES = 20
/** Rounds in which only names and the number of matches are learnt: namesakes must first be told from persons. */
const FIRST_ROUNDS = 8
const ROUNDS = 40
const SETTLED = 1e-4
const LEAST_BITS = -15
const MOST_BITS = 24

const width = learntFields.length
const levelCount = learntFields.reduce((sum, { levels }) => sum + levels.length, 0)

export function toNameBin(bits: number): number {
  return Math.max(0, Math.min(NAME_BINS - 1, Math.floor((bits - CONTRADICTION) / BIN)))
}

/**
 * Expectation and maximisation over blocked pairs. Names come with bits of their own, but namesakes that many share make
 * these too high in some sources: so the worth of name bits is learnt as well.
 */
export function maximise(blocked: Observations, ground: Ground): Maximum {
  const { base, possible } = ground
  const state: State = {
    bits: Float64Array.from(learntFields.flatMap(({ levels }) => levels.map(({ of }) => of(base.weights)))),
    nameBits: Float64Array.from({ length: NAME_BINS }, (_, bin) => toBinBits(bin)),
    matches: Math.max(1, possible * 1e-6),
  }
  for (let round = 0; round < ROUNDS; round++) {
    const found = expect(blocked, state, toPrior(state.matches, possible))
    learnNames(state, found, ground)
    if (round >= FIRST_ROUNDS) learnLevels(state, found, ground)
    const isSettled = Math.abs(found.matches - state.matches) < SETTLED * state.matches
    state.matches = Math.max(1, found.matches)
    if (isSettled && round > FIRST_ROUNDS) break
  }
  return state
}

export function toPrior(matches: number, possible: number): number {
  return Math.log2(matches / Math.max(1, possible - matches))
}

function toBinBits(bin: number): number {
  return CONTRADICTION + BIN * (bin + 0.5)
}

function expect(blocked: Observations, { bits, nameBits }: State, prior: number): Expected {
  const found: Expected = {
    levels: new Float64Array(levelCount),
    known: new Float64Array(width),
    names: new Float64Array(NAME_BINS),
    others: new Float64Array(NAME_BINS),
    pairs: new Float64Array(NAME_BINS),
    matches: 0,
    looked: 0,
  }
  for (let pair = 0; pair < blocked.count; pair++) {
    const row = pair * width
    const isNamed = blocked.levels[row] === 0
    const bin = toNameBin(blocked.added[row] ?? 0)
    let odds = prior + (isNamed ? (nameBits[bin] ?? 0) : 0)
    for (let field = 0; field < width; field++) {
      const level = blocked.levels[row + field] ?? -1
      if (level < 0 || (field === 0 && isNamed)) continue
      odds += (bits[(levelOffsets[field] ?? 0) + level] ?? 0) + (blocked.added[row + field] ?? 0)
    }
    const share = blocked.shares[pair] ?? 0
    const chance = 1 / (1 + 2 ** -odds)
    found.looked += chance
    found.matches += chance * share
    if (isNamed) {
      addTo(found.names, bin, chance * share)
      addTo(found.others, bin, (1 - chance) * share)
      addTo(found.pairs, bin, 1)
    }
    for (let field = 0; field < width; field++) {
      const level = blocked.levels[row + field] ?? -1
      if (level < 0) continue
      addTo(found.levels, (levelOffsets[field] ?? 0) + level, chance * share)
      addTo(found.known, field, chance * share)
    }
  }
  return found
}

function addTo(sums: Float64Array, at: number, value: number): void {
  sums[at] = (sums[at] ?? 0) + value
}

/** log2 of how much likelier a bin is for one person than for two; more name bits are never worth less. */
function learnNames(state: State, found: Expected, { names, possible }: Ground): void {
  const all = found.names.reduce((sum, count) => sum + count, 0)
  const learnt: Believed[] = []
  for (let bin = 0; bin < NAME_BINS; bin++) {
    const share = ((found.names[bin] ?? 0) + 1) / (all + NAME_BINS)
    const chance = Math.max(names[bin] ?? 0, ((found.others[bin] ?? 0) + 1) / Math.max(1, possible))
    const pairs = found.pairs[bin] ?? 0
    const own = (pairs * Math.log2(share / chance) + SHIPPED_NAMES * toBinBits(bin)) / (pairs + SHIPPED_NAMES)
    learnt.push({ bits: Math.min(MOST_BITS, own), weight: pairs + 1 })
  }
  state.nameBits.set(toRising(learnt))
}

function learnLevels(state: State, found: Expected, { chances, base }: Ground): void {
  // Shares tell of the source; how sure they are is told by the pairs that were looked at.
  const scale = found.looked / Math.max(1e-9, found.matches)
  for (const [field, { levels }] of learntFields.entries()) {
    const known = (found.known[field] ?? 0) * scale
    for (const [at, level] of levels.entries()) {
      if (level.chance === 0) continue
      const index = (levelOffsets[field] ?? 0) + at
      const agreeing = (found.levels[index] ?? 0) * scale
      const chance = chances[index] ?? 0
      state.bits[index] = toShrunk(level.of(base.weights), { agreeing, known, chance })
    }
  }
}

type Learnt = { agreeing: number; known: number; chance: number }

/**
 * Between the shipped bits and those that the source tells, by how many pairs of one person could have shown the level.
 * A level that a source never has, like ranges of birth years, keeps its shipped bits.
 */
function toShrunk(shippedBits: number, { agreeing, known, chance }: Learnt): number {
  const share = (agreeing + 2 ** Math.min(0, shippedBits + chance)) / (known + 1)
  const own = Math.log2(Math.min(1, share)) - chance
  const evidence = known * Math.max(Math.min(1, share), 2 ** chance)
  const bits = (evidence * own + SHIPPED_MATCHES * shippedBits) / (evidence + SHIPPED_MATCHES)
  return Math.max(LEAST_BITS, Math.min(MOST_BITS, bits))
}
