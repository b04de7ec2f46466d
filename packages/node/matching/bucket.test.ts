import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePostings, toBucket, toBucketOfToken } from './bucket.ts'
import { MatchingError } from './errors.ts'

function toPayload(token: bigint, count: number, recordNos: number[]): Buffer {
  const payload = Buffer.alloc(16 + recordNos.length * 4)
  payload.writeBigInt64BE(token, 0)
  payload.writeUInt32BE(count, 8)
  payload.writeUInt32BE(recordNos.length, 12)
  for (const [i, recordNo] of recordNos.entries()) payload.writeUInt32BE(recordNo, 16 + i * 4)
  return payload
}

test('joined payloads give the asked tokens only', () => {
  const payload = Buffer.concat([toPayload(-5n, 2, [1, 9]), toPayload(7n, 1, [3]), toPayload(8n, 5000, [4])])
  const found = parsePostings(payload, new Set([-5n, 8n, 99n]))
  expect([...found].map(([token, own]) => [token, own.count, own.toRecordNos()])).toEqual([
    [-5n, 2, [1, 9]],
    [8n, 5000, [4]],
  ])
  expect([0, 1, 2, 9, 10].filter((recordNo) => found.get(-5n)?.has(recordNo))).toEqual([1, 9])
})

test('a token and its upper half name the same bucket', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (token) => {
      const bucket = toBucketOfToken(token)
      expect(bucket).toBe(toBucket(Number(BigInt.asUintN(64, token) >> 32n)))
      expect(bucket).toBeGreaterThanOrEqual(0)
      expect(bucket).toBeLessThan(2 ** 20)
    }),
  )
})

test('a damaged payload is an error, never a wrong answer or a crash', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        parsePostings(Buffer.from(bytes), new Set([0n]))
      } catch (fault) {
        expect(fault).toBeInstanceOf(MatchingError)
      }
    }),
  )
  expect(() => parsePostings(toPayload(1n, 1, [1]).subarray(0, 19), new Set([1n]))).toThrow(MatchingError)
})
