const partitions = 256
const firstSlots = 64

/** 53 bits of a text, as a safe integer (cyrb53). Not for secrets: only to find equal texts. */
export function toHash(text: string): number {
  let low = 0xdeadbeef
  let high = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    low = Math.imul(low ^ code, 0x9e3779b1)
    high = Math.imul(high ^ code, 0x5f356495)
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35)
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35)
  return (high & 0x1fffff) * 0x1_0000_0000 + (low >>> 0)
}

/** Keys already met, as hashes in compact tables: about 16 bytes a key, and no key itself. */
export class KeySet {
  readonly #tables: Float64Array[] = Array.from({ length: partitions }, () => new Float64Array(firstSlots))
  readonly #sizes = new Uint32Array(partitions)

  /** True when the key was not there yet. */
  add(key: string): boolean {
    const hash = toHash(key) + 1
    const part = hash % partitions
    const table = this.#tables[part]
    if (table === undefined || !insert(table, hash)) return false
    const size = (this.#sizes[part] ?? 0) + 1
    this.#sizes[part] = size
    if (size * 4 > table.length * 3) this.#tables[part] = toLarger(table)
    return true
  }
}

function insert(table: Float64Array, hash: number): boolean {
  const mask = table.length - 1
  let slot = Math.floor(hash / partitions) & mask
  while (table[slot] !== 0) {
    if (table[slot] === hash) return false
    slot = (slot + 1) & mask
  }
  table[slot] = hash
  return true
}

function toLarger(table: Float64Array): Float64Array {
  const larger = new Float64Array(table.length * 2)
  for (const hash of table) {
    if (hash !== 0) insert(larger, hash)
  }
  return larger
}
