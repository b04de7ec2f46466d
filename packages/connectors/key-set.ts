const buckets = 1 << 22
const chunkBits = 16
const chunkKeys = 1 << chunkBits

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

/** Keys already met, as hashes chained by bucket: 8 bytes a key beside 16 MB, and no key itself. Never copied to grow. */
export class KeySet {
  readonly #heads = new Int32Array(buckets)
  /** What the bucket does not tell of the hash: 31 bits. */
  readonly #rests: Uint32Array[] = []
  readonly #next: Int32Array[] = []
  #count = 0

  /** True when the key was not there yet. */
  add(key: string): boolean {
    const hash = toHash(key)
    const bucket = hash % buckets
    const rest = Math.floor(hash / buckets)
    const head = this.#heads[bucket] ?? 0
    for (let at = head; at > 0; ) {
      const chunk = (at - 1) >>> chunkBits
      const slot = (at - 1) & (chunkKeys - 1)
      if (this.#rests[chunk]?.[slot] === rest) return false
      at = this.#next[chunk]?.[slot] ?? 0
    }
    this.#append(rest, head)
    this.#heads[bucket] = this.#count
    return true
  }

  #append(rest: number, next: number): void {
    const slot = this.#count & (chunkKeys - 1)
    if (slot === 0) {
      this.#rests.push(new Uint32Array(chunkKeys))
      this.#next.push(new Int32Array(chunkKeys))
    }
    const chunk = this.#count >>> chunkBits
    const rests = this.#rests[chunk]
    const nexts = this.#next[chunk]
    if (rests === undefined || nexts === undefined) throw new TypeError('chunks are added in order')
    rests[slot] = rest
    nexts[slot] = next
    this.#count += 1
  }
}
