import { type IdentityClaim, type Person, parse, type SearchSubject } from '@isthmus/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  comparePerson,
  compareProfiles,
  explain,
  prepareSubject,
  toCountry,
  toPersonProfile,
} from './index.ts'
import { toClaim } from './test-claim.ts'

const toPerson = (names: string[], claim: Partial<IdentityClaim> = {}): Person => ({
  kind: 'person',
  reference: 'r',
  claims: [
    toClaim({
      names: names.map((full, at) => ({ full, kind: at === 0 ? 'primary' : 'alias', quality: 'unknown' })),
      ...claim,
    }),
  ],
})
const compare = (subject: SearchSubject, person: Person, population = 10_000) =>
  comparePerson(prepareSubject(subject), person, { population })
const levelOf = (field: string, result: ReturnType<typeof compare>) =>
  result.comparisons.find((comparison) => comparison.field === field)?.level

describe('names', () => {
  it.each([
    ['Иван Петрович Сидоров', 'Ivan Petrovich Sidorov', 'probable'],
    ['Abd al-Rahman Khalil Mansour', 'ABDURRAHMAN Khaleel Mansur', 'strong'],
    ['محمد حسن رحماني', 'Mohammad Hasan Rahmani', 'probable'],
    ['Omar Sabawi Ibrahim al-Tikriti', 'Yasir Sabawi Ibrahim al-Tikriti', 'none'],
    ['Ahmad Mansour', 'Ahmad Rashidi', 'none'],
  ] as const)('%s and %s: at least or exactly %s', (asked, held, band) => {
    const order = ['none', 'possible', 'probable', 'strong']
    const found = order.indexOf(compare({ full: asked }, toPerson([held]), 1_000).band)
    if (band === 'none') expect(found).toBeLessThanOrEqual(1)
    else expect(found).toBeGreaterThanOrEqual(order.indexOf(band))
  })

  it('earn more when they are rare', () => {
    const rare = compare({ full: 'Zdenek Wojciechowski' }, toPerson(['Zdenek Wojciechowski'])).score
    const common = compare({ full: 'Mohammed Ali' }, toPerson(['Mohammed Ali'])).score
    expect(rare).toBeGreaterThan(common + 3)
  })

  it('do not earn more when a source lists further aliases', () => {
    const one = compare({ full: 'Ivan Sidorov' }, toPerson(['Ivan Sidorov']))
    const many = compare(
      { full: 'Ivan Sidorov' },
      toPerson(['Ivan Sidorov', 'Iwan Sidorow', 'Ivan Sidorof', 'Sidorov']),
    )
    expect(many.score).toBe(one.score)
  })

  it('say when an alias was the best, and a weak alias earns less', () => {
    const alias = compare({ full: 'Ivan Sidorov' }, toPerson(['Piotr Nowak', 'Ivan Sidorov']))
    expect(alias.comparisons[0]).toMatchObject({ alias: true, level: 'exact' })
    const weak = toPerson([], { names: [{ full: 'Ivan Sidorov', kind: 'alias', quality: 'weak' }] })
    expect(compare({ full: 'Ivan Sidorov' }, weak).score).toBeLessThan(alias.score)
  })

  it('have the level that an officer would name', () => {
    const level = (asked: string, held: string) => levelOf('name', compare({ full: asked }, toPerson([held])))
    expect(level('Ivan Sidorov', 'SIDOROV Ivan')).toBe('exact')
    expect(level('Владимир Путин', 'Vladimir Putin')).toBe('same-after-romanisation')
    expect(level('Ivan Sidorov', 'Ivan Petrovich Sidorov')).toBe('partial')
    expect(level('I. Sidorov', 'Ivan Sidorov')).toBe('initial')
    expect(level('Ivan Sidorov', 'Maria Lopez')).toBe('differs')
    expect(level('Ivan Sidorov', 'Iwan Sidorow')).toMatch(/close/)
  })
})

