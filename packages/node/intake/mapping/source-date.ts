import { type DateHints, parseSourceDate } from '@isthmus/protocol/dates'
import { noteFault, type Reading } from './reading.ts'

/** The date in EDTF; an empty text is no date, any other text that is none is a fault of the field. */
export function edtfOf(
  text: string,
  field: string,
  context: { reading: Reading; hints?: DateHints },
): string | undefined {
  const parsed = parseSourceDate(text, { ...context.reading.dates, ...context.hints })
  if (parsed.edtf !== undefined) return parsed.edtf
  // The numbers of a date are values of the person.
  const reason = parsed.reason.replaceAll(/\b(month|day) \d+/gu, '$1')
  if (reason !== 'the date is empty') noteFault(context.reading, field, reason)
  return undefined
}
