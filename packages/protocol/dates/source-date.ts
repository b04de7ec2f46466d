import { type Calendar, findLunarHijriDay, findSolarHijriDay } from './calendars.ts'
import { findDayNumber, findPeriod, toYearMonthDay } from './edtf.ts'
import { findMonth, type NamedMonth } from './month-names.ts'

/** What a mapping knows about a column's dates. */
export type DateHints = {
  /** Order of day and month in dates such as 03/04/1970. Default: day first. */
  order?: 'day-month-year' | 'month-day-year' | 'year-month-day'
  calendar?: Calendar
}

/** An EDTF date in the Gregorian calendar, or why there is none. */
export type SourceDate = { edtf: string } | { edtf: undefined; reason: string }

const CIRCA =
  /\b(?:circa|ca\.?|c\.|approx(?:imately|\.)?|about|around|abt|est(?:imated|\.)?|probably|possibly|env(?:iron|\.)?|vers|etwa|ungef(?:ahr|\.)?|um|hacia|cerca de|intorno al|omstreeks|yaklasik)(?=[\s\d~.:)]|$)|\bc(?=\d{4})|~|\?(?=\s*$)|(?<!\p{L})(?:около|приблизительно|примерно|приблизно|близько|περίπου|γύρω στο|حوالي|حوالی|تقريبا|تقریبا|حدود)(?!\p{L})/giu
const LABEL =
  /^(?:dob|d\.o\.b\.?|pob|date of birth|birth date|born(?: on| in)?|né(?:e)? (?:le|en)|geb(?:oren)?\.?(?: am)?|nato il|nacido el|родился|род\.)\s*[:.]?\s*/i
const RANGE =
  /^(?:between|from|entre|zwischen|von|desde|tra|между|с|між|з|μεταξύ|από|من|بين|بین|از|ما بين)?\s*(.+?)\s*(?:\s(?:and|to|until|till|et|or|und|bis|oder|ou|y|e|и|или|до|по|та|і|και|έως|ή|إلى|الى|أو|او|و|تا|یا|veya|ve|ile)\s|\s[-–—]\s|[–—]|\/(?=\d{4}(?:$|~))|(?<=^\d{4})-(?=\d{4}$))\s*(.+)$/i
const NOTHING = /^(?:-?0-?|n\/?a|none|null|nil|unknown|not known|unk|-+|\?+|00[/.-]00[/.-]0000|0000-00-00)?$/i
// Digit zero of the scripts that dates come in, besides 0 itself.
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0x1040, 0x17e0]
// What stands between the parts of a written date and says nothing.
const FILLERS = new Set(
  'of the de del di le la il am im den em l d г года році року р του στις في سنة عام م سال ماه مورخ yili yıl yılı'.split(
    ' ',
  ),
)
const MAX_WRITTEN = 60

/**
 * A birth date as sources write it, in EDTF. Understands 13/04/1957, 00/00/1957, 18 Dec 1972, December 1972, 19721218,
 * 1957, ranges, circa, and Hijri dates where the text or `hints.calendar` says so. Never guesses a day.
 */
export function parseSourceDate(text: string, hints: DateHints = {}): SourceDate {
  const trimmed = text
    .slice(0, 200)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .replace(LABEL, '')
  if (NOTHING.test(trimmed)) return { edtf: undefined, reason: 'the date is empty' }
  if (findPeriod(trimmed) !== undefined && hints.calendar === undefined) return toLikelyCalendar(trimmed)
  const calendar = toCalendar(trimmed, hints)
  const isCirca = CIRCA.test(trimmed)
  CIRCA.lastIndex = 0
  const bare = toBare(trimmed)
  const one = toSingle(bare, { ...hints, calendar })
  if (one !== undefined) return toResult(one, isCirca)
  const range = RANGE.exec(bare)
  const from = range?.[1] === undefined ? undefined : toSingle(range[1], { ...hints, calendar })
  const to = range?.[2] === undefined ? undefined : toSingle(range[2], { ...hints, calendar })
  if (from === undefined || to === undefined) return { edtf: undefined, reason: toReason(bare) }
  return toRange(from, to, isCirca)
}

