import type { Hit } from '@isthmus/contract'
import { describe, expect, test } from 'vitest'
import { widthOf } from './plain-text.ts'
import { toWaterfallTable } from './waterfall.ts'

const hit: Pick<Hit, 'score' | 'prior' | 'probability' | 'comparisons'> = {
  score: 19.11,
  prior: -14.5,
  probability: 1 / (1 + 2 ** -4.61),
  comparisons: [
    {
      field: 'name',
      level: 'very-close',
      bits: 14.11,
      asked: 'loukasenko alexanter',
      parts: [
        { level: 'very-close', bits: 15.01, asked: 'loukasenko' },
        { level: 'missing', bits: -0.9 },
      ],
    },
    { field: 'birth', level: 'year-only', bits: 5, asked: '1954' },
  ],
}

const linesOf = (text: string): string[] => text.split('\n')

describe('a waterfall in the terminal', () => {
  test('adds up line by line, from the size of the source to the odds', () => {
    const lines = linesOf(toWaterfallTable(hit, 116))
    expect(lines.slice(2).map((line) => line.match(/[+-]?\d+\.\d\d(?!\d)/g)?.slice(-2))).toEqual([
      ['-14.50', '-14.50'],
      ['+14.11', '-0.39'],
      ['+15.01', '+0.51'],
      ['-0.90', '-0.39'],
      ['+5.00', '+4.61'],
      ['+4.61', '+4.61'],
    ])
    expect(lines.at(-1)).toContain('96.0 %, score +19.11')
    expect(lines[2]).toContain('one in 23,170')
    expect(lines[4]).toMatch(/part +loukasenko +very close/)
    expect(lines[5]).toContain('rest: words of record, rules')
  })

  test('draws what speaks against with another sign, and the place of each step on one scale', () => {
    const lines = linesOf(toWaterfallTable(hit, 116))
    expect(lines[2]).toMatch(/░+$/)
    expect(lines[6]).toMatch(/█+$/)
    expect(lines.at(-1)).toMatch(/◆$/)
  })

  test('shows the own record’s values only where the answer holds them', () => {
    expect(toWaterfallTable(hit, 116)).not.toContain('your record')
    const [name, birth] = hit.comparisons
    const comparisons = name && birth ? [{ ...name, held: 'lukashenko alexander' }, birth] : []
    expect(toWaterfallTable({ ...hit, comparisons }, 130)).toMatch(/your record[\s\S]*lukashenko alexander/)
  })

  test.each([60, 80, 100, 160])('fits a terminal of %d columns', (width) => {
    for (const line of linesOf(toWaterfallTable(hit, width))) expect(widthOf(line)).toBeLessThanOrEqual(width)
  })

  test('says what the model has learnt, and does without a size that was not told', () => {
    expect(toWaterfallTable({ ...hit, probability: 0.8 }, 116)).toMatch(/experience .*-2\.61 +\+2\.00/)
    const { prior: _prior, ...rest } = hit
    expect(toWaterfallTable(rest, 116)).not.toContain('before comparing')
  })
})
