import type { Person, SearchSubject } from '@isthmus/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareProfiles, findMatch, shippedModel, toPersonProfile, toSubjectProfile } from './index.ts'

const words = [
  'Mohammed',
  'Muhamad',
  'Ahmed',
  'al',
  'Ali',
  'Kowalski',
  'Kovalsky',
  'Jan',
  'Maria',
  'Dr.',
  'J.',
]
const otherWords = [
  'bin',
  'Abu',
  'Anne',
  'Marie',
  'Annemarie',
  'Мария',
  'Ковальский',
  'محمد',
  'احمد',
  '王',
  '김',
  'De',
]
const name = fc
  .array(fc.constantFrom(...words, ...otherWords), { minLength: 1, maxLength: 4 })
  .map((chosen) => chosen.join(' '))
const birth = fc.constantFrom('1970-01-01', '1970-05-17', '1971-05-17', '1970', '1940-02-03')
const subject: fc.Arbitrary<SearchSubject> = fc.record(
  { full: name, birth, nationalities: fc.constant(['PL']), sex: fc.constantFrom('male', 'female') },
  { requiredKeys: ['full'] },
)
const claim: fc.Arbitrary<Person['claims'][number]> = fc.record({
  names: fc.array(
    fc.record({
      full: name,
      kind: fc.constantFrom('primary', 'alias'),
      quality: fc.constantFrom('strong', 'weak'),
    }),
    { maxLength: 4 },
  ),
  births: fc.array(birth, { maxLength: 2 }),
  birthPlaces: fc.constant([]),
  nationalities: fc.constantFrom(['PL'], ['DE'], []),
  places: fc.constant([]),
  documents: fc.constant([]),
})
const population = fc.constantFrom(1, 20_000, 1_000_000, 100_000_000)

describe('findMatch', () => {
  it('finds whatever a whole comparison would tell, with the same bits, and nothing else', () => {
    const { calibration: _, ...uncalibrated } = shippedModel
    const models = fc.constantFrom(shippedModel, uncalibrated)
    fc.assert(
      fc.property(subject, claim, population, models, (asked, held, size, model) => {
        const one = toSubjectProfile(asked)
        const other = toPersonProfile({ kind: 'person', reference: 'r', claims: [held] })
        const options = { population: size, model, detail: 'parts' } as const
        const whole = compareProfiles(one, other, options)
        expect(findMatch(one, other, options)).toEqual(whole.band === 'none' ? undefined : whole)
      }),
      { numRuns: 3000 },
    )
  })
})
