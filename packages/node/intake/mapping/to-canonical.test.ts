import type { SourceValue } from '@isthmus/connectors'
import { hasShape, type Person } from '@isthmus/contract'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseMapping } from './parse-mapping.ts'
import { type Canonical, toCanonical } from './to-canonical.ts'

const mapping = parseMapping(`mapping: 1
source: { id: register, title: Register, description: A register, regime: LED, category: suspect }
absentWords: [-0-, N/A]
dates: { order: day-month-year }
records:
  - when: [{ path: kind, in: [ship, Boat] }]
    kind: vessel
    reference: id
    names: [name]
    identifiers: [{ type: imo, number: imo }]
    countries: [flag]
  - when: [{ path: kind, equals: test }]
    skip: true
  - when: [{ path: id, present: true }]
    kind: person
    reference: { join: [id, part], with: '/' }
    asOf: updated
    claims:
      - names:
          - { family: surname, given: given, kind: primary, quality: strong }
          - each: aliases[]
            full: name
            kind: alias
            quality: { path: quality, map: { Good: strong, Low: weak }, otherwise: unknown }
        births:
          - { date: born }
          - { year: y, month: m, day: d, circa: circa }
          - { from: from, to: to }
          - { date: hijri, calendar: lunar-hijri }
        birthPlaces: [{ city: town, country: country }]
        nationalities: [{ country: nationality }]
        documents:
          - { type: { path: paper, map: { P: passport } }, number: number, country: issuer, expiresOn: expires }
        sex: sex
`)

function become(value: { [field: string]: SourceValue }): Canonical {
  return toCanonical(mapping, { locator: '1', place: 'register.csv, line 7', value })
}

function personOf(value: { [field: string]: SourceValue }): Person {
  const canonical = become({ id: '1', surname: 'Doe', ...value })
  if ('person' in canonical) return canonical.person
  throw new Error('the record did not become a person')
}

function birthsOf(value: { [field: string]: SourceValue }): { births: string[]; faults: string[] } {
  const canonical = become({ id: '1', surname: 'Doe', ...value })
  if (!('person' in canonical)) throw new Error('the record did not become a person')
  return {
    births: canonical.person.claims[0]?.births ?? [],
    faults: canonical.faults.map(({ field, reason }) => `${field}: ${reason}`),
  }
}

test('a record becomes a person with everything the mapping names', () => {
  expect(
    personOf({
      part: ['a', 'b'],
      given: ' María\u0000  José ',
      aliases: [{ name: 'Дое', quality: 'GOOD' }, { name: '-0-', quality: 'Low' }, { name: ['Joe', 'Jo'] }],
      born: '13/04/1957',
      town: 'Thessaloniki',
      country: 'Hellas',
      nationality: ['Greek', 'unheard of'],
      paper: 'P',
      number: 'AB 12',
      issuer: 'GR',
      expires: '2030',
      sex: 'γυναίκα',
      updated: '1.2.2026',
    }),
  ).toEqual({
    kind: 'person',
    reference: '1/a',
    category: 'suspect',
    asOf: '2026-02-01',
    claims: [
      {
        names: [
          { family: 'Doe', given: 'María José', kind: 'primary', quality: 'strong', script: 'Latn' },
          { full: 'Дое', kind: 'alias', quality: 'strong', script: 'Cyrl' },
          { full: 'Joe', kind: 'alias', quality: 'unknown', script: 'Latn' },
          { full: 'Jo', kind: 'alias', quality: 'unknown', script: 'Latn' },
        ],
        births: ['1957-04-13'],
        birthPlaces: [{ city: 'Thessaloniki', country: 'GR' }],
        nationalities: ['GR', 'unheard of'],
        places: [],
        documents: [{ type: 'passport', number: 'AB 12', country: 'GR', expiresOn: '2030' }],
        sex: 'female',
      },
    ],
  })
})

