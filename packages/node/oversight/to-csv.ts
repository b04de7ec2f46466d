import type { OversightAct } from '@isthmus/contract'

const columns = [
  'id',
  'at',
  'event',
  'operation',
  'pseudonym',
  'role',
  'unit',
  'organisation',
  'counterpart',
  'purpose',
  'legalBasis',
  'caseReference',
  'outcome',
  'reason',
  'subjects',
  'watched',
  'correlationId',
] as const satisfies readonly (keyof OversightAct)[]

/** First line of the table (RFC 4180), with its line end. */
export const csvHead = `${columns.join(',')}\r\n`

export function toCsvLine(act: OversightAct): string {
  return `${columns.map((column) => toField(act[column])).join(',')}\r\n`
}

/** A case reference is what somebody typed: what a spreadsheet would take for a formula is made text. */
function toField(value: string | number | undefined): string {
  if (value === undefined) return ''
  const text = String(value)
  const safe = /^[\s\p{C}]*[=+\-@＝＋－＠|%]/u.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
