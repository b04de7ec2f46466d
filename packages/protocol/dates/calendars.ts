import { findDayNumber } from './edtf.ts'

export type Calendar = 'gregorian' | 'solar-hijri' | 'lunar-hijri'

// Years in which the 33-year rhythm of leap years breaks (Birashk), enough for 1 to 3177 AP.
const BREAKS = [
  -61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178,
]
const ISLAMIC_EPOCH = -492_148

/** Days since 1970-01-01 of a day of the Solar Hijri (Persian, Afghan) calendar; undefined when there is no such day. */
export function findSolarHijriDay(year: number, month: number, day: number): number | undefined {
  const longest = month <= 6 ? 31 : 30
  if (year < 1 || year > 3000 || month < 1 || month > 12 || day < 1 || day > longest) return undefined
  const start = toNowruz(year)
  const found = start + (month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30) + day - 1
  return found < toNowruz(year + 1) ? found : undefined
}

/** Days since 1970-01-01 of a day of the tabular lunar Hijri calendar; true to about a day. */
export function findLunarHijriDay(year: number, month: number, day: number): number | undefined {
  if (year < 1 || year > 2000 || month < 1 || month > 12 || day < 1 || day > 30) return undefined
  const before = (year - 1) * 354 + Math.floor((3 + 11 * year) / 30)
  return ISLAMIC_EPOCH + before + Math.ceil(29.5 * (month - 1)) + day - 1
}

/** The day number on which a Solar Hijri year begins (20 or 21 March). */
function toNowruz(year: number): number {
  const gregorian = year + 621
  let leaps = -14
  let last = BREAKS[0] ?? 0
  let jump = 0
  for (const next of BREAKS.slice(1)) {
    jump = next - last
    if (year < next) break
    leaps += Math.floor(jump / 33) * 8 + Math.floor((jump % 33) / 4)
    last = next
  }
  const since = year - last
  leaps += Math.floor(since / 33) * 8 + Math.floor(((since % 33) + 3) / 4)
  if (jump % 33 === 4 && jump - since === 4) leaps += 1
  const gregorianLeaps =
    Math.floor(gregorian / 4) - Math.floor(((Math.floor(gregorian / 100) + 1) * 3) / 4) - 150
  return findDayNumber(gregorian, 3, 20 + leaps - gregorianLeaps) ?? 0
}
