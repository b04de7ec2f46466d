import type { SourceDescription } from '@isthmus/connectors'
import { IntakeError } from '../errors.ts'
import type { MappingText } from './parse-mapping.ts'
import { partsOf } from './paths.ts'
import { fieldsNamedIn, type NamedField } from './paths-of-mapping.ts'

/** Kinds whose fields are all known before a record is read; of the others only the first records are. */
const kindsWithSchema = new Set(['postgres', 'mysql', 'sqlite', 'csv'])

/**
 * Asserts that the source has every field that the mapping names. In a source without a schema a field may be so rare
 * that the first records lack it: there, only a name that is nearly an existing one is taken for a mistake.
 * @throws IntakeError MAPPING_NAMES_MISSING_FIELD with the field, its line in the mapping and the nearest name there is.
 */
export function assertFits(
  { mapping, lineOf }: MappingText,
  description: SourceDescription,
  kind: string,
): void {
  const known = knownFields(description)
  for (const named of fieldsNamedIn(mapping)) {
    if (isThere(named, known)) continue
    const name = named.field.join('.')
    const nearest = nearestTo(name, [...known])
    if (!kindsWithSchema.has(kind) && !isSlip(name, nearest)) continue
    throw new IntakeError(
      'MAPPING_NAMES_MISSING_FIELD',
      `line ${lineOf(named.at) ?? 1}: the source has no field ${name}`,
      {
        remedy: nearest
          ? `the nearest field is ${nearest}; correct the name in the mapping`
          : 'correct the name in the mapping',
      },
    )
  }
}

function isThere(named: NamedField, known: ReadonlySet<string>): boolean {
  const name = named.field.join('.')
  if (named.read.includes(named.own)) return true
  return (
    name === '' ||
    known.has(name) ||
    (named.field.at(-1) === '#text' && known.has(named.field.slice(0, -1).join('.')))
  )
}

/** Every described field and everything on the way to it. */
function knownFields(description: SourceDescription): Set<string> {
  const known = new Set<string>()
  for (const { path } of description.fields) {
    const parts = partsOf(path)
    for (let length = 1; length <= parts.length; length++) known.add(parts.slice(0, length).join('.'))
  }
  return known
}

function isSlip(name: string, nearest: string | undefined): boolean {
  if (nearest === undefined) return false
  const allowed = name.length >= 8 ? 2 : name.length >= 5 ? 1 : 0
  return distanceBetween(name.toLowerCase(), nearest.toLowerCase()) <= allowed
}

function nearestTo(name: string, known: readonly string[]): string | undefined {
  const wanted = name.toLowerCase()
  let nearest: string | undefined
  let least = Math.max(3, Math.ceil(name.length / 2))
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) > least) continue
    const distance = distanceBetween(wanted, candidate.toLowerCase())
    if (distance < least) [nearest, least] = [candidate, distance]
  }
  return nearest
}

/** Insertions, removals, replacements and swaps of neighbours between two short names. */
function distanceBetween(left: string, right: string): number {
  let older: number[] = []
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let row = 1; row <= left.length; row++) {
    const current = [row]
    for (let column = 1; column <= right.length; column++) {
      const cost = left[row - 1] === right[column - 1] ? 0 : 1
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
      current[column] = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + cost,
        swapped ? (older[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    ;[older, previous] = [previous, current]
  }
  return previous[right.length] ?? 0
}
