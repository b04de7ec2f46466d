import { postingsKept, toBucket } from './bucket.ts'
import type { CopyRows } from './copy-rows.ts'

/** A posting as it is sorted: token int64, record_no uint32. */
export const entryBytes = 12

/** Sorts one part of the postings after the other and adds a row (generation, bucket, payload) for each bucket. */
export class PartPacker {
  readonly #rows: CopyRows
  readonly #generation: number
  readonly #starts = new Uint32Array(65_537)
  // Kept from part to part: garbage of this size would outgrow the memory that the peer may use.
  #upper = new Uint32Array(0)
  #lower = new Uint32Array(0)
  #recordNos = new Uint32Array(0)
  #order = new Uint32Array(0)
  #next = new Uint32Array(0)
  #payload = Buffer.alloc(0)

  constructor(rows: CopyRows, generation: number) {
    this.#rows = rows
    this.#generation = generation
  }

  /** Packs a part that stands in `chunks`, and returns how many different tokens it has. */
  pack(chunks: readonly Buffer[]): number {
    const size = chunks.reduce((sum, chunk) => sum + chunk.length / entryBytes, 0)
    this.#reserve(size)
    this.#load(chunks)
    this.#sort(size)
    return this.#addRows(size)
  }

  #reserve(size: number): void {
    if (size <= this.#order.length) return
    const roomy = Math.ceil(size * 1.2)
    this.#upper = new Uint32Array(roomy)
    this.#lower = new Uint32Array(roomy)
    this.#recordNos = new Uint32Array(roomy)
    this.#order = new Uint32Array(roomy)
    this.#next = new Uint32Array(roomy)
    this.#payload = Buffer.allocUnsafe(roomy * 20)
  }

  #load(chunks: readonly Buffer[]): void {
    let i = 0
    for (const chunk of chunks) {
      for (let at = 0; at < chunk.length; at += entryBytes) {
        this.#upper[i] = chunk.readUInt32BE(at)
        this.#lower[i] = chunk.readUInt32BE(at + 4)
        this.#recordNos[i] = chunk.readUInt32BE(at + 8)
        this.#order[i] = i
        i += 1
      }
    }
  }

  /** Orders the entries by token, stable: a radix sort in four passes. */
  #sort(size: number): void {
    this.#sortBy(this.#lower, { shift: 0, size })
    this.#sortBy(this.#lower, { shift: 16, size })
    this.#sortBy(this.#upper, { shift: 0, size })
    this.#sortBy(this.#upper, { shift: 16, size })
  }

  #sortBy(values: Uint32Array, { shift, size }: { shift: number; size: number }): void {
    const starts = this.#starts.fill(0)
    for (let i = 0; i < size; i += 1) {
      const digit = (((values[i] ?? 0) >>> shift) & 0xffff) + 1
      starts[digit] = (starts[digit] ?? 0) + 1
    }
    for (let digit = 1; digit < starts.length; digit += 1) {
      starts[digit] = (starts[digit] ?? 0) + (starts[digit - 1] ?? 0)
    }
    for (let at = 0; at < size; at += 1) {
      const i = this.#order[at] ?? 0
      const digit = ((values[i] ?? 0) >>> shift) & 0xffff
      const place = starts[digit] ?? 0
      this.#next[place] = i
      starts[digit] = place + 1
    }
    ;[this.#order, this.#next] = [this.#next, this.#order]
  }

  #addRows(size: number): number {
    const at = (place: number, of: Uint32Array) => of[this.#order[place] ?? 0] ?? 0
    let keys = 0
    let length = 0
    for (let first = 0; first < size; ) {
      const upper = at(first, this.#upper)
      const lower = at(first, this.#lower)
      let end = first + 1
      while (end < size && at(end, this.#upper) === upper && at(end, this.#lower) === lower) end += 1
      const kept = Math.min(end - first, postingsKept)
      for (const word of [upper, lower, end - first, kept]) length = this.#payload.writeUInt32BE(word, length)
      for (let i = first; i < first + kept; i += 1) {
        length = this.#payload.writeUInt32BE(at(i, this.#recordNos), length)
      }
      keys += 1
      first = end
      if (first < size && toBucket(at(first, this.#upper)) === toBucket(upper)) continue
      this.#rows.addRow(3)
      this.#rows.addInt32(this.#generation)
      this.#rows.addInt32(toBucket(upper))
      this.#rows.addBytes(this.#payload.subarray(0, length))
      length = 0
    }
    return keys
  }
}
