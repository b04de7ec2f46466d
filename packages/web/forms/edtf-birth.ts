const yearMonthDay = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/
const dayMonthYear = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/

/**
 * A typed birth date as EDTF level 1: YYYY, YYYY-MM, YYYY-MM-DD, DD.MM.YYYY, DD/MM/YYYY or a range of the first three with
 * a slash. `~` is put behind each end when the date is approximate. Undefined when no such day exists.
 */
export function findEdtfBirth(typed: string, isApproximate: boolean): string | undefined {
  const text = typed.trim()
  const single = findDay(text)
  if (single !== undefined) return mark(single, isApproximate)
  const ends = text.split('/').map((end) => findDay(end.trim()))
  const [from, to] = ends
  if (ends.length !== 2 || from === undefined || to === undefined || from > to) return undefined
  return `${mark(from, isApproximate)}/${mark(to, isApproximate)}`
}

function findDay(text: string): string | undefined {
  const named = text.replace(/~$/, '')
  const tail = named === text ? '' : '~'
  const iso = yearMonthDay.exec(named)
  if (iso) return toDay(iso[1], iso[2], iso[3], tail)
  const european = dayMonthYear.exec(named)
  return european ? toDay(european[3], european[2], european[1], tail) : undefined
}

function toDay(year = '', month = '', day = '', tail = ''): string | undefined {
  if (Number(year) < 1000) return undefined
  if (month === '') return `${year}${tail}`
  const isoMonth = month.padStart(2, '0')
  if (Number(month) < 1 || Number(month) > 12) return undefined
  if (day === '') return `${year}-${isoMonth}${tail}`
  const iso = `${year}-${isoMonth}-${day.padStart(2, '0')}`
  const time = new Date(`${iso}T00:00:00Z`)
  const exists = !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso)
  return exists ? `${iso}${tail}` : undefined
}

function mark(day: string, isApproximate: boolean): string {
  return isApproximate && !day.endsWith('~') ? `${day}~` : day
}
