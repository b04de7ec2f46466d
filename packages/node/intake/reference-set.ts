import { hash } from 'node:crypto'

const emptySlot = 0n

/** References already met, as 64 bits of their SHA-256 each: at most 32 bytes of memory for one, and no reference itself. */
export class ReferenceSet {
  #slots = new BigUint64Array(1024)
  #size = 0

  /** Whether the reference is new; it is known from then on. */
  add(reference: string): boolean {
    const digest = Buffer.from(hash('sha256', reference, 'base64'), 'base64').readBigUInt64LE(0)
    if (!insert(this.#slots, digest === emptySlot ? 1n : digest)) return false
    this.#size++
    if (this.#size * 2 > this.#slots.length) this.#grow()
    return true
  }

  #grow(): void {
    const larger = new BigUint64Array(this.#slots.length * 2)
    for (const digest of this.#slots) if (digest !== emptySlot) insert(larger, digest)
    this.#slots = larger
  }
}

function insert(slots: BigUint64Array, digest: bigint): boolean {
  const mask = slots.length - 1
  let slot = Number(digest & 0xffff_ffffn) & mask
  for (;;) {
    const held = slots[slot]
    if (held === digest) return false
    if (held === emptySlot || held === undefined) break
    slot = (slot + 1) & mask
  }
  slots[slot] = digest
  return true
}
