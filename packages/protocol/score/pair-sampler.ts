import type { ProfilePair } from './observe.ts'
import type { Profile } from './profile.ts'

type Held<T> = { readonly item: T; readonly number: number }

export type PairSamplerOptions = {
  /** Match keys whose persons are kept; behind the first 20,000 persons a quarter of them. */
  readonly keys?: number
  /** Persons kept under one key. */
  readonly perKey?: number
  /** Persons kept to draw random pairs from. */
  readonly randoms?: number
  /** Pairs that are drawn at most, for each person of the source; so a small source is learnt from in little time. */
  readonly perPerson?: number
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
  readonly #perPerson: number
  readonly #blocks = new Map<string, { hash: number; held: Held<T>[] }>()
  readonly #randoms: T[] = []
  #threshold = 0x1_0000_0000
  #stride = 1
  #persons = 0

  constructor({ keys = 10_000, perKey = 10, randoms = 600, perPerson = 2 }: PairSamplerOptions = {}) {
    this.#mostKeys = keys
    this.#perKey = perKey
    this.#mostRandoms = randoms
    this.#perPerson = perPerson
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
    // Nearly every key is a new one: what is kept of each costs more to clear away than it tells where there are many.
    const mostKeys = this.#persons > MANY_PERSONS ? this.#mostKeys / MANY_FEWER : this.#mostKeys
    while (this.#blocks.size > mostKeys) this.#narrow()
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
    const drawn: [Held<T>, Held<T>][] = []
    for (const { held } of this.#blocks.values()) {
      for (const [at, one] of held.entries()) {
        for (const other of held.slice(at + 1)) {
          const id = one.number * this.#persons + other.number
          if (!seen.has(id)) drawn.push([one, other])
          seen.add(id)
        }
      }
    }
    const stride = Math.max(1, Math.ceil(drawn.length / this.#mostPairs(MOST_BLOCKED)))
    const pairs: ProfilePair[] = []
    for (const [one, other] of drawn.filter((_, at) => at % stride === 0)) {
      const [a, b] = [of(one), of(other)]
      let shared = 0
      for (const key of a.keys) if (b.keys.has(key)) shared++
      const share = stride / (1 - (1 - rate) ** Math.max(1, shared))
      pairs.push({ one: a.profile, other: b.profile, share })
    }
    return pairs
  }

  toRandom(toProfile: (item: T) => Profile): ProfilePair[] {
    const profiles = this.#randoms.map(toProfile)
    const pairs: ProfilePair[] = []
    const pairsOfOne = Math.ceil(this.#mostPairs(MOST_RANDOM) / Math.max(1, profiles.length))
    // Each with those some steps further, none with itself.
    for (const [at, one] of profiles.entries()) {
      for (let step = 1; step < profiles.length && step <= Math.min(MOST_OF_ONE, pairsOfOne); step++) {
        const other = profiles[(at + step * STEP) % profiles.length]
        if (other !== undefined && other !== one) pairs.push({ one, other, share: 1 })
      }
    }
    return pairs
  }

  #mostPairs(most: number): number {
    return Math.max(LEAST_PAIRS, Math.min(most, this.#persons * this.#perPerson))
  }
}

const MANY_PERSONS = 20_000
const MANY_FEWER = 4
const MOST_BLOCKED = 50_000
const MOST_RANDOM = 200_000
const MOST_OF_ONE = 100
const LEAST_PAIRS = 2000
const STEP = 7

/** FNV-1a with a last stir, so that the order of hashes says nothing of the order of keys. 0 to 2^32 - 1. */
function toHash(key: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
