import type { Comparison, ComparisonPart, Hit } from '@isthmus/contract/types'

/** What a waterfall explains: of a hit, or of a pair that waits for a decision. */
export type Explained = Pick<Hit, 'score' | 'probability' | 'comparisons' | 'prior'>

/** One share, in bits, and where the running total stands before and after it. */
export type Span = { bits: number; from: number; to: number }

export type PartStep = Span & { part: ComparisonPart }

export type Step =
  | (Span & { kind: 'prior'; population: number })
  | (Span & { kind: 'comparison'; comparison: Comparison; parts: PartStep[] })
  | (Span & { kind: 'calibration' })

/** `end` is the total; `least` and `most` are the ends of the scale, on which 0 is as likely as not. */
export type Waterfall = { steps: Step[]; end: number; least: number; most: number }

/** Beyond these a probability is too near to 0 or 1 for its bits to be told from it. */
const readableProbability = 1e-9
/** Fewer bits than this are the rounding of a probability, not a calibration. */
const leastCalibration = 0.1
const edge = 0.03

/** The steps from the size of the source to the probability, in the order in which they add up. */
export function toWaterfall(explained: Explained): Waterfall {
  const steps: Step[] = []
  let total = 0
  const next = (bits: number): Span => {
    const from = total
    total = roundBits(from + bits)
    return { bits, from, to: total }
  }
  if (explained.prior !== undefined) {
    steps.push({ kind: 'prior', population: Math.round(2 ** -explained.prior), ...next(explained.prior) })
  }
  for (const comparison of [...explained.comparisons].sort(unknownLast)) {
    const span = next(comparison.bits)
    steps.push({ kind: 'comparison', comparison, parts: toParts(comparison, span.from), ...span })
  }
  const calibration = findCalibration(explained, total)
  if (calibration !== undefined) steps.push({ kind: 'calibration', ...next(calibration) })
  return { steps, end: total, ...toScale(steps) }
}

/** Where a value lies on the scale, in per cent of its length. */
export function toPlace(value: number, { least, most }: Pick<Waterfall, 'least' | 'most'>): number {
  return ((value - least) / (most - least)) * 100
}

function toParts({ parts = [] }: Comparison, start: number): PartStep[] {
  let total = start
  return parts.map((part) => {
    const from = total
    total = roundBits(from + part.bits)
    return { part, bits: part.bits, from, to: total }
  })
}

function unknownLast(a: Comparison, b: Comparison): number {
  return Number(a.level === 'unknown') - Number(b.level === 'unknown')
}

/** What the model has learnt that its own sums are worth; undefined where it takes them as they are. */
function findCalibration({ prior, probability }: Explained, total: number): number | undefined {
  if (prior === undefined) return undefined
  if (probability < readableProbability || probability > 1 - readableProbability) return undefined
  const bits = Math.log2(probability / (1 - probability)) - total
  return Math.abs(bits) < leastCalibration ? undefined : roundBits(bits)
}

function toScale(steps: readonly Step[]): { least: number; most: number } {
  const ends = steps.flatMap((step) => [
    step.to,
    ...(step.kind === 'comparison' ? step.parts.map(({ to }) => to) : []),
  ])
  const least = Math.min(0, ...ends)
  const most = Math.max(1, ...ends)
  const margin = (most - least) * edge
  return { least: least - margin, most: most + margin }
}

function roundBits(bits: number): number {
  return Math.round(bits * 100) / 100
}
