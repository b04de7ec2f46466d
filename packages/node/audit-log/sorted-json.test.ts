import { canonicalJson } from '@isthmus/protocol/log'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findSortedJson } from './sorted-json.ts'

it('is what the protocol calls canonical, or nothing', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' })),
      (value) => {
        const fast = findSortedJson(value)
        if (fast !== undefined) expect(fast).toBe(canonicalJson(value))
      },
    ),
    { numRuns: 500 },
  )
})

it('is found for what the log writes', () => {
  const entry = {
    b: undefined,
    z: [{ y: 1, a: 'ü\u2028"' }],
    a: { states: { hit: 2, 'no-hit': 1 } },
    n: null,
    f: 1e21,
  }
  expect(findSortedJson(entry)).toBe(canonicalJson(entry))
  expect(findSortedJson(entry)).toContain('"states"')
})

it('is not found where the engine would write something else', () => {
  expect(findSortedJson({ a: 1, '10': 2, '9': 3 })).toBeUndefined()
  expect(findSortedJson({ a: 'half \ud800' })).toBeUndefined()
})