describe('dates of birth', () => {
  test.each([
    [{ born: '00/00/1957' }, ['1957']],
    [{ born: '00/07/1957' }, ['1957-07']],
    [{ born: 'circa 1962' }, ['1962~']],
    [{ born: '1960 to 1962' }, ['1960/1962']],
    [{ born: ['1960', '1961', '1960'] }, ['1960', '1961']],
    [{ y: '1964', m: '1', d: '9' }, ['1964-01-09']],
    [{ y: '1964', m: '00', d: '00', circa: 'true' }, ['1964~']],
    [{ from: '1973', to: '1977' }, ['1973/1977']],
    [{ from: '1973' }, ['1973']],
    [{ hijri: '24/06/1402' }, ['1982-04-18']],
    [{ born: 'N/A' }, []],
    [{ born: '00/00/0000' }, []],
  ] as [{ [field: string]: SourceValue }, string[]][])('%j becomes %j without a fault', (value, births) => {
    const found = birthsOf(value)
    expect(found.faults).toEqual([])
    expect(found.births.map((birth) => birth.slice(0, 9))).toEqual(births.map((birth) => birth.slice(0, 9)))
  })

  test.each([
    { born: '1900-02-30' },
    { born: '31/13/1970' },
    { born: 'in his forties' },
    { from: '1977', to: '1973' },
    { y: '1970', m: '2', d: '30' },
  ] as { [field: string]: SourceValue }[])(
    'the impossible date %j is a counted fault without its numbers, and the record stays',
    (value) => {
      const { births, faults } = birthsOf(value)
      expect(births).toEqual([])
      expect(faults).toHaveLength(1)
      expect(faults[0]).toMatch(/^births: /)
      expect(faults[0]).not.toMatch(/30|13|31|19/)
    },
  )
})

describe('records that are no person', () => {
  test('a thing, with its identifiers', () => {
    expect(become({ id: '2', kind: 'BOAT', name: ['Argo', 'Argo'], imo: '9187667', flag: 'Panama' })).toEqual(
      {
        thing: {
          kind: 'vessel',
          reference: '2',
          names: ['Argo'],
          identifiers: [{ type: 'imo', number: '9187667' }],
          countries: ['PA'],
        },
        faults: [],
      },
    )
  })

  test('a record that the mapping skips', () => {
    expect(become({ id: '2', kind: 'Test' })).toEqual({ skipped: true })
  })

  test.each([
    [{ surname: 'Doe' }, 'the record meets the conditions of no rule'],
    [{ id: '7' }, 'the record has no name'],
    [{ id: '7', surname: '-0-' }, 'the record has no name'],
    [{ id: 'x'.repeat(301), surname: 'Doe' }, 'the reference is longer than 300 characters'],
    [{ kind: 'ship', id: null, name: 'Argo' }, 'the record has no reference'],
  ] as [{ [field: string]: SourceValue }, string][])(
    '%# is rejected with place, reason and remedy',
    (value, reason) => {
      expect(become(value)).toEqual({
        rejected: { place: 'register.csv, line 7', reason, remedy: expect.any(String) },
      })
    },
  )
})

describe('what is too much', () => {
  test('a name of 10 MB is left out and counted, the record stays', () => {
    const canonical = become({ id: '1', surname: 'x'.repeat(10_000_000), given: 'Jo' })
    expect(canonical).toMatchObject({
      person: { claims: [{ names: [{ given: 'Jo' }] }] },
      faults: [{ field: 'text' }],
    })
  })

  test('ten thousand aliases are cut to what the canonical model holds', () => {
    const person = personOf({
      aliases: Array.from({ length: 10_000 }, (_, index) => ({ name: `alias ${index}` })),
    })
    expect(person.claims[0]?.names).toHaveLength(500)
  })

  test('a word for the sex that nobody knows is a fault', () => {
    expect(become({ id: '1', surname: 'Doe', sex: '9' })).toMatchObject({ faults: [{ field: 'sex' }] })
  })

  test('names of fields that are names of the language are fields like others', () => {
    expect(
      become({ id: '1', ['__proto__' as string]: 'x', constructor: 'y' } as { [field: string]: SourceValue }),
    ).toHaveProperty('rejected')
  })
})

test('no record tree makes the mapping throw, and what comes out is as the contract says', () => {
  const names = [
    'id',
    'kind',
    'surname',
    'given',
    'aliases',
    'name',
    'quality',
    'born',
    'y',
    'm',
    'd',
    'from',
    'to',
    'hijri',
    'sex',
    'number',
    'nationality',
    '#text',
    '__proto__',
  ]
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('ship', 'Good', '1957-04-13', 'N/A', '\ud800', '\u202e', "'; drop table", '<b>'),
  )
  const { value } = fc.letrec<{ value: SourceValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'value' },
      text,
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 6 }),
    ),
  }))
  const record = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: names.length })
  fc.assert(
    fc.property(record, (fields) => {
      const canonical = become(fields)
      if ('person' in canonical) expect(hasShape('Person', canonical.person)).toBe(true)
      if ('thing' in canonical) expect(hasShape('Thing', canonical.thing)).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('lists within lists, however deep, are opened', () => {
  let deep: SourceValue = 'Deep'
  for (let depth = 0; depth < 50_000; depth++) deep = [deep]
  expect(personOf({ given: deep }).claims[0]?.names[0]?.given).toBe('Deep')
})
