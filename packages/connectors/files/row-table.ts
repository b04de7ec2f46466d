import type { RowPlace } from './row-index.ts'

const buckets = 1 << 20
const firstRows = 1 << 12
const mostRows = 1 << 20

/** Hash -> places in typed arrays, chained by bucket: 28 bytes a row. */
export class RowTable {
  readonly #heads = new Int32Array(buckets)
  #hashes = new Float64Array(firstRows)
  #starts = new Float64Array(firstRows)
  #lengths = new Uint32Array(firstRows)
  #next = new Int32Array(firstRows)
  #count = 0

  /** False when the table is full. */
  add(hash: number, start: number, length: number): boolean {
    if (this.#count === mostRows) return false
    if (this.#count === this.#hashes.length) this.#grow()
    const bucket = hash % buckets
    const row = this.#count++
    this.#hashes[row] = hash
    this.#starts[row] = start
    this.#lengths[row] = length
    this.#next[row] = this.#heads[bucket] ?? 0
    this.#heads[bucket] = row + 1
    return true
  }

  find(hash: number): RowPlace[] {
    const places: RowPlace[] = []
    for (let at = this.#heads[hash % buckets] ?? 0; at > 0; at = this.#next[at - 1] ?? 0) {
      if (this.#hashes[at - 1] !== hash) continue
      places.push({ start: this.#starts[at - 1] ?? 0, length: this.#lengths[at - 1] ?? 0 })
    }
    return places.reverse()
  }

  forEach(work: (hash: number, start: number, length: number) => void): void {
    for (let row = 0; row < this.#count; row++) {
      work(this.#hashes[row] ?? 0, this.#starts[row] ?? 0, this.#lengths[row] ?? 0)
    }
  }

  #grow(): void {
    const size = this.#hashes.length * 2
    const { buffer: hashes } = this.#hashes
    const { buffer: starts } = this.#starts
    const { buffer: lengths } = this.#lengths
    const { buffer: next } = this.#next
    this.#hashes = new Float64Array(hashes.transfer(size * 8))
    this.#starts = new Float64Array(starts.transfer(size * 8))
    this.#lengths = new Uint32Array(lengths.transfer(size * 4))
    this.#next = new Int32Array(next.transfer(size * 4))
  }
}
