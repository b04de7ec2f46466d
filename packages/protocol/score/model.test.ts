import { createHash } from 'node:crypto'
import type { IdentityClaim, Person } from '@isthmus/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareProfiles,
  FrequencyCounter,
  type Model,
  ModelError,
  PairSampler,
  type ProfilePair,
  parseModel,
  rarityOf,
  shippedModel,
  toCalibratedBits,
  toCalibration,
  toModel,
  toPersonProfile,
} from './index.ts'
import { learntFields } from './levels.ts'
import { learntCalibration } from './shipped-calibration.ts'
import { toClaim } from './test-claim.ts'
import { weightsVersion } from './weights.ts'

const toPerson = (full: string, claim: Partial<IdentityClaim> = {}): Person => ({
  kind: 'person',
  reference: 'r',
  claims: [toClaim({ names: [{ full, kind: 'primary', quality: 'strong' }], ...claim })],
})

const given =
  'Anna Boris Clara Dimitri Elena Farid Greta Hassan Irina Jamal Karin Leonid Maryam Nadir Olga Pavel'
const family =
  'Kovacs Petrov Haddad Lindqvist Moreau Santos Yilmaz Horvat Nowak Rossi Weber Karimi Popescu Dubois'
const towns = 'Aleppo Mosul Kabul Herat Tunis Odesa Sofia Tirana Izmir Beirut Dakar Lagos'.split(' ')
const pick = (from: string, at: number) => from.split(' ')[at % from.split(' ').length] ?? ''

/** Persons whom chance draws from small tables; every second one a second time, with errors of a known share. */
function toPopulation(count: number, errors: { births: number; towns: number }): Person[] {
  let seed = 11
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 2 ** 32
  }
  const draw = (most: number) => Math.floor(random() * most)
  const toBirth = () =>
    `${1940 + draw(60)}-${String(1 + draw(12)).padStart(2, '0')}-${String(1 + draw(28)).padStart(2, '0')}`
  const persons: Person[] = []
  for (let at = 0; at < count; at++) {
    const name = `${pick(given, draw(16))} ${pick(family, draw(14))}${pick('son ov ski ez', draw(4))}`
    const birth = toBirth()
    const town = towns[draw(towns.length)] ?? ''
    persons.push(toPerson(name, { births: [birth], places: [{ text: town }], sex: 'male' }))
    if (at % 2 === 1) continue
    const births = [random() < errors.births ? toBirth() : birth]
    const text = random() < errors.towns ? (towns[draw(towns.length)] ?? '') : town
    persons.push(toPerson(name, { births, places: [{ text }], sex: 'male' }))
  }
  return persons
}

const keysOf = (person: Person) => person.claims.flatMap(({ names }) => names.map(({ full }) => full ?? ''))

function learn(persons: readonly Person[]): Model {
  const counter = new FrequencyCounter()
  const sampler = new PairSampler<Person>()
  for (const person of persons) {
    counter.add(toPersonProfile(person))
    sampler.add(person, keysOf(person))
  }
  return toModel({
    persons: persons.length,
    frequency: counter.toFrequency(),
    blocked: sampler.toBlocked(toPersonProfile, keysOf),
    random: sampler.toRandom(toPersonProfile),
    possible: (persons.length * (persons.length - 1)) / 2,
  })
}

const careful = learn(toPopulation(1_500, { births: 0.02, towns: 0.02 }))
const careless = learn(toPopulation(1_500, { births: 0.4, towns: 0.4 }))

