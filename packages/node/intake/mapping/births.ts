import type { SourceValue } from '@isthmus/connectors'
import type { MappingBirth } from '@isthmus/contract'
import type { DateHints } from '@isthmus/protocol/dates'
import { noteFault, type Reading } from './reading.ts'
import { edtfOf } from './source-date.ts'
import { choiceOf, textOf, textsOf } from './value.ts'
import { calendars } from './words.ts'

const field = 'births'
const yes = new Set(['true', 'yes', 'y', '1', 'circa', 'approximately'])

/** The dates of birth that one entry of the mapping finds in one item: whole dates, else a period, else parts. */
export function birthsOf(entry: MappingBirth, scope: SourceValue, reading: Reading): string[] {
  const calendar = choiceOf(entry.calendar, scope, { reading, field, words: calendars })
  const hints: DateHints = {
    ...(entry.order ? { order: entry.order } : {}),
    ...(calendar ? { calendar } : {}),
  }
  const isCirca = yes.has((textOf(entry.circa, scope, reading) ?? '').toLowerCase())
  const births = textsOf(entry.date, scope, reading).flatMap(
    (text) => edtfOf(text, field, { reading, hints }) ?? [],
  )
  if (births.length === 0)
    births.push(...(periodOf(entry, scope, { reading, hints }) ?? partsOf(entry, scope, { reading, hints })))
  return isCirca ? births.map(approximate) : births
}

type Context = { reading: Reading; hints: DateHints }

function periodOf(entry: MappingBirth, scope: SourceValue, context: Context): string[] | undefined {
  const from = textOf(entry.from, scope, context.reading)
  const to = textOf(entry.to, scope, context.reading)
  if (from === undefined && to === undefined) return undefined
  const [first, last] = [from ?? to, to ?? from].map((text) => edtfOf(text ?? '', field, context))
  if (!first || !last) return []
  if (first === last) return [first]
  if (first <= last && !first.includes('/') && !last.includes('/')) return [`${first}/${last}`]
  noteFault(context.reading, field, 'the period does not begin before it ends')
  return []
}

function partsOf(entry: MappingBirth, scope: SourceValue, context: Context): string[] {
  const [year, month, day] = [entry.year, entry.month, entry.day].map((part) =>
    textOf(part, scope, context.reading),
  )
  if (year === undefined) return []
  const parts = [year.padStart(4, '0')]
  if (month !== undefined && Number(month) !== 0) {
    parts.push(month.padStart(2, '0'))
    if (day !== undefined && Number(day) !== 0) parts.push(day.padStart(2, '0'))
  }
  const edtf = edtfOf(parts.join('-'), field, context)
  return edtf ? [edtf] : []
}

function approximate(edtf: string): string {
  return edtf.includes('/') || edtf.endsWith('~') ? edtf : `${edtf}~`
}
