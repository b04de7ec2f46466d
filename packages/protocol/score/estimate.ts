import { type LearntBits, learntFields, levelOffsets, toWeights } from './levels.ts'
import { maximise, NAME_BINS, toNameBin, toPrior } from './maximise.ts'
import { type Frequency, type Model, shippedModel } from './model.ts'
import { type Observations, observe, type ProfilePair } from './observe.ts'
import { learntCalibration } from './shipped-calibration.ts'

/** What a source tells of itself, without a label: counted values, and pairs of its persons. */
export type Statistics = {
  readonly persons: number
  readonly frequency: Frequency
  /** Pairs that share a match key: some of them one person twice. `share`: one over the chance to be among them. */
  readonly blocked: readonly ProfilePair[]
  /** Pairs drawn at random: two persons, all but a few. */
  readonly random: readonly ProfilePair[]
  /** All pairs that could have been drawn. */
  readonly possible: number
}

/** Pairs of two persons that the shipped model counts as, beside those drawn. */
const SHIPPED_PAIRS = 500

const width = learntFields.length
const levels = learntFields.flatMap((field) => field.levels)

/**
 * The model of a source: its own frequencies, and weights learnt without labels (Fellegi and Sunter; Winkler's
 * expectation and maximisation). How often two persons agree comes from random pairs and from the frequencies, how
 * often one person's records do from the blocked pairs, each weighed by how probably it is one. With little to learn
 * from, the shipped weights stay. Deterministic.
 */
export function toModel(statistics: Statistics, base: Model = shippedModel): Model {
  const { persons, frequency, possible } = statistics
  const counted: Model = { ...base, persons, frequency, calibration: learntCalibration }
  const random = observe(statistics.random, counted)
  const { bits, matches } = maximise(observe(statistics.blocked, counted), {
    chances: toChances(random, base),
    names: toNameChances(random),
    base,
    possible,
  })
  const prior = Math.round(toPrior(matches, possible) * 100) / 100
  const learnt = toRanked(bits)
  // Where births hardly tell persons apart, the pairs taken for one person are namesakes.
  const isPlausible =
    learnt('birth', 'differs') <= LEAST_OF_BIRTH && learnt('birth', 'exact') >= MOST_OF_BIRTH
  if (!isPlausible) return { ...counted, prior }
  return { ...counted, weights: toWeights(base.weights, learnt), prior }
}

const LEAST_OF_BIRTH = -1.5
const MOST_OF_BIRTH = 6

/** Share of pairs of two persons in each bin of name bits. */
function toNameChances(random: Observations): Float64Array {
  const chances = new Float64Array(NAME_BINS)
  for (let pair = 0; pair < random.count; pair++) {
    if (random.levels[pair * width] !== 0) continue
    const bin = toNameBin(random.added[pair * width] ?? 0)
    chances[bin] = (chances[bin] ?? 0) + 1 / random.count
  }
  return chances
}

/** log2 of the share of pairs of two persons at each level. */
function toChances(random: Observations, base: Model): Float64Array {
  const counts = new Float64Array(levels.length)
  const known = new Float64Array(width)
  for (let pair = 0; pair < random.count; pair++) {
    for (let field = 0; field < width; field++) {
      const level = random.levels[pair * width + field] ?? -1
      if (level < 0) continue
      counts[(levelOffsets[field] ?? 0) + level] = (counts[(levelOffsets[field] ?? 0) + level] ?? 0) + 1
      known[field] = (known[field] ?? 0) + 1
    }
  }
  const chances = new Float64Array(levels.length)
  for (const [field, { levels: own }] of learntFields.entries()) {
    for (const [at, level] of own.entries()) {
      const index = (levelOffsets[field] ?? 0) + at
      const shippedChance = Math.min(1, level.share * 2 ** -level.of(base.weights))
      const chance =
        ((counts[index] ?? 0) + SHIPPED_PAIRS * shippedChance) / ((known[field] ?? 0) + SHIPPED_PAIRS)
      chances[index] = level.chance ?? Math.log2(chance)
    }
  }
  return chances
}

/** A better agreement never weighs less than a worse one. */
function toRanked(bits: Float64Array): LearntBits {
  const ranked = new Map<string, number>()
  for (const [field, { name, levels: own, ranks }] of learntFields.entries()) {
    for (const [at, level] of own.entries())
      ranked.set(`${name} ${level.name}`, bits[(levelOffsets[field] ?? 0) + at] ?? 0)
    for (const rank of ranks) {
      let most = Number.POSITIVE_INFINITY
      for (const level of rank) {
        most = Math.min(most, ranked.get(`${name} ${level}`) ?? 0)
        ranked.set(`${name} ${level}`, most)
      }
    }
  }
  // Plus zero: minus zero would not come back from JSON.
  return (field, level) => Math.round((ranked.get(`${field} ${level}`) ?? 0) * 100) / 100 + 0
}
