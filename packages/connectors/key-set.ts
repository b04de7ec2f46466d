const partitions = 4096
const firstSlots = 8
const growth = 1.25
const fullest = 0.75

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

/** Keys already met, as hashes in compact tables: about 9 bytes a key, and no key itself. */
export class KeySet {
  readonly #tables: Table[] = Array.from({ length: partitions }, () => toTable(firstSlots))

  /** True when the key was not there yet. */
  add(key: string): boolean {
    const hash = toHash(key)
    const part = hash % partitions
    const table = this.#tables[part]
    if (table === undefined) throw new TypeError('a hash is a whole number of 53 bits')
    const rest = Math.floor(hash / partitions)
    if (!insert(table, rest)) return false
    if (table.size > table.low.length * fullest) this.#tables[part] = toLarger(table)
    return true
  }
}

/** What partition and slot do not tell of a hash: 32 bits, and the 9 above them plus one, so that 0 is an empty slot. */
type Table = { low: Uint32Array; high: Uint16Array; size: number }

function toTable(slots: number): Table {
  return { low: new Uint32Array(slots), high: new Uint16Array(slots), size: 0 }
}

function insert(table: Table, rest: number): boolean {
  const low = rest >>> 0
  const high = Math.floor(rest / 0x1_0000_0000) + 1
  const slots = table.low.length
  let slot = Math.floor((low / 0x1_0000_0000) * slots)
  while (table.high[slot] !== 0) {
    if (table.low[slot] === low && table.high[slot] === high) return false
    slot = slot + 1 === slots ? 0 : slot + 1
  }
  table.low[slot] = low
  table.high[slot] = high
  table.size += 1
  return true
}

function toLarger(table: Table): Table {
  const larger = toTable(Math.ceil(table.low.length * growth))
  for (let slot = 0; slot < table.low.length; slot++) {
    const high = table.high[slot] ?? 0
    if (high > 0) insert(larger, (high - 1) * 0x1_0000_0000 + (table.low[slot] ?? 0))
  }
  return larger
}
