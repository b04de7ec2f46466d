import type { Comparison } from '@isthmus/contract/types'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Span, toPlace, toWaterfall } from './waterfall-steps.ts'

const name: Comparison = {
  field: 'name',
  level: 'very-close',
  bits: 14.11,
  parts: [
    { level: 'very-close', bits: 15.01, asked: 'loukasenko' },
    { level: 'missing', bits: -0.9 },
  ],
}
const birth: Comparison = { field: 'birth', level: 'year-only', bits: 5 }
const unknown: Comparison = { field: 'place', level: 'unknown', bits: 0 }
const explained = {
  score: 19.11,
  prior: -14.5,
  probability: 1 / (1 + 2 ** -(19.11 - 14.5)),
  comparisons: [unknown, name, birth],
}

describe('a waterfall', () => {
  it('goes from the size of the source through the comparisons to the odds, what nobody knows last', () => {
    const { steps, end } = toWaterfall(explained)
    expect(steps.map((step) => (step.kind === 'comparison' ? step.comparison.field : step.kind))).toEqual([
      'prior',
      'name',
      'birth',
      'place',
    ])
    expect(steps.map(({ from, to }) => [from, to])).toEqual([
      [0, -14.5],
      [-14.5, -0.39],
      [-0.39, 4.61],
      [4.61, 4.61],
    ])
    expect(end).toBe(4.61)
    expect(steps[0]).toMatchObject({ population: 23_170 })
  })

  it('lets the parts of a comparison end where the comparison ends', () => {
    const step = toWaterfall(explained).steps[1]
    expect(step?.kind === 'comparison' && step.parts.map(({ from, to }) => [from, to])).toEqual([
      [-14.5, 0.51],
      [0.51, -0.39],
    ])
  })

  it('shows what the model has learnt that its sums are worth, and nothing where it takes them as they are', () => {
    const learnt = toWaterfall({ ...explained, probability: 0.8 })
    expect(learnt.steps.at(-1)).toMatchObject({ kind: 'calibration', from: 4.61, to: 2 })
    expect(toWaterfall({ ...explained, probability: 1 }).steps).toHaveLength(4)
  })

  it('starts at nothing where a peer told no size', () => {
    const { prior: _prior, ...rest } = explained
    expect(toWaterfall(rest).steps[0]).toMatchObject({ kind: 'comparison', from: 0 })
  })

  it('places every step on its scale, whatever its bits', () => {
    const bits = fc.integer({ min: -9999, max: 9999 }).map((hundredths) => hundredths / 100)
    const comparison = fc.record({ bits, parts: fc.array(bits, { maxLength: 5 }) }).map(
      (made): Comparison => ({
        field: 'name',
        level: 'close',
        bits: made.bits,
        parts: made.parts.map((own) => ({ level: 'close' as const, bits: own })),
      }),
    )
    fc.assert(
      fc.property(
        fc.array(comparison, { maxLength: 6 }),
        fc.option(bits.map((b) => -Math.abs(b))),
        (comparisons, prior) => {
          const score = comparisons.reduce((sum, own) => sum + own.bits, 0)
          const waterfall = toWaterfall({
            comparisons,
            score,
            probability: 1,
            ...(prior === null ? {} : { prior }),
          })
          expect(waterfall.end).toBeCloseTo(score + (prior ?? 0), 6)
          const spans: Span[] = waterfall.steps.flatMap((step): Span[] =>
            step.kind === 'comparison' ? [step, ...step.parts] : [step],
          )
          for (const { from, to } of spans)
            for (const place of [toPlace(from, waterfall), toPlace(to, waterfall), toPlace(0, waterfall)]) {
              expect(place).toBeGreaterThanOrEqual(0)
              expect(place).toBeLessThanOrEqual(100)
            }
        },
      ),
    )
  })
})
