import type { Postings } from './bucket.ts'
import type { RankedRecord } from './ranking.ts'

const none = 0
const smallest = 1024
const steps = 1024

/** Weights of records while they are added up: a hash table in three arrays. */
export class RecordTally {
  /** Place of a record in the arrays below, plus one. */
  #slots = new Uint32Array(smallest * 2)
  #recordNos = new Uint32Array(smallest)
  #weights = new Float64Array(smallest)
  #shared = new Uint16Array(smallest)
  #size = 0
  #heaviest = 0

  get size(): number {
    return this.#size
  }

  /** Gives every record of the list its bits. */
  addAll(postings: Postings, bits: number): void {
    for (let n = 0; n < postings.kept; n += 1) {
      const recordNo = postings.recordNo(n)
      const slot = this.#slotOf(recordNo)
      const place = this.#slots[slot] ?? none
      if (place === none) this.#insert(recordNo, slot, bits)
      else this.#add(place - 1, bits)
    }
  }

  /** Gives the records that are here already their bits, and no other. */
  addToKnown(postings: Postings, bits: number): void {
    for (let place = 0; place < this.#size; place += 1)
      if (postings.has(this.#recordNos[place] ?? 0)) this.#add(place, bits)
  }

  /** Whether `n` records and more weigh more than `weight`. */
  hasAbove(weight: number, n: number): boolean {
    if (this.#heaviest <= weight || this.#size < n) return false
    let above = 0
    for (let place = 0; place < this.#size; place += 1) if ((this.#weights[place] ?? 0) > weight) above += 1
    return above >= n
  }

  /** The n-th heaviest weight (from 1), of fewer the lightest: only the step in which it lies is sorted. */
  weightAt(n: number): number {
    const counts = new Uint32Array(steps + 1)
    const stepOf = (weight: number) => Math.max(0, Math.trunc((weight / this.#heaviest) * steps))
    for (let place = 0; place < this.#size; place += 1) {
      const step = stepOf(this.#weights[place] ?? 0)
      counts[step] = (counts[step] ?? 0) + 1
    }
    let step = steps
    let before = 0
    while (step > 0 && before + (counts[step] ?? 0) < n) before += counts[step--] ?? 0
    const inStep = this.#weights.subarray(0, this.#size).filter((weight) => stepOf(weight) === step)
    inStep.sort()
    return inStep[Math.max(0, inStep.length - (n - before))] ?? 0
  }

  /** Forgets records that weigh less; after this only `addToKnown` may follow. */
  dropBelow(weight: number): void {
    let kept = 0
    for (let place = 0; place < this.#size; place += 1) {
      if ((this.#weights[place] ?? 0) < weight) continue
      this.#recordNos[kept] = this.#recordNos[place] ?? 0
      this.#weights[kept] = this.#weights[place] ?? 0
      this.#shared[kept] = this.#shared[place] ?? 0
      kept += 1
    }
    this.#size = kept
  }

  toRecords(): RankedRecord[] {
    return Array.from({ length: this.#size }, (_, place) => ({
      recordNo: this.#recordNos[place] ?? 0,
      shared: this.#shared[place] ?? 0,
      weight: this.#weights[place] ?? 0,
    }))
  }

  #add(place: number, bits: number): void {
    const weight = (this.#weights[place] ?? 0) + bits
    this.#weights[place] = weight
    this.#shared[place] = (this.#shared[place] ?? 0) + 1
    if (weight > this.#heaviest) this.#heaviest = weight
  }

  #insert(recordNo: number, slot: number, bits: number): void {
    if (this.#size === this.#recordNos.length) {
      this.#grow()
      this.#insert(recordNo, this.#slotOf(recordNo), bits)
      return
    }
    this.#recordNos[this.#size] = recordNo
    this.#size += 1
    this.#slots[slot] = this.#size
    this.#add(this.#size - 1, bits)
  }

  /** Where the record is, or would be. */
  #slotOf(recordNo: number): number {
    const mask = this.#slots.length - 1
    let slot = (Math.imul(recordNo, 0x9e37_79b1) >>> 7) & mask
    for (;;) {
      const place = this.#slots[slot] ?? none
      if (place === none || this.#recordNos[place - 1] === recordNo) return slot
      slot = (slot + 1) & mask
    }
  }

  #grow(): void {
    const length = this.#recordNos.length * 4
    const [recordNos, weights, shared] = [this.#recordNos, this.#weights, this.#shared]
    this.#recordNos = new Uint32Array(length)
    this.#weights = new Float64Array(length)
    this.#shared = new Uint16Array(length)
    this.#recordNos.set(recordNos)
    this.#weights.set(weights)
    this.#shared.set(shared)
    this.#slots = new Uint32Array(length * 2)
    for (let place = 0; place < this.#size; place += 1)
      this.#slots[this.#slotOf(this.#recordNos[place] ?? 0)] = place + 1
  }
}
