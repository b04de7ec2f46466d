import type { Person } from '@isthmus/contract'
import { describe, expect, it } from 'vitest'
import { PairSampler, toPersonProfile } from './index.ts'
import { listLikelyPairs } from './likely-names.ts'
import { toClaim } from './test-claim.ts'

const toPerson = (...names: string[]): Person => ({
  kind: 'person',
  reference: 'r',
  claims: [
    toClaim({
      names: names.map((full, at) => ({ full, kind: at === 0 ? 'primary' : 'alias', quality: 'unknown' })),
    }),
  ],
})

type Sampled = { person: Person; keys: string[] }
const keysOf = ({ keys }: Sampled) => keys
const toProfile = ({ person }: Sampled) => toPersonProfile(person)

function sample(count: number, toKeys: (at: number) => string[]): PairSampler<Sampled> {
  const sampler = new PairSampler<Sampled>()
  for (let at = 0; at < count; at++) {
    const keys = toKeys(at)
    sampler.add({ person: toPerson(`Name ${at}`), keys }, keys)
  }
  return sampler
}

describe('pairs drawn from a source', () => {
  it('are few for a small source, so that learning costs little beside reading', () => {
    const sampler = sample(3_000, (at) => Array.from({ length: 20 }, (_, key) => `${(at + key * 7) % 900}`))
    expect(sampler.toBlocked(toProfile, keysOf).length).toBeLessThanOrEqual(6_000)
    expect(sampler.toRandom(toProfile).length).toBeLessThanOrEqual(9_000)
  })

  it('stand for all that share a key, also where some are left out', () => {
    const sampler = sample(2_000, (at) => [`${at % 400}`])
    const pairs = sampler.toBlocked(toProfile, keysOf)
    const stoodFor = pairs.reduce((sum, { share }) => sum + share, 0)
    expect(pairs.length).toBe(4_000)
    expect(stoodFor).toBe(4_000)
    const larger = sample(2_000, (at) => [`${at % 200}`])
    const drawn = larger.toBlocked(toProfile, keysOf)
    expect(drawn.length).toBeLessThanOrEqual(4_000)
    expect(drawn.reduce((sum, { share }) => sum + share, 0) / 9_000).toBeCloseTo(1, 1)
  })

  it('are always the same', () => {
    const draw = () => {
      const sampler = sample(5_000, (at) => [`a${at % 300}`, `b${at % 311}`])
      const shown = [sampler.toBlocked(toProfile, keysOf), sampler.toRandom(toProfile)]
      return shown.map((pairs) =>
        pairs.map(({ one, other, share }) => [one.names[0]?.key, other.names[0]?.key, share]),
      )
    }
    expect(draw()).toEqual(draw())
  })
})

describe('names that are compared while a source is learnt from', () => {
  const aliases = Array.from({ length: 150 }, (_, at) => `Alias${'abcdefghij'[at % 10]} Number${at}`)
  const names = (...list: string[]) => toPersonProfile(toPerson(...list)).names

  it('are few, however many aliases two persons have', () => {
    const pairs = listLikelyPairs(names(...aliases), names(...aliases))
    expect(pairs.reduce((sum, { asked, held }) => sum + asked.length * held.length, 0)).toBeLessThanOrEqual(2)
  })

  it('are those that share most words', () => {
    const asked = names('Anna Kovacs', 'Elena Petrova', 'Olga Weber')
    const held = names('Clara Rossi', 'Petrova Elena', 'Elena Nowak')
    const [first] = listLikelyPairs(asked, held)
    expect([first?.asked[0]?.key, first?.held[0]?.key]).toEqual(['elena petrova', 'petrova elena'])
  })

  it('are the first ones where no word is shared', () => {
    const [first, ...others] = listLikelyPairs(
      names('Anna Kovacs', 'Elena Petrova'),
      names('Clara Rossi', 'Jun Li'),
    )
    expect([first?.asked[0]?.key, first?.held[0]?.key, others]).toEqual(['anna kovacs', 'clara rossi', []])
  })
})
