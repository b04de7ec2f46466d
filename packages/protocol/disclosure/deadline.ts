import { Temporal } from 'temporal-polyfill'

/** How long the holder has: hours of the clock on the wall of the universe, or days of the holder's calendar. */
export type Period = { hours: number } | { calendarDays: number }

const hourMs = 3_600_000

/**
 * The instant (milliseconds) at which a period that began at `from` is over. Calendar days end at the same local time
 * in `timeZone` (IANA name), so that a night in which clocks change is one day like any other; a local time that does
 * not exist ends later by what was left out. Nights, weekends and holidays count. Throws RangeError for an unknown zone.
 */
export function addPeriod(from: number, period: Period, timeZone: string): number {
  if ('hours' in period) return from + period.hours * hourMs
  return Temporal.Instant.fromEpochMilliseconds(from)
    .toZonedDateTimeISO(timeZone)
    .add({ days: period.calendarDays }).epochMilliseconds
}
