import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareBirths,
  DateError,
  type DateHints,
  findDayNumber,
  findPeriod,
  findSolarHijriDay,
  parseEdtf,
  parseSourceDate,
  toYearMonthDay,
} from './index.ts'

const folder = join(import.meta.dirname, '../../../vectors/dates')
const read = <T>(file: string): T[] => JSON.parse(readFileSync(join(folder, file), 'utf8'))

describe('vectors/dates/source-dates.json', () => {
  it.each(read<{ in: string; hints?: DateHints; edtf?: string; reason?: string }>('source-dates.json'))(
    '$in $hints',
    (vector) => {
      const found = parseSourceDate(vector.in, vector.hints)
      expect(found.edtf).toBe(vector.edtf)
      if (found.edtf === undefined) expect(found.reason).toBe(vector.reason)
    },
  )
})

describe('vectors/dates/births.json', () => {
  it.each(read<{ a: string; b: string; level: string }>('births.json'))(
    '$a and $b: $level',
    ({ a, b, level }) => {
      expect(compareBirths(parseEdtf(a), parseEdtf(b)).level).toBe(level)
      expect(compareBirths(parseEdtf(b), parseEdtf(a)).level).toBe(level)
    },
  )
})

describe('periods', () => {
  it.each([
    ['1972', '1972-01-01', '1972-12-31', 'year'],
    ['1972-02', '1972-02-01', '1972-02-29', 'month'],
    ['1972-02-29', '1972-02-29', '1972-02-29', 'day'],
    ['1970/1972', '1970-01-01', '1972-12-31', 'range'],
  ])('%s lasts from %s to %s', (edtf, from, to, precision) => {
    const period = parseEdtf(edtf)
    expect([period.from, period.to]).toEqual([parseEdtf(from).from, parseEdtf(to).to])
    expect(period.precision).toBe(precision)
  })

  it.each(['1972-02-30', '0000', '1972-13', '1972/1970', '72', '1972-2-3', '', '1970/1971/1972', '1972 '])(
    'refuses %j',
    (text) => {
      expect(findPeriod(text)).toBeUndefined()
      expect(() => parseEdtf(text)).toThrow(DateError)
    },
  )

  it('keeps every day it makes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (day) => {
        const { year, month, day: dayOfMonth } = toYearMonthDay(day)
        expect(findDayNumber(year, month, dayOfMonth)).toBe(day)
      }),
    )
  })

  it('knows the Solar Hijri calendar', () => {
    expect(findSolarHijriDay(1357, 11, 22)).toBe(parseEdtf('1979-02-11').from)
    expect(findSolarHijriDay(1403, 12, 30)).toBe(parseEdtf('2025-03-20').from)
    expect(findSolarHijriDay(1404, 12, 30)).toBeUndefined()
  })
})

describe('two births', () => {
  const day = fc
    .integer({ min: -30_000, max: 20_000 })
    .map((number) => toYearMonthDay(number))
    .map(({ year, month, day: dayOfMonth }) => [year, month, dayOfMonth] as const)
  const pad = (value: number) => String(value).padStart(2, '0')
  const single = fc
    .tuple(day, fc.constantFrom(1, 2, 3), fc.boolean())
    .map(([[year, month, dayOfMonth], parts, isCirca]) => {
      const text = [String(year), pad(month), pad(dayOfMonth)].slice(0, parts).join('-')
      return isCirca ? `${text}~` : text
    })
  const birth = fc.oneof(
    single,
    fc
      .tuple(single, single)
      .map(([a, b]) => (parseEdtf(a).from <= parseEdtf(b).from ? `${a}/${b}` : `${b}/${a}`))
      .filter((text) => findPeriod(text) !== undefined),
  )

  it('compare to one level and to one distance, whichever comes first', () => {
    fc.assert(
      fc.property(birth, birth, (a, b) => {
        const found = compareBirths(parseEdtf(a), parseEdtf(b))
        expect(compareBirths(parseEdtf(b), parseEdtf(a))).toEqual(found)
        expect(found.years).toBeGreaterThanOrEqual(0)
        expect(found.years).toBeLessThan(200)
      }),
      { numRuns: 2_000 },
    )
  })

  it('that are the same never differ, and the same full date is exact', () => {
    fc.assert(
      fc.property(birth, (text) => {
        const { level, years } = compareBirths(parseEdtf(text), parseEdtf(text))
        expect(['exact', 'year-only', 'overlaps']).toContain(level)
        expect(years).toBe(0)
        if (parseEdtf(text).precision === 'day') expect(level).toBe('exact')
      }),
    )
  })

  it('that meet are at no distance, and the further apart the less alike', () => {
    fc.assert(
      fc.property(birth, birth, (a, b) => {
        const one = parseEdtf(a)
        const other = parseEdtf(b)
        const { level, years } = compareBirths(one, other)
        if (one.from <= other.to && other.from <= one.to) expect(years).toBe(0)
        if (level === 'differs') expect(years).toBeGreaterThan(2)
      }),
    )
  })
})

describe('hostile dates', () => {
  it('give an EDTF date that can be read again or a reason, never an exception', () => {
    const pieces = fc.constantFrom(
      '1970',
      '13',
      '/',
      '-',
      ' ',
      'circa ',
      'Dec',
      'to',
      '00',
      '~',
      'AH',
      '1383',
      '۱۳',
      '\u202e',
      '\ud800',
      ' марта ',
      ' محرم ',
      ' Hamal ',
      ' между ',
      ' هـ ش',
      ' and ',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(pieces, { maxLength: 9 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(text, (raw) => {
        const found = parseSourceDate(raw)
        if (found.edtf === undefined) expect(found.reason).not.toBe('')
        else expect(findPeriod(found.edtf)).toBeDefined()
      }),
      { numRuns: 1_000 },
    )
  })

  it('of a megabyte are refused at once', () => {
    const start = performance.now()
    for (const piece of ['1', 'circa ', '1970 to ', ' ', 'von ', '1 марта ', ' . ', '\u0301', '\u200f'])
      parseSourceDate(piece.repeat(1_000_000 / piece.length))
    expect(performance.now() - start).toBeLessThan(1_000)
  })
})
