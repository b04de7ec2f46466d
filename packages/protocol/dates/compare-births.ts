import { findDayNumber, type Period, toYearMonthDay } from './edtf.ts'

export type BirthLevel =
  | 'exact'
  | 'year-only'
  | 'overlaps'
  | 'swapped-day-month'
  | 'off-by-one'
  | 'near'
  | 'differs'

/** How two births compare: `years` is the distance of the periods in years, 0 when they meet. */
export type BirthComparison = { readonly level: BirthLevel; readonly years: number }

const YEAR_DAYS = 365.25
/** How far, in years, a circa date may be off on either side. */
const CIRCA_YEARS = 3

/** How two births compare. Symmetric. */
export function compareBirths(a: Period, b: Period): BirthComparison {
  if (a.precision === 'day' && b.precision === 'day') return compareDays(a, b)
  const gap = Math.max(a.from - b.to, b.from - a.to)
  if (gap <= 0) return { level: toOverlap(a, b), years: 0 }
  const years = gap / YEAR_DAYS
  const slack = a.isCirca || b.isCirca ? CIRCA_YEARS : 0
  if (years <= slack) return { level: 'overlaps', years: 0 }
  return { level: years <= 2 + slack ? 'near' : 'differs', years }
}

function toOverlap(a: Period, b: Period): BirthLevel {
  const isWide = a.precision === 'range' || b.precision === 'range' || a.isCirca || b.isCirca
  if (a.from === b.from && a.to === b.to && a.precision === 'month') return 'exact'
  return isWide ? 'overlaps' : 'year-only'
}

function compareDays(a: Period, b: Period): BirthComparison {
  if (a.from === b.from) return { level: 'exact', years: 0 }
  const years = Math.abs(a.from - b.from) / YEAR_DAYS
  const first = toYearMonthDay(a.from)
  const second = toYearMonthDay(b.from)
  if (first.year === second.year && findDayNumber(first.year, first.day, first.month) === b.from)
    return { level: 'swapped-day-month', years: 0 }
  const differing = countDifferingDigits(first, second)
  if (differing === 1 || isSwap(first, second) || Math.abs(a.from - b.from) === 1)
    return { level: 'off-by-one', years }
  // 1 January stands for "that year" in many registers.
  if (first.year === second.year && (isNewYear(first) || isNewYear(second)))
    return { level: 'year-only', years: 0 }
  return { level: years <= 2 ? 'near' : 'differs', years }
}

function isNewYear(date: { month: number; day: number }): boolean {
  return date.month === 1 && date.day === 1
}

type Day = { year: number; month: number; day: number }

function countDifferingDigits(a: Day, b: Day): number {
  return (
    toDifferingDigits(a.year, b.year, 4) +
    toDifferingDigits(a.month, b.month, 2) +
    toDifferingDigits(a.day, b.day, 2)
  )
}

/** Two neighbouring digits of the year, the month or the day changed places, and nothing else differs. */
function isSwap(a: Day, b: Day): boolean {
  const left = toDigits(a)
  const right = toDigits(b)
  for (let at = 0; at + 1 < left.length; at++) {
    if (left.charAt(at) === right.charAt(at)) continue
    const swapped = left.slice(0, at) + left.charAt(at + 1) + left.charAt(at) + left.slice(at + 2)
    return swapped === right
  }
  return false
}

function toDigits({ year, month, day }: Day): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function toDifferingDigits(a: number, b: number, digits: number): number {
  let differing = 0
  let left = a
  let right = b
  for (let at = 0; at < digits; at++) {
    if (left % 10 !== right % 10) differing++
    left = Math.floor(left / 10)
    right = Math.floor(right / 10)
  }
  return differing
}