describe('births', () => {
  const withBirth = (births: string[]) => toPerson(['Ivan Sidorov'], { births })
  it.each([
    ['1970-05-17', '1970-05-17', 'exact'],
    ['1970', '1970-05-17', 'year-only'],
    ['1970-05-06', '1970-06-05', 'swapped-day-month'],
    ['1970-05-17', '1971-05-17', 'off-by-one'],
    ['1968/1972', '1970', 'overlaps'],
    ['1970', '1971', 'near'],
    ['1970-05-17', '1950-01-02', 'differs'],
  ])('%s and %s: %s', (asked, held, level) => {
    expect(levelOf('birth', compare({ full: 'Ivan Sidorov', birth: asked }, withBirth([held])))).toBe(level)
  })

  it('that conflict lower the score and never veto', () => {
    const documents = [{ type: 'passport' as const, number: 'AB1234567' }]
    const person = toPerson(['Ivan Sidorov'], { births: ['1950-01-02'], documents })
    const found = compare(
      { full: 'Ivan Sidorov', birth: '1970-05-17', documents: [{ number: 'AB1234567' }] },
      person,
    )
    expect(found.comparisons.find((comparison) => comparison.field === 'birth')?.bits).toBeLessThan(0)
    expect(found.band).toBe('strong')
  })

  it('count once, the best of several', () => {
    const asked = { full: 'Ivan Sidorov', birth: '1970-05-17' }
    expect(compare(asked, withBirth(['1950', '1970-05-17', '1970'])).score).toBe(
      compare(asked, withBirth(['1970-05-17'])).score,
    )
  })
})

describe('other fields', () => {
  it('documents agree whatever the marks, and less in another country', () => {
    const person = toPerson(['Ivan Sidorov'], {
      documents: [{ type: 'passport', number: 'AB 123-456', country: 'Syria' }],
    })
    const same = compare({ documents: [{ number: 'ab123456', country: 'SY' }] }, person)
    const elsewhere = compare({ documents: [{ number: 'AB123456', country: 'IQ' }] }, person)
    expect(levelOf('document', same)).toBe('exact')
    expect(elsewhere.score).toBeLessThan(same.score)
  })

  it('nationality is compared by country, however it is written', () => {
    const person = toPerson(['Ivan Sidorov'], { nationalities: ['Syrian Arab Republic'] })
    expect(levelOf('nationality', compare({ full: 'Ivan Sidorov', nationalities: ['SY'] }, person))).toBe(
      'exact',
    )
    expect(levelOf('nationality', compare({ full: 'Ivan Sidorov', nationalities: ['Greek'] }, person))).toBe(
      'differs',
    )
    expect(toCountry('Côte d’Ivoire')).toBe('CI')
    expect(toCountry('Atlantis')).toBe('atlantis')
  })

  it('what the source lacks is unknown and worth nothing', () => {
    const found = compare(
      { full: 'Ivan Sidorov', birth: '1970', sex: 'male', places: ['Aleppo'] },
      toPerson(['Ivan Sidorov']),
    )
    for (const field of ['birth', 'sex', 'place'])
      expect(found.comparisons.find((one) => one.field === field)).toMatchObject({
        level: 'unknown',
        bits: 0,
      })
  })
})

