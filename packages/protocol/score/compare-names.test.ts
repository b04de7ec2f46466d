import type { Comparison, IdentityClaim, Person } from '@isthmus/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CompareOptions, compareProfiles, explain, toPersonProfile } from './index.ts'

type Naming = IdentityClaim['names'][number]

function toNamed(...names: (string | Naming)[]): Person {
  const given = names.map((name, at): Naming => {
    if (typeof name !== 'string') return name
    return { full: name, kind: at === 0 ? 'primary' : 'alias', quality: 'unknown' }
  })
  const claim = { births: [], birthPlaces: [], nationalities: [], places: [], documents: [] }
  return { kind: 'person', reference: 'r', claims: [{ ...claim, names: given }] }
}

function compare(asked: Person, held: Person, detail: CompareOptions['detail'] = 'none'): Comparison {
  const options = { population: 1_000, detail }
  const found = compareProfiles(toPersonProfile(asked), toPersonProfile(held), options).comparisons[0]
  if (found === undefined) throw new Error('nothing was compared')
  return found
}

const bitsOf = (asked: string, held: string) => compare(toNamed(asked), toNamed(held)).bits
const levelsOf = (asked: string, held: string) =>
  (compare(toNamed(asked), toNamed(held), 'parts').parts ?? []).map(({ level }) => level)
const toHundredths = (bits: number) => Math.round(bits * 100)

describe('what a difference costs', () => {
  it('a patronymic that is missing costs little, one that contradicts costs much', () => {
    const same = bitsOf('Malik Magomedovich Barkhanoev', 'Malik Magomedovich Barkhanoev')
    const missing = bitsOf('Malik Barkhanoev', 'Malik Magomedovich Barkhanoev')
    const contradicting = bitsOf('Malik Ruslanovich Barkhanoev', 'Malik Magomedovich Barkhanoev')
    expect(same - missing).toBeLessThan(8)
    expect(missing - contradicting).toBeGreaterThan(10)
  })

  it('a second surname that is missing costs little', () => {
    const missing = bitsOf('Nicolas Maduro', 'Nicolas Maduro Moros')
    expect(missing).toBeGreaterThan(15)
    expect(missing).toBeGreaterThan(bitsOf('Nicolas Maduro Ortega', 'Nicolas Maduro Moros') + 10)
  })

  it('family and given name may be swapped', () => {
    expect(bitsOf('Zelensky Volodymyr', 'Volodymyr Zelensky')).toBeGreaterThan(20)
  })

  it('a father is not his son, and a brother not his brother', () => {
    expect(levelsOf('Salman bin Muhammad al-Rawi', 'Muhammad bin Salman al-Rawi')).toContain('swapped')
    const brothers = bitsOf('Omar Sabawi Ibrahim al-Tikriti', 'Yasir Sabawi Ibrahim al-Tikriti')
    expect(brothers).toBeLessThan(8)
    // Names that are only close may be a brother's as well.
    expect(bitsOf('Bashir Sabawi Ibrahim al-Tikriti', 'Yasir Sabawi Ibrahim al-Tikriti')).toBeLessThan(16)
  })

  it('a slip of the pen costs less than another name', () => {
    const slip = bitsOf('Anglea Merkel', 'Angela Merkel')
    expect(slip).toBeGreaterThan(10)
    expect(bitsOf('Astrid Merkel', 'Angela Merkel')).toBeLessThan(slip - 8)
  })

  it('two well-known names are two names, however alike, and endings that many share tell little', () => {
    expect(bitsOf('Habib Mohamed Loubiri', 'Habib Ahmed Loubiri')).toBeLessThan(9)
    expect(bitsOf('Malik Nasirzai', 'Malik Noorzai')).toBeLessThan(9)
  })

  it('an initial agrees a little and contradicts more', () => {
    expect(levelsOf('W. Frost', 'William Frost')).toContain('initial')
    expect(bitsOf('William W Frost', 'William G Frost')).toBeLessThan(
      bitsOf('William Frost', 'William Frost') - 8,
    )
  })

  it('a sign more or less is another name in Han and Hangul', () => {
    expect(bitsOf('이재형', '이재명')).toBeLessThan(bitsOf('이재명', '이재명') - 8)
  })

  it('a short form of a name is named so', () => {
    expect(levelsOf('Ted Kaczynski', 'Theodore Kaczynski')).toContain('nickname')
    expect(levelsOf('VladimirPutin', 'Vladimir Putin')).toContain('joined')
  })
})

