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

/** A token in more records than this tells little; its count is kept, but only its first records. */
export const postingsKept = 3000

const head = 16

/** What the index knows of one token: how many records have it, and the first of them in ascending order. */
export class Postings {
  /** Records that have the token. */
  readonly count: number
  /** How many of them are kept. */
  readonly kept: number
  readonly #payload: Buffer
  readonly #start: number

  constructor(payload: Buffer, at: number) {
    this.count = payload.readUInt32BE(at + 8)
    this.kept = payload.readUInt32BE(at + 12)
    this.#payload = payload
    this.#start = at + head
  }

  /** The n-th of the kept records. */
  recordNo(n: number): number {
    const at = this.#start + n * 4
    const bytes = this.#payload
    return (
      (((bytes[at] ?? 0) << 24) |
        ((bytes[at + 1] ?? 0) << 16) |
        ((bytes[at + 2] ?? 0) << 8) |
        (bytes[at + 3] ?? 0)) >>>
      0
    )
  }

  /** Whether a record is among the kept ones. */
  has(recordNo: number): boolean {
    let low = 0
    let high = this.kept - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = this.recordNo(middle)
      if (found === recordNo) return true
      if (found < recordNo) low = middle + 1
      else high = middle - 1
    }
    return false
  }

  toRecordNos(): number[] {
    return Array.from({ length: this.kept }, (_, n) => this.recordNo(n))
  }
}

/**
 * Finds the tokens asked for in a payload, or in several joined together; what is found reads from the payload itself.
 * Throws MatchingError INDEX_DAMAGED when the payload does not have its layout.
 */
export function parsePostings(payload: Buffer, asked: ReadonlySet<bigint>): Map<bigint, Postings> {
  const found = new Map<bigint, Postings>()
  const uppers = new Set<number>()
  for (const token of asked) uppers.add(Number((token >> 32n) & 0xffff_ffffn))
  for (let at = 0; at < payload.length; ) {
    if (at + head > payload.length) throw damaged()
    const end = at + head + payload.readUInt32BE(at + 12) * 4
    if (end > payload.length) throw damaged()
    if (uppers.has(payload.readUInt32BE(at))) {
      const token = payload.readBigInt64BE(at)
      if (asked.has(token)) found.set(token, new Postings(payload, at))
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
