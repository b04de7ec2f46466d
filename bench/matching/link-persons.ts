import type { Person } from '@isthmus/contract'
import { clusterLinks, type Link, linkageKeysOf } from '@isthmus/protocol/linkage'
import {
  compareProfiles,
  FrequencyCounter,
  type Model,
  PairSampler,
  type Profile,
  type ProfilePair,
  toModel,
  toPersonProfile,
} from '@isthmus/protocol/score'

export type Linking = {
  /** Where two sources are linked that hold nobody twice: which one a person is of. */
  sideOf?: (at: number) => number
}

export type Linked = { groups: number[][]; links: Link[]; model: Model }

/** Keys of more persons than this tell nothing. */
const MOST_OF_KEY = 200
const MOST_TO_LEARN = 150_000

/** Finds who is who among persons, without a label: keys, a model learnt from the persons themselves, groups. */
export function linkPersons(persons: readonly Person[], { sideOf }: Linking = {}): Linked {
  const profiles = persons.map(toPersonProfile)
  const pairs = toPairs(persons, profiles, sideOf)
  const model = learn(profiles, pairs, sideOf)
  const links = pairs.map(([a, b]) => {
    const [one, other] = [profiles[a], profiles[b]]
    if (one === undefined || other === undefined) return { a, b, bits: Number.NEGATIVE_INFINITY }
    return { a, b, bits: compareProfiles(one, other, { population: 1, model }).score + (model.prior ?? 0) }
  })
  return { groups: clusterLinks(links, sideOf === undefined ? {} : { sideOf }), links, model }
}

function toPairs(
  persons: readonly Person[],
  profiles: readonly Profile[],
  sideOf: Linking['sideOf'],
): [number, number][] {
  const blocks = new Map<string, number[]>()
  for (const [at, person] of persons.entries()) {
    for (const key of linkageKeysOf(person, profiles[at])) {
      const block = blocks.get(key)
      if (block === undefined) blocks.set(key, [at])
      else block.push(at)
    }
  }
  const pairs = new Map<number, [number, number]>()
  for (const block of blocks.values()) {
    if (block.length > MOST_OF_KEY) continue
    for (const [place, b] of block.entries())
      for (const a of block.slice(0, place))
        if (sideOf === undefined || sideOf(a) !== sideOf(b)) pairs.set(a * persons.length + b, [a, b])
  }
  return [...pairs.values()]
}

function learn(
  profiles: readonly Profile[],
  pairs: readonly [number, number][],
  sideOf: Linking['sideOf'],
): Model {
  const counter = new FrequencyCounter()
  const sampler = new PairSampler<Profile>({ keys: 0, randoms: 1_000 })
  for (const profile of profiles) {
    counter.add(profile)
    sampler.add(profile, [])
  }
  const stride = Math.max(1, Math.ceil(pairs.length / MOST_TO_LEARN))
  const blocked: ProfilePair[] = []
  for (let at = 0; at < pairs.length; at += stride) {
    const [a = 0, b = 0] = pairs[at] ?? []
    const [one, other] = [profiles[a], profiles[b]]
    if (one !== undefined && other !== undefined) blocked.push({ one, other, share: stride })
  }
  const first = sideOf === undefined ? 0 : profiles.filter((_, at) => sideOf(at) === 0).length
  const possible =
    sideOf === undefined ? (profiles.length * (profiles.length - 1)) / 2 : first * (profiles.length - first)
  return toModel({
    persons: counter.persons,
    frequency: counter.toFrequency(),
    blocked,
    random: sampler.toRandom((profile) => profile),
    possible,
  })
}

/** Pairs of a grouping, right and in all, and pairs of the truth. */
export function countPairs(
  groups: readonly (readonly number[])[],
  truthOf: readonly string[],
): { found: number; wrong: number; total: number } {
  let found = 0
  let all = 0
  for (const group of groups) {
    all += toPairCount(group.length)
    for (const count of countEach(group.map((at) => truthOf[at] ?? '')).values()) found += toPairCount(count)
  }
  let total = 0
  for (const count of countEach(truthOf).values()) total += toPairCount(count)
  return { found, wrong: all - found, total }
}

function countEach(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

function toPairCount(size: number): number {
  return (size * (size - 1)) / 2
}
