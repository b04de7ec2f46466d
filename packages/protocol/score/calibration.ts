import type { Calibration, CalibrationCurve } from './model.ts'
import { toRising } from './rising.ts'

/** The bits that a score means. Between points in straight lines; beyond the last ones bit for bit. */
export function toCalibratedBits(score: number, curve: CalibrationCurve | undefined): number {
  if (curve === undefined) return score
  const { score: scores, bits } = curve
  const above = scores.findIndex((point) => point >= score)
  if (above < 0) return (bits.at(-1) ?? 0) + score - (scores.at(-1) ?? 0)
  const [x, y] = [scores[above] ?? 0, bits[above] ?? 0]
  if (above === 0) return y + score - x
  const [before, from] = [scores[above - 1] ?? 0, bits[above - 1] ?? 0]
  return from + ((score - before) / (x - before)) * (y - from)
}

/** The least score that means at least so many bits. */
export function toLeastScore(bits: number, curve: CalibrationCurve | undefined): number {
  if (curve === undefined) return bits
  const { score: scores, bits: means } = curve
  const above = means.findIndex((mean) => mean >= bits)
  if (above < 0) return (scores.at(-1) ?? 0) + bits - (means.at(-1) ?? 0)
  const [x, y] = [scores[above] ?? 0, means[above] ?? 0]
  if (above === 0) return x + bits - y
  const [before, from] = [scores[above - 1] ?? 0, means[above - 1] ?? 0]
  return before + ((bits - from) / (y - from)) * (x - before)
}

/** A compared pair of which the truth is known. `prior`: its bits before anything was compared. */
export type JudgedScore = {
  readonly score: number
  readonly prior: number
  readonly isSame: boolean
  readonly weight: number
  readonly isAcrossScripts: boolean
}

const BIN_BITS = 2
const FIRST = 6
const LAST = 40
/** How far, in bits, the shift of neighbouring scores may differ where few pairs tell: a standard deviation. */
const SLACK = 2

export function toCalibration(judged: readonly JudgedScore[]): Calibration {
  return {
    sameScript: toCurve(judged.filter(({ isAcrossScripts }) => !isAcrossScripts)),
    acrossScripts: toCurve(judged.filter(({ isAcrossScripts }) => isAcrossScripts)),
  }
}

/**
 * What scores mean, learnt from pairs of which the truth is known: for each two bits of score the adjusted bits under
 * which the truth is likeliest, then made to rise (pooled adjacent violators).
 */
function toCurve(judged: readonly JudgedScore[]): CalibrationCurve {
  const points: { score: number; bits: number; weight: number }[] = []
  let shift = 0
  for (let score = FIRST; score <= LAST; score += BIN_BITS) {
    const own = judged.filter((pair) => Math.abs(pair.score - score) <= BIN_BITS / 2)
    const weight = own.reduce((sum, pair) => sum + pair.weight, 0)
    shift = toShift(own, shift)
    points.push({ score, bits: score + shift, weight: weight + 1 })
  }
  const risen = toRising(points)
  return {
    score: points.map(({ score }) => score),
    bits: risen.map((bits) => Math.round(bits * 100) / 100),
  }
}

/** The shift, in bits, under which these pairs' truth is likeliest; by halving, since the likelihood has one peak. */
function toShift(judged: readonly JudgedScore[], neighbour: number): number {
  let low = -20
  let high = 20
  for (let step = 0; step < 40; step++) {
    const shift = (low + high) / 2
    let slope = (neighbour - shift) / (SLACK * SLACK * Math.LN2)
    for (const { score, prior, isSame, weight } of judged)
      slope += weight * ((isSame ? 1 : 0) - 1 / (1 + 2 ** -(prior + score + shift)))
    if (slope > 0) low = shift
    else high = shift
  }
  return (low + high) / 2
}
