import type { ProfilePair } from './observe.ts'
import type { Profile } from './profile.ts'

type Held<T> = { readonly item: T; readonly number: number }

export type PairSamplerOptions = {
  /** Match keys whose persons are kept. */
  readonly keys?: number
  /** Persons kept under one key. */
  readonly perKey?: number
  /** Persons kept to draw random pairs from. */
  readonly randoms?: number
}

/**
 * Draws pairs of a source's persons while they stream by once, in bounded memory and always the same ones: all persons
 * under the match keys of smallest hash (so that two records of one person are both kept or neither), and every so many
 * a person for random pairs.
 */
export class PairSampler<T> {
  readonly #mostKeys: number
  readonly #perKey: number
  readonly #mostRandoms: number
  readonly #blocks = new Map<string, { hash: number; held: Held<T>[] }>()
  readonly #randoms: T[] = []
  #threshold = 0x1_0000_0000
  #stride = 1
  #persons = 0

  constructor({ keys = 10_000, perKey = 10, randoms = 600 }: PairSamplerOptions = {}) {
    this.#mostKeys = keys
    this.#perKey = perKey
    this.#mostRandoms = randoms
  }

  get persons(): number {
    return this.#persons
  }

  add(item: T, keys: Iterable<string>): void {
    const number = this.#persons++
    if (number % this.#stride === 0) this.#addRandom(item)
    for (const key of keys) {
      const hash = toHash(key)
      if (hash >= this.#threshold) continue
      const block = this.#blocks.get(key)
      if (block === undefined) this.#blocks.set(key, { hash, held: [{ item, number }] })
      else if (block.held.length < this.#perKey) block.held.push({ item, number })
    }
    while (this.#blocks.size > this.#mostKeys) this.#narrow()
  }

  #addRandom(item: T): void {
    this.#randoms.push(item)
    if (this.#randoms.length < 2 * this.#mostRandoms) return
    const kept = this.#randoms.filter((_, at) => at % 2 === 0)
    this.#randoms.length = 0
    for (const one of kept) this.#randoms.push(one)
    this.#stride *= 2
  }

  #narrow(): void {
    this.#threshold /= 2
    for (const [key, { hash }] of this.#blocks) if (hash >= this.#threshold) this.#blocks.delete(key)
  }

  /** Pairs under one key, each once; `keysOf` tells all keys of a person, by which the pair's chance to be here is known. */
  toBlocked(toProfile: (item: T) => Profile, keysOf: (item: T) => Iterable<string>): ProfilePair[] {
    const rate = this.#threshold / 0x1_0000_0000
    const seen = new Set<number>()
    const profiles = new Map<number, { profile: Profile; keys: Set<string> }>()
    const of = ({ item, number }: Held<T>) => {
      const known = profiles.get(number)
      if (known !== undefined) return known
      const made = { profile: toProfile(item), keys: new Set(keysOf(item)) }
      profiles.set(number, made)
      return made
    }
    const pairs: ProfilePair[] = []
    for (const { held } of this.#blocks.values()) {
      for (const [at, one] of held.entries()) {
        for (const other of held.slice(at + 1)) {
          const id = one.number * this.#persons + other.number
          if (seen.has(id)) continue
          seen.add(id)
          const [a, b] = [of(one), of(other)]
          let shared = 0
          for (const key of a.keys) if (b.keys.has(key)) shared++
          pairs.push({ one: a.profile, other: b.profile, share: 1 / (1 - (1 - rate) ** Math.max(1, shared)) })
        }
      }
    }
    return pairs
  }

  toRandom(toProfile: (item: T) => Profile): ProfilePair[] {
    const profiles = this.#randoms.map(toProfile)
    const pairs: ProfilePair[] = []
    // Each with those some steps further: about a hundred pairs for a person, none with itself.
    for (const [at, one] of profiles.entries()) {
      for (let step = 1; step < profiles.length && step <= PAIRS_OF_ONE; step++) {
        const other = profiles[(at + step * STEP) % profiles.length]
        if (other !== undefined && other !== one) pairs.push({ one, other, share: 1 })
      }
    }
    return pairs
  }
}

const PAIRS_OF_ONE = 100
const STEP = 7

/** FNV-1a with a last stir, so that the order of hashes says nothing of the order of keys. 0 to 2^32 - 1. */
function toHash(key: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
