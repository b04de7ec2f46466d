import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseByteRange } from './byte-range.ts'

describe('a range of bytes', () => {
  test.each([
    [undefined, 10, 'whole'],
    ['bytes=0-3', 10, { first: 0, last: 3 }],
    ['bytes=4-', 10, { first: 4, last: 9 }],
    ['bytes=-3', 10, { first: 7, last: 9 }],
    ['bytes=-30', 10, { first: 0, last: 9 }],
    ['bytes=0-99', 10, { first: 0, last: 9 }],
    ['bytes=10-', 10, 'unsatisfiable'],
    ['bytes=-0', 10, 'unsatisfiable'],
    ['bytes=0-', 0, 'unsatisfiable'],
    ['bytes=-5', 0, 'unsatisfiable'],
    ['bytes=5-3', 10, 'whole'],
    ['bytes=0-1,3-4', 10, 'whole'],
    ['lines=0-1', 10, 'whole'],
    ['bytes=-', 10, 'whole'],
    ['bytes=0x1-2', 10, 'whole'],
    [`bytes=${'9'.repeat(40)}-`, 10, 'whole'],
  ])('%j of %i bytes', (field, size, range) => {
    expect(parseByteRange(field, size)).toEqual(range)
  })

  test('never leaves the file, whatever is asked', () => {
    const number = fc.oneof(fc.constant(''), fc.bigInt({ min: 0n, max: 10n ** 18n }).map(String))
    const field = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.tuple(number, number).map(([from, to]) => `bytes=${from}-${to}`),
    )
    fc.assert(
      fc.property(field, fc.nat({ max: 2 ** 31 }), (given, size) => {
        const range = parseByteRange(given, size)
        if (typeof range === 'string') return
        expect(Number.isSafeInteger(range.first) && Number.isSafeInteger(range.last)).toBe(true)
        expect(0 <= range.first && range.first <= range.last && range.last < size).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })
})