describe('every result', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abeiklmnorstuмнаоسمحد'), minLength: 1, maxLength: 8 })
  const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))
  const birth = fc.constantFrom('1970', '1970-05-17', '1968/1972', '1962~')

  it('adds up, lies between 0 and 1, and fits the contract', () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 5 }), name, birth, birth, (held, asked, one, other) => {
        const found = compare(
          { full: asked, birth: one, sex: 'female', nationalities: ['SY'] },
          toPerson(held, { births: [other], nationalities: ['IQ'] }),
        )
        const sum = found.comparisons.reduce((total, comparison) => total + comparison.bits, 0)
        expect(Math.abs(sum - found.score)).toBeLessThan(0.01)
        expect(found.probability).toBeGreaterThanOrEqual(0)
        expect(found.probability).toBeLessThanOrEqual(1)
        const hit = { ...found, reference: 'r', band: 'possible' }
        expect(() =>
          parse('SearchAnswer', { sourceId: 'source', subject: 0, state: 'hit', hits: [hit] }),
        ).not.toThrow()
        expect(explain(found.comparisons)).toMatch(/^[A-Z].*\.$/)
      }),
    )
  })

  it('is the same from either side', () => {
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 3 }),
        fc.array(name, { minLength: 1, maxLength: 3 }),
        (one, other) => {
          const a = toPersonProfile(toPerson(one))
          const b = toPersonProfile(toPerson(other))
          expect(compareProfiles(a, b, { population: 100 }).score).toBeCloseTo(
            compareProfiles(b, a, { population: 100 }).score,
            2,
          )
        },
      ),
    )
  })

  it('holds nothing of the source that was not asked', () => {
    const person = toPerson(['Secret Holder', 'Other Alias'], {
      births: ['1950-02-03'],
      nationalities: ['IQ'],
      documents: [{ type: 'passport', number: 'ZZ998877' }],
    })
    const found = JSON.stringify(
      compare(
        { full: 'Ivan Sidorov', birth: '1970', nationalities: ['SY'], documents: [{ number: 'AB123456' }] },
        person,
      ),
    )
    for (const value of ['secret', 'holder', 'alias"', '1950', 'IQ', 'ZZ998877'])
      expect(found.toLowerCase()).not.toContain(`"${value.toLowerCase()}`)
    expect(found).toContain('ivan sidorov')
  })

  it('never throws on hostile text', () => {
    const hostile = fc.string({
      unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
      maxLength: 80,
    })
    fc.assert(
      fc.property(
        hostile,
        hostile,
        (a, b) =>
          void compare(
            { full: a, birth: b, places: [a], documents: [{ number: b }] },
            toPerson([b, a], { births: [a], nationalities: [b] }),
          ),
      ),
    )
  })
})

describe('explanations', () => {
  it('are one sentence in plain words', () => {
    const person = toPerson(['Владимир Сидоров'], { births: ['1970-05-17'], nationalities: ['RU'] })
    const found = compare({ full: 'Vladimir Sidorov', birth: '1970', nationalities: ['Russian'] }, person)
    expect(explain(found.comparisons)).toBe(
      'The names are the same after romanisation; born in the same year; nationality agrees.',
    )
    expect(explain([])).toBe('Nothing could be compared.')
  })
})

describe('a contradicting date of birth', () => {
  it('lets no hit be called strong, however close the names and however small the source', () => {
    const person = toPerson(['Evangelia Papadopoulou'], { births: ['1982-03-04'] })
    const result = compare({ family: 'Papadopoulou', given: 'Evangelia', birth: '1950' }, person, 60)
    expect(levelOf('birth', result)).toBe('differs')
    expect(['possible', 'none']).toContain(result.band)
  })
})

describe('an officer who asks a source of a million persons', () => {
  const million = 1_000_000
  const named = (full: string) => toPerson([full], { births: ['1970-05-17'] })

  it.each(['Mohammed Ali', 'Ahmad Mohammad', 'John Smith', 'Maria Garcia', 'Ivan Ivanov'])(
    'is still shown whoever bears the common name that was asked word for word: %s',
    (full) => {
      expect(compare({ full }, named(full), million).band).toBe('possible')
      expect(compare({ full, birth: '1970' }, named(full), million).band).not.toBe('none')
    },
  )

  it('is shown nobody who shares one common word only, and nobody of another name', () => {
    expect(compare({ full: 'Mohammed Ali' }, named('Mohammed Rashidi'), million).band).toBe('none')
    expect(compare({ full: 'John Smith' }, named('Maria Garcia'), million).band).toBe('none')
  })

  it('is told possible at most where the births conflict, even of a rare name', () => {
    const full = 'Zdenek Wojciechowski'
    const result = compare({ full, birth: '1951-01-02' }, named(full), million)
    expect(['possible', 'none']).toContain(result.band)
  })
})
