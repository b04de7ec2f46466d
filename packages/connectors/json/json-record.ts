import type { SourceValue } from '../connector.ts'
import { limits } from '../limits.ts'
import { type SourceFields, setField } from '../source-value.ts'

/** `isBroken`: the text is no JSON at all, so that its end is a guess. */
export type JsonFault = { reason: string; remedy: string; isBroken?: boolean }

class Unfit extends Error {
  readonly fault: JsonFault

  constructor(reason: string, remedy: string) {
    super(reason)
    this.fault = { reason, remedy }
  }
}

const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g
const string = /"[^"\\]*(?:\\.[^"\\]*)*"/g
/** A number that JavaScript may write otherwise than the source did. */
const unusualNumber = /[:[,\s](?:-0|-?\d+[.eE]|-?\d{16})/

const broken = {
  reason: 'the record is not valid JSON',
  remedy: 'Correct it at its source, fetch the file again, or set lines and items as the file is.',
}

/** One record from its JSON text, numbers and booleans as their text; or why it is none. */
export function toJsonRecord(text: string): { value: SourceFields } | JsonFault {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return { ...broken, isBroken: true }
  }
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) {
    return {
      reason: 'the record is not an object',
      remedy: 'Set items to the list of records, or correct the record.',
    }
  }
  try {
    const tally = { strings: 0, numbers: 0, hasEscapes: text.includes('\\u') }
    const value = toFields(parsed, 0, tally)
    if (tally.strings !== countStrings(text)) {
      return {
        reason: 'a key appears twice in one object',
        remedy: 'Keep one of them: readers disagree on which one holds.',
      }
    }
    if (tally.numbers === 0 || !unusualNumber.test(text)) return { value }
    return { value: toFields(JSON.parse(toQuotedNumbers(text)), 0, tally) }
  } catch (error) {
    if (error instanceof Unfit) return error.fault
    throw error
  }
}

type Tally = { strings: number; numbers: number; hasEscapes: boolean }

/** The parsed object itself, with texts in the place of numbers and booleans. An own `__proto__` stays an own field. */
function toFields(object: object, depth: number, tally: Tally): SourceFields {
  verifyDepth(depth)
  const fields = object as SourceFields // becomes true within this function
  for (const name in object) {
    tally.strings += 1
    if (tally.hasEscapes) verifyText(name)
    const value: unknown = fields[name]
    if (typeof value === 'string') verifyString(value, tally)
    else if (value !== null) setField(fields, name, toSourceValue(value, depth + 1, tally))
  }
  return fields
}

function toSourceValue(value: unknown, depth: number, tally: Tally): SourceValue {
  if (typeof value === 'string') {
    verifyString(value, tally)
    return value
  }
  if (value === null) return null
  if (Array.isArray(value)) {
    verifyDepth(depth)
    return value.map((part) => toSourceValue(part, depth + 1, tally))
  }
  if (typeof value === 'object') return toFields(value, depth, tally)
  if (typeof value === 'number') tally.numbers += 1
  return String(value)
}

function verifyString(text: string, tally: Tally): void {
  tally.strings += 1
  if (tally.hasEscapes) verifyText(text)
  if (text.length > limits.field) {
    throw new Unfit('a text is longer than 1 MiB', 'No register needs such a field: correct the source.')
  }
}

function verifyDepth(depth: number): void {
  if (depth > limits.depth)
    throw new Unfit(`the record is nested deeper than ${limits.depth}`, 'Flatten it at its source.')
}

function verifyText(text: string): void {
  if (!text.isWellFormed())
    throw new Unfit('a text has half of a surrogate pair', 'Correct the \\u escapes at the source.')
  if (text.includes('\0')) throw new Unfit('a text has a NUL character', 'Remove \\u0000 at the source.')
}

/** JSON.parse keeps the last of two equal keys, and then the text has more strings than the value. */
function countStrings(text: string): number {
  if (text.includes('\\')) return text.match(string)?.length ?? 0
  let quotes = 0
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) quotes += 1
  return quotes / 2
}

/** Valid JSON with every number between quotes, as it was written. */
function toQuotedNumbers(text: string): string {
  return text.replace(stringOrNumber, (token) => (token.startsWith('"') ? token : `"${token}"`))
}
