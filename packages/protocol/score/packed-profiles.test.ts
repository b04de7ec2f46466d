import type { Person } from '@isthmus/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareProfiles, PackedProfiles, type Profile, toPersonProfile, toSubjectProfile } from './index.ts'

const words = [
  'Иван',
  'Ivan',
  'Петров',
  'Petrov',
  'abu',
  'bin',
  'von',
  'der',
  'Müller',
  'محمد',
  'الأحمد',
  'J.',
  'Dr',
  '王',
  '小明',
  '김',
  "O'Neil",
  'MARIA',
]
const text = fc.oneof(
  fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 5 }).map((some) => some.join(' ')),
  fc.string({ unit: 'binary', maxLength: 40 }),
)
const name = fc.record({
  full: text,
  kind: fc.constantFrom('primary' as const, 'alias' as const),
  quality: fc.constantFrom('strong' as const, 'weak' as const, 'unknown' as const),
})
const birth = fc.constantFrom(
  '1970-05-17',
  '1970-05-17~',
  '1970',
  '1970~',
  '1970-05',
  '1958/1999',
  '1958-01-02/1958-02-03',
  '0999-12-31',
  '1972-02-30',
)
const person: fc.Arbitrary<Person> = fc.record({
  kind: fc.constant('person' as const),
  reference: fc.constant('r'),
  claims: fc.array(
    fc.record(
      {
        names: fc.array(name, { maxLength: 6 }),
        births: fc.array(birth, { maxLength: 3 }),
        birthPlaces: fc.array(fc.record({ city: text }), { maxLength: 2 }),
        nationalities: fc.array(fc.constantFrom('GR', 'Syria', 'nowhere'), { maxLength: 2 }),
        places: fc.array(fc.record({ text }), { maxLength: 2 }),
        documents: fc.array(
          fc.record({
            type: fc.constant('passport' as const),
            number: text,
            country: fc.constantFrom('FR', ''),
          }),
          { maxLength: 3 },
        ),
        sex: fc.constantFrom('female' as const, 'male' as const),
      },
      { requiredKeys: ['names', 'births', 'birthPlaces', 'nationalities', 'places', 'documents'] },
    ),
    { maxLength: 2 },
  ),
})

/** Everything that a comparison could look at, as plain data; the numbers of words are their own. */
function toPlain({ names, births, nationalities, places, documents, sex }: Profile) {
  const ofNames = (some: Profile['names']) =>
    some.map(({ script, tokens, key, shown, fathers, children, isAlias, isWeak }) => ({
      script,
      key,
      shown,
      fathers,
      children,
      isAlias,
      isWeak,
      tokens: tokens.map(({ id: _, ...token }) => token),
    }))
  return {
    names: ofNames(names),
    births: births.map(({ period, edtf }) => ({ period, edtf })),
    nationalities,
    places: places.map(({ text, forms }) => ({ text, forms })),
    documents,
    sex,
  }
}

describe('packed profiles', () => {
  it('come out as they went in, whoever else is held', () => {
    fc.assert(
      fc.property(fc.array(person, { maxLength: 5 }), (persons) => {
        const packed = new PackedProfiles()
        const profiles = persons.map(toPersonProfile)
        expect(profiles.map((profile) => packed.add(profile))).toEqual(persons.map((_, at) => at))
        for (const [at, profile] of profiles.entries())
          expect(toPlain(packed.get(at))).toEqual(toPlain(profile))
      }),
    )
  })

  it('are compared like the profiles they were made of, explanation included', () => {
    fc.assert(
      fc.property(person, text, birth, (held, full, born) => {
        const packed = new PackedProfiles()
        const profile = toPersonProfile(held)
        const asked = toSubjectProfile({ full, birth: born, nationalities: ['GR'], places: ['Athens'] })
        const options = { population: 1000, detail: 'held' } as const
        expect(compareProfiles(asked, packed.get(packed.add(profile)), options)).toEqual(
          compareProfiles(asked, profile, options),
        )
      }),
    )
  })

  it('hold each word once, and say so when a number is not theirs', () => {
    const packed = new PackedProfiles()
    const profile = toSubjectProfile({ full: 'Maria Papadopoulou' })
    for (let times = 0; times < 10_000; times++) packed.add(profile)
    expect(packed.words).toBe(2)
    expect(packed.size).toBe(10_000)
    expect(packed.bytes / packed.size).toBeLessThan(64)
    expect(() => packed.get(10_000)).toThrow(RangeError)
  })
})
