import { type Calendar, findLunarHijriDay, findSolarHijriDay } from './calendars.ts'
import { findDayNumber, findPeriod, toYearMonthDay } from './edtf.ts'

/** What a mapping knows about a column's dates. */
export type DateHints = {
  /** Order of day and month in dates such as 03/04/1970. Default: day first. */
  order?: 'day-month-year' | 'month-day-year' | 'year-month-day'
  calendar?: Calendar
}

/** An EDTF date in the Gregorian calendar, or why there is none. */
export type SourceDate = { edtf: string } | { edtf: undefined; reason: string }

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const CIRCA =
  /\b(?:circa|ca\.?|c\.|approx(?:imately|\.)?|about|around|abt|est(?:imated|\.)?|probably|possibly|env(?:iron|\.)?|vers)(?=[\s\d~.:]|$)|~/gi
const LABEL = /^(?:dob|d\.o\.b\.?|pob|date of birth|born|né(?:e)? le|geb\.?)\s*[:.]?\s*/i
const RANGE =
  /^(?:between|from|entre)?\s*(.+?)\s*(?:\s(?:and|to|until|till|et|or)\s|\s[-–—]\s|[–—]|\/(?=\d{4}(?:$|~))|(?<=^\d{4})-(?=\d{4}$))\s*(.+)$/i
const NOTHING = /^(?:-?0-?|n\/?a|none|null|nil|unknown|not known|-+|\?+|00\/00\/0000|0000-00-00)?$/i

/**
 * A birth date as sources write it, in EDTF. Understands 13/04/1957, 00/00/1957, 18 Dec 1972, December 1972, 19721218,
 * 1957, ranges, circa, and Hijri dates where the text or `hints.calendar` says so. Never guesses a day.
 */
export function parseSourceDate(text: string, hints: DateHints = {}): SourceDate {
  const trimmed = text
    .slice(0, 200)
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(LABEL, '')
  if (NOTHING.test(trimmed)) return { edtf: undefined, reason: 'the date is empty' }
  if (findPeriod(trimmed) !== undefined && hints.calendar === undefined) return toLikelyCalendar(trimmed)
  const calendar = toCalendar(trimmed, hints)
  const isCirca = CIRCA.test(trimmed)
  CIRCA.lastIndex = 0
  const bare = toWesternDigits(stripCalendar(trimmed)).replace(CIRCA, ' ').replace(/\s+/g, ' ').trim()
  const one = toSingle(bare, { ...hints, calendar })
  if (one !== undefined) return toResult(one, isCirca)
  const range = RANGE.exec(bare)
  const from = range?.[1] === undefined ? undefined : toSingle(range[1], { ...hints, calendar })
  const to = range?.[2] === undefined ? undefined : toSingle(range[2], { ...hints, calendar })
  if (from === undefined || to === undefined) return { edtf: undefined, reason: toReason(bare) }
  return toRange(from, to, isCirca)
}

/** A four-digit year before 1500 cannot be Gregorian in a living register: 1383 is a Solar Hijri year. */
function toLikelyCalendar(edtf: string): SourceDate {
  const year = Number(edtf.slice(0, 4))
  if (year >= 1500) return { edtf }
  if (year < 1250)
    return { edtf: undefined, reason: 'the year lies before 1250: no calendar in use gives a living person' }
  return {
    edtf: undefined,
    reason:
      'the year is of a Hijri calendar but the mapping does not say which: add calendar: solar-hijri or lunar-hijri',
  }
}

type Single = { edtf: string } | { impossible: string }

function toResult(one: Single, isCirca: boolean): SourceDate {
  if ('impossible' in one) return { edtf: undefined, reason: one.impossible }
  if (!isCirca) return { edtf: one.edtf }
  return { edtf: one.edtf.includes('/') ? `${one.edtf.replace('/', '~/')}~` : `${one.edtf}~` }
}

function toRange(from: Single, to: Single, isCirca: boolean): SourceDate {
  if ('impossible' in from) return { edtf: undefined, reason: from.impossible }
  if ('impossible' in to) return { edtf: undefined, reason: to.impossible }
  const mark = isCirca ? '~' : ''
  const edtf = `${from.edtf.split('/')[0] ?? ''}${mark}/${to.edtf.split('/').at(-1) ?? ''}${mark}`
  return findPeriod(edtf) === undefined
    ? { edtf: undefined, reason: 'the range ends before it begins' }
    : { edtf }
}

function toCalendar(text: string, hints: DateHints): Calendar {
  if (/\b(?:AH|A\.H\.|lunar|qamari|hijri qamari)(?=\W|$)|هـ/i.test(text)) return 'lunar-hijri'
  if (/afghan|persian|iranian|\bSH\b|\bAP\b|solar|shamsi|هـ\s?ش|خورشیدی|شمسی/i.test(text))
    return 'solar-hijri'
  return hints.calendar ?? 'gregorian'
}