const word = fc.string({ unit: fc.constantFrom(...'abdilmnort'), minLength: 2, maxLength: 8 })
const foreign = fc.string({ unit: fc.constantFrom(...'سمحدعنلипаовнσμαρ'), minLength: 2, maxLength: 6 })
const filler = fc.constantFrom('al', 'bin', 'abu', 'Dr', 'Haji', 'J.', 'M')
const full = fc
  .array(fc.oneof({ weight: 5, arbitrary: word }, foreign, filler), { minLength: 1, maxLength: 5 })
  .map((words) => words.join(' '))
const naming: fc.Arbitrary<Naming> = fc.record({
  full,
  kind: fc.constantFrom('primary' as const, 'alias' as const),
  quality: fc.constantFrom('unknown' as const, 'weak' as const),
})
const namings = fc.array(naming, { minLength: 1, maxLength: 4 })

describe('the parts of a name comparison', () => {
  it.each(['parts', 'held'] as const)('add up to its bits to the hundredth (%s)', (detail) => {
    fc.assert(
      fc.property(namings, namings, (asked, held) => {
        const { bits, parts = [] } = compare(toNamed(...asked), toNamed(...held), detail)
        expect(parts.length).toBeGreaterThan(0)
        expect(parts.length).toBeLessThanOrEqual(40)
        expect(parts.reduce((sum, part) => sum + toHundredths(part.bits), 0)).toBe(toHundredths(bits))
      }),
    )
  })

  it('change nothing but themselves, and show the words of the source only where that is asked for', () => {
    fc.assert(
      fc.property(namings, namings, (asked, held) => {
        const [one, other] = [toNamed(...asked), toNamed(...held)]
        const { parts = [], ...explained } = compare(one, other, 'parts')
        expect(explained).toEqual(compare(one, other))
        expect(parts.every((part) => part.held === undefined)).toBe(true)
        expect(compare(one, other, 'held').parts?.map(({ held: _held, ...part }) => part)).toEqual(parts)
      }),
    )
  })

  it('stay within forty for the longest names', () => {
    const long = Array.from({ length: 24 }, (_, at) => `Ka${'bdlmnrstfgzv'.charAt(at % 12)}o${at}`).join(' ')
    const other = Array.from({ length: 24 }, (_, at) => `Pe${'zvgftsrnmldb'.charAt(at % 12)}u${at}`).join(' ')
    expect(compare(toNamed(long), toNamed(`${other} Kabo0`), 'held').parts?.length).toBeLessThanOrEqual(40)
  })

  it('are told in the sentence', () => {
    const found = compare(toNamed('Ivan Petrovich Sidorov'), toNamed('Sidorov Ivan Lvovich'), 'held')
    expect(explain([found])).toBe(
      'Part of the name agrees: ivan the same, sidorov the same, petrovich different (lvovich).',
    )
  })
})

describe('every name comparison', () => {
  it('is the same from either side', () => {
    fc.assert(
      fc.property(full, full, (one, other) => {
        expect(bitsOf(one, other)).toBe(bitsOf(other, one))
      }),
    )
  })

  it('counts the best of several names, once', () => {
    fc.assert(
      fc.property(full, namings, (asked, held) => {
        const single = held.map((name) => compare(toNamed(asked), toNamed(name)).bits)
        expect(compare(toNamed(asked), toNamed(...held)).bits).toBe(Math.max(...single))
      }),
    )
  })

  it('is never raised by words that contradict each other', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 4 }),
        fc.array(word, { minLength: 1, maxLength: 4 }),
        (one, other) => {
          const before = bitsOf(one.join(' '), other.join(' '))
          expect(
            bitsOf([...one, 'Keskekus'].join(' '), [...other, 'Fuphifup'].join(' ')),
          ).toBeLessThanOrEqual(before)
        },
      ),
    )
  })
})
