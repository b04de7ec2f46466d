import { LogError } from './errors.ts'

const deepest = 64

/**
 * The JSON text of a value that everybody writes alike (RFC 8785): members in order of their UTF-16 units, no spaces,
 * numbers as ECMAScript writes them. A member that is undefined is left out, as JSON.stringify does.
 * Throws LogError NOT_JSON for what JSON cannot hold: functions, dates, NaN, half surrogate pairs, more than 64 levels.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0)
}

function write(value: unknown, depth: number): string {
  if (value === null || value === true || value === false) return String(value)
  if (typeof value === 'string') return writeText(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new LogError('NOT_JSON', 'a number that is not finite')
    return JSON.stringify(value)
  }
  if (typeof value !== 'object') throw new LogError('NOT_JSON', `a ${typeof value} has no JSON`)
  if (depth >= deepest) throw new LogError('NOT_JSON', `more than ${deepest} levels`)
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(',')}]`
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null)
    throw new LogError('NOT_JSON', 'an object of a class has no JSON')
  return writeMembers(Object.entries(value), depth)
}

function writeMembers(members: [string, unknown][], depth: number): string {
  const written = members
    .filter(([, value]) => value !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${writeText(name)}:${write(value, depth + 1)}`)
  return `{${written.join(',')}}`
}

function writeText(text: string): string {
  if (!text.isWellFormed()) throw new LogError('NOT_JSON', 'a text with half a surrogate pair')
  return JSON.stringify(text)
}
