import { type Postings, parsePostings, postingsKept, toBucketOfToken } from '@isthmus/node/matching'

const buckets = 1 << 20
const upperShift = 12

/** A peer's hit index in memory: the same packed buckets of the same tokens as in its database. */
export class ResidentIndex {
  readonly #payload: Buffer
  /** Where each bucket begins, and where the last one ends. */
  readonly #starts: Float64Array
  /** Different tokens. */
  readonly tokens: number

  private constructor(payload: Buffer, starts: Float64Array, tokens: number) {
    this.#payload = payload
    this.#starts = starts
    this.tokens = tokens
  }

  get bytes(): number {
    return this.#payload.length + this.#starts.byteLength
  }

  static of(postings: CollectedPostings): ResidentIndex {
    const sorted = postings.toSorted()
    const starts = new Float64Array(buckets + 1)
    const writer = new PayloadWriter(sorted.size)
    let first = 0
    let bucket = 0
    while (first < sorted.size) {
      const upper = sorted.upper[first] ?? 0
      while (bucket <= upper >>> upperShift) starts[bucket++] = writer.length
      first = writer.add(sorted, first)
    }
    while (bucket <= buckets) starts[bucket++] = writer.length
    return new ResidentIndex(writer.take(), starts, writer.tokens)
  }

  /** What the index knows of the tokens; as `HitIndex` reads it from its database. */
  find(tokens: Iterable<bigint>): Map<bigint, Postings> {
    const asked = new Set(tokens)
    const parts: Buffer[] = []
    for (const bucket of new Set([...asked].map(toBucketOfToken))) {
      const [from, to] = [this.#starts[bucket] ?? 0, this.#starts[bucket + 1] ?? 0]
      if (to > from) parts.push(this.#payload.subarray(from, to))
    }
    const found = new Map<bigint, Postings>()
    for (const part of parts)
      for (const [token, postings] of parsePostings(part, asked)) found.set(token, postings)
    return found
  }
}

type SortedPostings = { upper: Uint32Array; lower: Uint32Array; recordNos: Uint32Array; size: number }

/** Postings in the order in which they come. */
export class CollectedPostings {
  #tokens: BigInt64Array
  #recordNos: Uint32Array
  #size = 0

  constructor(expected: number) {
    this.#tokens = new BigInt64Array(expected)
    this.#recordNos = new Uint32Array(expected)
  }

  add(token: bigint, recordNo: number): void {
    if (this.#size === this.#tokens.length) {
      const length = Math.ceil(this.#size * 1.3) + 16
      const [tokens, recordNos] = [new BigInt64Array(length), new Uint32Array(length)]
      tokens.set(this.#tokens)
      recordNos.set(this.#recordNos)
      this.#tokens = tokens
      this.#recordNos = recordNos
    }
    this.#tokens[this.#size] = token
    this.#recordNos[this.#size] = recordNo
    this.#size += 1
  }

  /** By token, then record: dealt into buckets, and each bucket sorted. */
  toSorted(): SortedPostings {
    const halves = new Uint32Array(this.#tokens.buffer)
    const places = new Uint32Array(buckets + 1)
    for (let i = 0; i < this.#size; i += 1) {
      const bucket = ((halves[2 * i + 1] ?? 0) >>> upperShift) + 1
      places[bucket] = (places[bucket] ?? 0) + 1
    }
    for (let bucket = 1; bucket <= buckets; bucket += 1)
      places[bucket] = (places[bucket] ?? 0) + (places[bucket - 1] ?? 0)
    const starts = places.slice()
    const sorted = {
      upper: new Uint32Array(this.#size),
      lower: new Uint32Array(this.#size),
      recordNos: new Uint32Array(this.#size),
      size: this.#size,
    }
    for (let i = 0; i < this.#size; i += 1) {
      const upper = halves[2 * i + 1] ?? 0
      const place = places[upper >>> upperShift] ?? 0
      places[upper >>> upperShift] = place + 1
      sorted.upper[place] = upper
      sorted.lower[place] = halves[2 * i] ?? 0
      sorted.recordNos[place] = this.#recordNos[i] ?? 0
    }
    for (let bucket = 0; bucket < buckets; bucket += 1)
      sortWithin(sorted, starts[bucket] ?? 0, starts[bucket + 1] ?? 0)
    return sorted
  }
}

/** Stable, so that the records of a token stay in their order. */
function sortWithin({ upper, lower, recordNos }: SortedPostings, from: number, to: number): void {
  if (to - from < 2) return
  const entries = Array.from({ length: to - from }, (_, at) => ({
    upper: upper[from + at] ?? 0,
    lower: lower[from + at] ?? 0,
    recordNo: recordNos[from + at] ?? 0,
  }))
  entries.sort((a, b) => a.upper - b.upper || a.lower - b.lower)
  for (const [at, entry] of entries.entries()) {
    upper[from + at] = entry.upper
    lower[from + at] = entry.lower
    recordNos[from + at] = entry.recordNo
  }
}

/** Token by token in the layout of the database's buckets. */
class PayloadWriter {
  #payload: Buffer
  length = 0
  tokens = 0

  constructor(postings: number) {
    this.#payload = Buffer.allocUnsafeSlow(postings * 6 + 65_536)
  }

  /** Writes the token that begins at `first` and returns where the next one begins. */
  add({ upper, lower, recordNos, size }: SortedPostings, first: number): number {
    let end = first + 1
    while (end < size && upper[end] === upper[first] && lower[end] === lower[first]) end += 1
    const kept = Math.min(end - first, postingsKept)
    this.#reserve(16 + kept * 4)
    for (const word of [upper[first] ?? 0, lower[first] ?? 0, end - first, kept]) this.#write(word)
    for (let at = first; at < first + kept; at += 1) this.#write(recordNos[at] ?? 0)
    this.tokens += 1
    return end
  }

  take(): Buffer {
    return this.#payload.subarray(0, this.length)
  }

  #write(word: number): void {
    this.length = this.#payload.writeUInt32BE(word, this.length)
  }

  #reserve(bytes: number): void {
    if (this.length + bytes <= this.#payload.length) return
    const longer = Buffer.allocUnsafeSlow(Math.ceil(this.#payload.length * 1.3) + bytes)
    this.#payload.copy(longer, 0, 0, this.length)
    this.#payload = longer
  }
}