describe('a model that a source teaches without labels', () => {
  it('is the same every time', () => {
    expect(learn(toPopulation(1_500, { births: 0.02, towns: 0.02 }))).toEqual(careful)
  })

  it('finds about as many pairs of one person as there are', () => {
    const possible = (2_250 * 2_249) / 2
    expect(possible * 2 ** (careful.prior ?? 0)).toBeGreaterThan(500)
    expect(possible * 2 ** (careful.prior ?? 0)).toBeLessThan(1_100)
  })

  it('holds a conflict against two records the less, the more careless the source', () => {
    expect(careless.weights.birth.differs).toBeGreaterThan(careful.weights.birth.differs + 1)
    expect(careless.weights.place.differs).toBeGreaterThan(careful.weights.place.differs + 1)
    expect(careful.weights.birth.differs).toBeLessThan(-3)
  })

  it('knows what is rare in this source', () => {
    const model = learn([
      ...Array.from({ length: 3_000 }, (_, at) => toPerson(`Quirin ${pick(family, at)}`)),
      ...Array.from({ length: 20 }, () => toPerson('Seldom Name')),
    ])
    expect(rarityOf({ skeleton: 'KRN' }, model)).toBeLessThan(3)
    expect(Object.keys(model.frequency.words).length).toBeGreaterThan(10)
    const score = (full: string) =>
      compareProfiles(toPersonProfile(toPerson(full)), toPersonProfile(toPerson(full)), {
        population: 1,
        model,
      }).score
    expect(score('Quirin Kovacs')).toBeLessThan(score('Seldom Kovacs'))
  })

  it('leaves out what fewer than ten records share', () => {
    const model = learn([
      ...Array.from({ length: 40 }, () => toPerson('Maria Kovacs', { births: ['1970-01-01'] })),
      ...Array.from({ length: 9 }, () =>
        toPerson('Zoltan Seldom', {
          births: ['1931-05-06'],
          nationalities: ['NU'],
          places: [{ text: 'Alofi' }],
        }),
      ),
    ])
    const text = JSON.stringify(model.frequency)
    for (const told of ['maria', '01-01', '1970']) expect(text).toContain(told)
    for (const hidden of ['zoltan', 'seldom', '1931', '05-06', 'NU', 'alofi'])
      expect(text).not.toContain(hidden)
  })

  it('stays close to the shipped one where there is little to learn from', () => {
    const small = learn(toPopulation(20, { births: 0.5, towns: 0.5 }))
    for (const { levels } of learntFields)
      for (const { of, name } of levels)
        if (name !== 'agrees')
          expect(Math.abs(of(small.weights) - of(shippedModel.weights))).toBeLessThan(1.5)
  })

  it('stays the shipped one where all who share a name are different people', () => {
    const namesakes = toPopulation(1_500, { births: 1, towns: 1 })
    const { birth } = learn(namesakes).weights
    expect(birth.differs).toBeLessThan(-1)
    expect(birth.exact).toBeGreaterThan(10)
  })

  it('never gives a better agreement fewer bits', () => {
    for (const { weights } of [shippedModel, careful, careless]) {
      for (const { levels, ranks } of learntFields) {
        const bits = new Map(levels.map(({ name, of }) => [name, of(weights)]))
        for (const rank of ranks)
          for (const [at, level] of rank.slice(1).entries())
            expect(bits.get(level)).toBeLessThanOrEqual(bits.get(rank[at] ?? '') ?? Number.NaN)
      }
    }
  })

  it('comes from any pairs at all without an impossible number', () => {
    const person = fc
      .record({
        name: fc.constantFrom('Ana Ruiz', 'Ana Ruis', 'Li Wei', ''),
        birth: fc.constantFrom('1970', '1970-01-01'),
      })
      .map(({ name, birth }) => toPersonProfile(toPerson(name, { births: [birth] })))
    const pair = fc.record<ProfilePair>({
      one: person,
      other: person,
      share: fc.double({ min: 1, max: 1e6, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 20 }), fc.array(pair, { maxLength: 20 }), (blocked, random) => {
        const { frequency } = shippedModel
        const model = toModel({ persons: 10, frequency, blocked, random, possible: 45 })
        expect(parseModel(JSON.parse(JSON.stringify(model)))).toEqual(model)
      }),
      { numRuns: 50 },
    )
  })
})