function toBare(text: string): string {
  return toWesternDigits(stripCalendar(text))
    .replace(CIRCA, ' ')
    .replace(/(?<=\d) ?([/.]) ?(?=\d)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
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

const SOLAR =
  /afghan|persian|iranian|\bSH\b|\bAP\b|\bHS\b|solar|shamsi|(?<!\p{L})ه?ـ?[\s.]?ش(?!\p{L})|خورشیدی|شمسی/iu
const LUNAR =
  /\b(?:AH|A\.H\.|HQ|lunar|qamari|hijri qamari)(?=\W|$)|هـ|(?<!\p{L})ه?ـ?[\s.]?ق(?!\p{L})|قمری|هجري/iu

function toCalendar(text: string, hints: DateHints): Calendar {
  if (SOLAR.test(text)) return 'solar-hijri'
  if (LUNAR.test(text)) return 'lunar-hijri'
  return hints.calendar ?? 'gregorian'
}

function stripCalendar(text: string): string {
  return text
    .replace(
      /\(?\b(?:AH|A\.H\.|afghan|persian|iranian|SH|HS|AP|HQ|solar|lunar|hijri|shamsi|qamari|calendar)\b\.?(?:\s*\/\s*(?:afghan|persian|iranian))?\)?/gi,
      ' ',
    )
    .replace(/[()]|(?<!\p{L})(?:ه?ـ?[\s.]?[شق]|هـ|هجر[يی]|خورشید[يی]|شمس[يی]|قمر[يی])(?!\p{L})/gu, ' ')
    .trim()
}

/** Digits of any script that dates come in as 0 to 9. */
function toWesternDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0
    const zero = ZEROS.find((first) => code >= first && code < first + 10)
    return zero === undefined ? digit : String(code - zero)
  })
}

function toSingle(text: string, hints: DateHints): Single | undefined {
  const trimmed = text
    .replace(/(\d)(?:st|nd|rd|th|er|º|ª)(?!\p{L})/giu, '$1')
    .replace(/T00:00(?::00(?:\.0+)?)?Z?$/, '')
    .replace(/ 00:00(?::00)?$/, '')
    .trim()
  const decade = /^(\d{3})0['’]?s$/.exec(trimmed)
  if (decade !== null) return { edtf: `${decade[1] ?? ''}0/${decade[1] ?? ''}9` }
  const parts = findParts(trimmed, hints)
  return parts === undefined ? undefined : toEdtf(parts, parts.calendar ?? hints.calendar ?? 'gregorian')
}

type Parts = { year: number; month: number; day: number; calendar?: Calendar }

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

/** A date with a month's name, in any order: 18 Dec 1972, December 18, 1972, 5 марта 1970 г., 12 de marzo de 1980. */
function findWrittenMonth(text: string): Parts | undefined {
  if (text.length > MAX_WRITTEN) return undefined
  const pieces = text.toLowerCase().match(/\d+|[\p{L}\p{M}'’-]*[\p{L}\p{M}]/gu) ?? []
  const numbers = pieces.filter((piece) => /^\d/.test(piece))
  const year = numbers.find((number) => number.length === 4)
  const days = numbers.filter((number) => number !== year)
  if (year === undefined || days.length > 1 || (days[0]?.length ?? 0) > 2) return undefined
  const words = pieces.filter((piece) => !/^\d/.test(piece) && !FILLERS.has(piece))
  const month = findMonth(words.join(' '))
  if (month === undefined) return undefined
  return { year: Number(year), month: month.month, day: Number(days[0] ?? 0), ...toOwnCalendar(month) }
}

function toOwnCalendar({ calendar }: NamedMonth): Pick<Parts, 'calendar'> {
  return calendar === undefined ? {} : { calendar }
}

function toEdtf(parts: Parts, calendar: Calendar): Single {
  if (parts.year === 0) return { impossible: 'the year is missing' }
  if (calendar !== 'gregorian' && parts.year < 1500) return toEdtfFromHijri(parts, calendar)
  if (parts.year < 1500)
    return {
      impossible:
        'the year is of a Hijri calendar but nothing says which: add calendar: solar-hijri or lunar-hijri to the mapping',
    }
  if (parts.calendar !== undefined)
    return { impossible: 'the month is of a Hijri calendar, but the year is not' }
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
