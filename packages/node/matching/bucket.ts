import { MatchingError } from './errors.ts'

/** 2^20 buckets: a few keys each at ten million keys, about a hundred at a billion. */
const bucketBits = 20

/** The bucket of a token: its upper bits, as an unsigned number. */
export function toBucket(upper: number): number {
  return upper >>> (32 - bucketBits)
}

export function toBucketOfToken(token: bigint): number {
  return toBucket(Number((token >> 32n) & 0xffff_ffffn))
}

/** What the index knows of one token: how many records have it, and the first of them. */
export type Postings = { count: number; recordNos: number[] }

const head = 16

/**
 * Finds the tokens asked for in a payload, or in several joined together.
 * Throws MatchingError INDEX_DAMAGED when the payload does not have its layout.
 */
export function parsePostings(payload: Buffer, asked: ReadonlySet<bigint>): Map<bigint, Postings> {
  const found = new Map<bigint, Postings>()
  for (let at = 0; at < payload.length; ) {
    if (at + head > payload.length) throw damaged()
    const kept = payload.readUInt32BE(at + 12)
    const end = at + head + kept * 4
    if (end > payload.length) throw damaged()
    const token = payload.readBigInt64BE(at)
    if (asked.has(token)) {
      const recordNos: number[] = []
      for (let entry = at + head; entry < end; entry += 4) recordNos.push(payload.readUInt32BE(entry))
      found.set(token, { count: payload.readUInt32BE(at + 8), recordNos })
    }
    at = end
  }
  return found
}

function damaged(): MatchingError {
  return new MatchingError('INDEX_DAMAGED', 'a bucket of the hit index does not have its layout', {
    remedy: 'index the source again',
  })
}
