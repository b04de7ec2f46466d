import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Postings, parsePostings } from './bucket.ts'
import { type RankedRecord, rankRecords } from './ranking.ts'

type Lists = ReadonlyMap<bigint, { count: number; recordNos: readonly number[] }>

function toPostings(lists: Lists): Map<bigint, Postings> {
  const payloads = [...lists].map(([token, { count, recordNos }]) => {
    const payload = Buffer.alloc(16 + recordNos.length * 4)
    payload.writeBigInt64BE(token, 0)
    payload.writeUInt32BE(count, 8)
    payload.writeUInt32BE(recordNos.length, 12)
    for (const [n, recordNo] of recordNos.entries()) payload.writeUInt32BE(recordNo, 16 + n * 4)
    return payload
  })
  return parsePostings(Buffer.concat(payloads), new Set(lists.keys()))
}

/** Everything added up and sorted. */
function rankPlainly(lists: Lists, population: number): RankedRecord[] {
  const found = new Map<number, RankedRecord>()
  for (const { count, recordNos } of [...lists.values()].sort((a, b) => a.count - b.count)) {
    for (const recordNo of recordNos) {
      const known = found.get(recordNo) ?? { recordNo, shared: 0, weight: 0 }
      known.shared += 1
      known.weight += Math.log2(population / count)
      found.set(recordNo, known)
    }
  }
  return [...found.values()].sort(
    (a, b) => b.weight - a.weight || b.shared - a.shared || a.recordNo - b.recordNo,
  )
}

const list = fc
  .tuple(fc.uniqueArray(fc.nat({ max: 400 }), { maxLength: 60 }), fc.nat({ max: 300 }))
  .map(([recordNos, more]) => ({
    count: Math.max(1, recordNos.length + more),
    recordNos: recordNos.sort((a, b) => a - b),
  }))

test('the best of a ranking are those of the whole ranking, though frequent keys are not read to their end', () => {
  fc.assert(
    fc.property(fc.array(list, { maxLength: 12 }), fc.integer({ min: 1, max: 30 }), (some, limit) => {
      const lists = new Map(some.map((own, n) => [BigInt(n), own]))
      const expected = rankPlainly(lists, 1000)
      const { ranked, isAll } = rankRecords(lists.keys(), toPostings(lists), { population: 1000, limit })
      const shown = ({ weight, ...rest }: RankedRecord) => ({ ...rest, weight: weight.toFixed(6) })
      expect(ranked.map(shown)).toEqual(expected.slice(0, limit).map(shown))
      expect(isAll).toBe(isAll && expected.length <= limit)
      if (expected.length < limit) expect(isAll).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('tens of thousands of records are ranked, and the rare key decides', () => {
  const frequent = Array.from({ length: 40_000 }, (_, n) => n)
  const lists = new Map([
    [1n, { count: 40_000, recordNos: frequent }],
    [2n, { count: 2, recordNos: [7, 39_999] }],
    [3n, { count: 20_000, recordNos: frequent.filter((n) => n % 2 === 1) }],
  ])
  const { ranked, isAll } = rankRecords(lists.keys(), toPostings(lists), { population: 1e6, limit: 3 })
  expect(ranked.map(({ recordNo, shared }) => [recordNo, shared])).toEqual([
    [7, 3],
    [39_999, 3],
    [1, 2],
  ])
  expect(isAll).toBe(false)
})