function stripCalendar(text: string): string {
  return text
    .replace(
      /\(?\b(?:AH|A\.H\.|afghan|persian|iranian|SH|AP|solar|lunar|hijri|shamsi|qamari|calendar)\b\.?(?:\s*\/\s*(?:afghan|persian|iranian))?\)?/gi,
      ' ',
    )
    .replace(/[()]|هـ|ش|خورشیدی/g, ' ')
    .trim()
}

/** Arabic-Indic and Persian digits as 0 to 9. */
function toWesternDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
}

function toSingle(text: string, hints: DateHints): Single | undefined {
  const trimmed = text
    .replace(/(\d)(?:st|nd|rd|th)\b/gi, '$1')
    .replace(/T00:00(?::00(?:\.0+)?)?Z?$/, '')
    .replace(/ 00:00(?::00)?$/, '')
    .trim()
  const decade = /^(\d{3})0s$/.exec(trimmed)
  if (decade !== null) return { edtf: `${decade[1] ?? ''}0/${decade[1] ?? ''}9` }
  const parts = findParts(trimmed, hints)
  return parts === undefined ? undefined : toEdtf(parts, hints.calendar ?? 'gregorian')
}

type Parts = { year: number; month: number; day: number }

function findParts(text: string, hints: DateHints): Parts | undefined {
  const year = /^(\d{4})$/.exec(text)
  if (year !== null) return { year: Number(year[1]), month: 0, day: 0 }
  const iso = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (iso !== null) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3] ?? 0) }
  const three = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(text)
  if (three !== null) return toOrdered(Number(three[1]), Number(three[2]), Number(three[3]), hints)
  const monthYear = /^(\d{1,2})[-/.](\d{4})$/.exec(text)
  if (monthYear !== null) return { year: Number(monthYear[2]), month: Number(monthYear[1]), day: 0 }
  return findWrittenMonth(text)
}

function toOrdered(first: number, second: number, year: number, hints: DateHints): Parts {
  const monthFirst =
    hints.order === 'month-day-year' ? second <= 31 && first <= 12 : first <= 12 && second > 12
  return monthFirst ? { year, month: first, day: second } : { year, month: second, day: first }
}

function findWrittenMonth(text: string): Parts | undefined {
  const found = /^(?:(\d{1,2})[-\s.,]+)?([a-z]{3,9})\.?[-\s,]+(?:(\d{1,2})(?:,\s*|\s+))?(\d{4})$/i.exec(text)
  const word = found?.[2]?.toLowerCase()
  if (found === null || word === undefined) return undefined
  const month = MONTHS.indexOf(word.slice(0, 3)) + 1
  return month === 0 ? undefined : { year: Number(found[4]), month, day: Number(found[1] ?? found[3] ?? 0) }
}

function toEdtf(parts: Parts, calendar: Calendar): Single {
  if (parts.year === 0) return { impossible: 'the year is missing' }
  if (calendar !== 'gregorian' && parts.year < 1500) return toEdtfFromHijri(parts, calendar)
  if (parts.year < 1500)
    return {
      impossible:
        'the year is of a Hijri calendar but nothing says which: add calendar: solar-hijri or lunar-hijri to the mapping',
    }
  const { year, month, day } = parts
  if (month === 0) return { edtf: pad(year, 4) }
  if (month > 12) return { impossible: `month ${month} does not exist` }
  if (day === 0) return { edtf: `${pad(year, 4)}-${pad(month, 2)}` }
  if (findDayNumber(year, month, day) === undefined)
    return { impossible: `day ${day} does not exist in month ${month} of that year` }
  return { edtf: `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` }
}

function toEdtfFromHijri(parts: Parts, calendar: Calendar): Single {
  const toDay = calendar === 'solar-hijri' ? findSolarHijriDay : findLunarHijriDay
  const first = toDay(parts.year, parts.month || 1, parts.day || 1)
  const next =
    parts.month === 0
      ? toDay(parts.year + 1, 1, 1)
      : toDay(parts.year + Math.floor(parts.month / 12), (parts.month % 12) + 1, 1)
  if (first === undefined || next === undefined)
    return { impossible: 'the day does not exist in the Hijri calendar' }
  if (parts.day !== 0) return { edtf: toIsoDay(first) }
  return { edtf: `${toIsoDay(first)}/${toIsoDay(next - 1)}` }
}

function toIsoDay(dayNumber: number): string {
  const { year, month, day } = toYearMonthDay(dayNumber)
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0')
}

function toReason(text: string): string {
  return /\d{4}/.test(text) ? 'the date is in no form that is known' : 'the date holds no year of four digits'
}
