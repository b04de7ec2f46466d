/** A period as whole days since 1970-01-01 (both ends included), with how finely it was given. */
export type Period = {
  readonly from: number
  readonly to: number
  readonly precision: 'day' | 'month' | 'year' | 'range'
  /** Approximate (`~`). */
  readonly isCirca: boolean
}

export class DateError extends Error {
  override name = 'DateError'
  readonly code = 'DATE_UNREADABLE'
}

const DAY_MS = 86_400_000
const ONE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~)?$/

/** Days since 1970-01-01 of a Gregorian day; undefined when there is no such day. */
export function findDayNumber(year: number, month: number, day: number): number | undefined {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists && year >= 1 && year <= 9999 ? Math.floor(date.getTime() / DAY_MS) : undefined
}

/** The Gregorian year, month and day of a day number. */
export function toYearMonthDay(dayNumber: number): { year: number; month: number; day: number } {
  const date = new Date(dayNumber * DAY_MS)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** The period of an EDTF level 1 date as the contract writes it, or undefined when it names no possible day. */
export function findPeriod(edtf: string): Period | undefined {
  if (edtf.length > 24) return undefined
  const [first = '', second, more] = edtf.split('/')
  if (more !== undefined) return undefined
  const start = findSingle(first)
  if (start === undefined || second === undefined) return start
  const end = findSingle(second)
  if (end === undefined || end.to < start.from) return undefined
  return { from: start.from, to: end.to, precision: 'range', isCirca: start.isCirca || end.isCirca }
}

/** As `findPeriod`, but throws a DateError for what is no EDTF date. */
export function parseEdtf(edtf: string): Period {
  const period = findPeriod(edtf)
  if (period !== undefined) return period
  throw new DateError(
    'a date is not in the form YYYY, YYYY-MM, YYYY-MM-DD or a range of these: write it so, in the Gregorian calendar',
  )
}

function findSingle(text: string): Period | undefined {
  const found = ONE.exec(text)
  if (found === null) return undefined
  const year = Number(found[1])
  const isCirca = found[4] === '~'
  if (found[2] === undefined) return toSpan([year, 1, 1], [year, 12, 31], { precision: 'year', isCirca })
  const month = Number(found[2])
  if (found[3] !== undefined) {
    const day = findDayNumber(year, month, Number(found[3]))
    return day === undefined ? undefined : { from: day, to: day, precision: 'day', isCirca }
  }
  if (month < 1 || month > 12) return undefined
  const lastDay = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()
  return toSpan([year, month, 1], [year, month, lastDay], { precision: 'month', isCirca })
}

type Day = readonly [year: number, month: number, day: number]

function toSpan(first: Day, last: Day, how: Pick<Period, 'precision' | 'isCirca'>): Period | undefined {
  const from = findDayNumber(...first)
  const to = findDayNumber(...last)
  return from === undefined || to === undefined ? undefined : { from, to, ...how }
}