describe('a model from elsewhere', () => {
  const json = () => JSON.parse(JSON.stringify(careful))
  const toCurves = (curve: object) => ({ sameScript: curve, acrossScripts: curve })

  it('goes through JSON unharmed and weighs as before', () => {
    const read = parseModel(json())
    expect(read).toEqual(careful)
    const [one, other] = [
      toPersonProfile(toPerson('Anna Kovacsson')),
      toPersonProfile(toPerson('Ana Kovacson')),
    ]
    const compare = (model: Model) => compareProfiles(one, other, { population: 2_000, model })
    expect(compare(read)).toEqual(compare(careful))
  })

  it('keeps what was counted and takes the shipped weights where its own have an older shape', () => {
    const old = { ...json(), version: 1, weights: { renamed: 99, sex: { agrees: -1, differs: 5 } } }
    const read = parseModel(old)
    expect(read.weights).toEqual(shippedModel.weights)
    expect(read.calibration).toEqual(learntCalibration)
    expect(read).toMatchObject({
      version: weightsVersion,
      frequency: careful.frequency,
      prior: careful.prior,
    })
    expect(() => parseModel({ ...old, frequency: { words: { A: -1 } } })).toThrow(ModelError)
  })

  it('has another version when the names of the weights are others', () => {
    const namesOf = (shape: object, place = ''): string[] =>
      Object.entries(shape).flatMap(([name, inner]) =>
        typeof inner === 'object' ? namesOf(inner, `${place}${name}.`) : [`${place}${name}`],
      )
    const names = namesOf(shippedModel.weights).sort().join()
    const digest = createHash('sha256').update(names).digest('hex').slice(0, 12)
    // Of a new shape of the weights: raise weightsVersion, then write both here.
    expect([weightsVersion, digest]).toEqual([2, '86faa17954df'])
  })

  it.each([
    ['no object', () => 'model'],
    ['a younger version', () => ({ ...json(), version: weightsVersion + 1 })],
    ['no version', () => ({ ...json(), version: undefined })],
    ['a field that nobody knows', () => ({ ...json(), script: 'x' })],
    ['a weight that is text', () => ({ ...json(), weights: { ...json().weights, leastBirth: '5' } })],
    ['a weight beyond all measure', () => ({ ...json(), weights: { ...json().weights, leastBirth: 1e9 } })],
    ['a weight that is missing', () => ({ ...json(), weights: { ...json().weights, place: undefined } })],
    ['a weight that nobody knows', () => ({ ...json(), weights: { ...json().weights, extra: 1 } })],
    [
      'a conflict that is worth more than agreement',
      () => {
        const bad = json()
        bad.weights.sex = { agrees: -1, differs: 5 }
        return bad
      },
    ],
    ['a share above one', () => ({ ...json(), frequency: { ...json().frequency, words: { A: -1 } } })],
    ['a table that is a list', () => ({ ...json(), frequency: { ...json().frequency, words: [] } })],
    [
      'a calibration that falls',
      () => ({ ...json(), calibration: toCurves({ score: [1, 2], bits: [2, 1] }) }),
    ],
    ['a calibration with a gap', () => ({ ...json(), calibration: toCurves({ score: [1, 2], bits: [2] }) })],
    ['a negative count', () => ({ ...json(), persons: -1 })],
  ])('is refused for %s', (_, make) => {
    expect(() => parseModel(make())).toThrow(ModelError)
  })

  it('is refused or whole, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(() => parseModel(value)).toThrow(ModelError)
      }),
    )
  })

  it('cannot reach the objects of this program by its names', () => {
    const evil = JSON.parse(
      JSON.stringify(json()).replace('"words":{', '"words":{"__proto__":3,"constructor":4,'),
    )
    const read = parseModel(evil)
    expect(rarityOf({ skeleton: 'constructor' }, read)).toBe(4)
    expect(({} as Record<string, unknown>).words).toBeUndefined()
  })
})

describe('a calibration', () => {
  const judged = (shift: number) =>
    Array.from({ length: 4_000 }, (_, at) => {
      const score = 6 + (at % 68) / 2
      const odds = score - 20 + shift
      const isSame = ((at * 7919) % 4_000) / 4_000 < 1 / (1 + 2 ** -odds)
      return { score, prior: -20, isSame, weight: 1, isAcrossScripts: false }
    })

  it('finds how far scores promise too much', () => {
    const found = toCalibration(judged(-3)).sameScript
    for (const score of [20, 22, 24]) expect(toCalibratedBits(score, found)).toBeCloseTo(score - 3, -0.5)
  })

  it('rises, and lies on both sides of its points where they do', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -5, max: 5 }),
        fc.double({ min: -50, max: 90, noNaN: true }),
        (shift, score) => {
          const found = toCalibration(judged(shift)).sameScript
          expect(toCalibratedBits(score + 1, found)).toBeGreaterThanOrEqual(
            toCalibratedBits(score, found) - 1e-9,
          )
        },
      ),
      { numRuns: 20 },
    )
  })

  it('that is missing changes nothing', () => {
    expect(toCalibratedBits(17.25, undefined)).toBe(17.25)
  })
})
