import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CollectedPostings, ResidentIndex } from './resident-index.ts'

// Few halves, so that tokens share buckets, and upper or lower halves.
const half = fc.constantFrom(0n, 1n, 0xfffn, 0x1000n, 0x8000_0000n, 0xffff_ffffn)
const token = fc.tuple(half, half).map(([upper, lower]) => BigInt.asIntN(64, (upper << 32n) | lower))

test('what was collected is found under its token, in the order of the records', () => {
  fc.assert(
    fc.property(fc.array(token, { maxLength: 200 }), (tokens) => {
      const postings = new CollectedPostings(1)
      const expected = new Map<bigint, number[]>()
      for (const [recordNo, own] of tokens.entries()) {
        postings.add(own, recordNo)
        expected.set(own, [...(expected.get(own) ?? []), recordNo])
      }
      const index = ResidentIndex.of(postings)
      const found = index.find([...expected.keys(), 77n])
      expect(new Map([...found].map(([own, list]) => [own, list.toRecordNos()]))).toEqual(expected)
      expect(index.tokens).toBe(expected.size)
    }),
    { numRuns: 20 },
  )
})
