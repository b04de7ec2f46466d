import type { Mapping, MappingClaim, MappingEach, MappingRule, MappingValue } from '@isthmus/contract'
import { partsOf } from './paths.ts'
import { readerFields } from './readers.ts'

/**
 * One place of the mapping that names a field. `field` is the whole path from the record on, as names; `at` leads to the
 * place in the YAML. `read` is the list of fields that a reader adds to the item.
 */
export type NamedField = { field: string[]; own: string; at: (string | number)[]; read: readonly string[] }

type Base = { path: string[]; read: readonly string[] }
type At = (string | number)[]

/** Every field that a mapping names, with the place where it names it. */
export function fieldsNamedIn(mapping: Mapping): NamedField[] {
  return mapping.records.flatMap((rule, index) => inRule(rule, ['records', index]))
}

function inRule(rule: MappingRule, at: At): NamedField[] {
  const { claims, identifiers, ...values } = rule
  const base: Base = { path: [], read: [] }
  return [
    ...inEntry(values, base, at),
    ...(claims ?? []).flatMap((claim, index) => inClaim(claim, base, [...at, 'claims', index])),
    ...(identifiers ?? []).flatMap((entry, index) => inEntry(entry, base, [...at, 'identifiers', index])),
  ]
}

function inClaim(claim: MappingClaim, base: Base, at: At): NamedField[] {
  const { each, when, sex, ...lists } = claim
  const inner = each === undefined ? base : itemBase(each, base)
  const own = inEntry({ ...(when ? { when } : {}), ...(sex ? { sex } : {}) }, inner, at)
  const nested = Object.entries(lists).flatMap(([list, entries]) =>
    entries.flatMap((entry, index) => inEntry(entry, inner, [...at, list, index])),
  )
  return [...(each === undefined ? [] : namedIn(each, base, [...at, 'each'])), ...own, ...nested]
}

/** An entry is a set of values and choices, with an optional `each` and `when` before them. */
function inEntry(entry: object, base: Base, at: At): NamedField[] {
  const { each, when, ...values } = entry as { each?: MappingEach; when?: { path: string }[] } & Record<
    string,
    unknown
  >
  const inner = each === undefined ? base : itemBase(each, base)
  return [
    ...(each === undefined ? [] : namedIn(each, base, [...at, 'each'])),
    ...(when ?? []).map((condition, index) => named(condition.path, inner, [...at, 'when', index, 'path'])),
    ...Object.entries(values).flatMap(([name, value]) =>
      inValue(name, value, { base: inner, at: [...at, name] }),
    ),
  ]
}

const constants = new Set([
  'kind',
  'quality',
  'type',
  'authenticity',
  'category',
  'calendar',
  'order',
  'skip',
])

function inValue(name: string, value: unknown, { base, at }: { base: Base; at: At }): NamedField[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) => inValue(name, item, { base, at: [...at, index] }))
  if (typeof value === 'string') return constants.has(name) ? [] : [named(value, base, at)]
  if (typeof value !== 'object' || value === null) return []
  const { path, join } = value as Exclude<MappingValue, string>
  return [
    ...(path === undefined ? [] : [named(path, base, [...at, 'path'])]),
    ...(join ?? []).flatMap((part, index) => inValue('join', part, { base, at: [...at, 'join', index] })),
  ]
}

function namedIn(each: MappingEach, base: Base, at: At): NamedField[] {
  if (typeof each === 'string') return [named(each, base, at)]
  const item: Base = { path: pathFrom(base, each.path), read: base.read }
  return [
    named(each.path, base, [...at, 'path']),
    ...(each.text === undefined ? [] : [named(each.text, item, [...at, 'text'])]),
  ]
}

function named(path: string, base: Base, at: At): NamedField {
  return {
    field: pathFrom(base, path),
    own: path === '.' ? '' : partsOf(path).join('.'),
    at,
    read: base.read,
  }
}

function itemBase(each: MappingEach, base: Base): Base {
  if (typeof each === 'string') return { ...base, path: pathFrom(base, each) }
  return {
    path: pathFrom(base, each.path),
    read: each.read ? ['text', ...each.read.flatMap((reader) => readerFields[reader])] : base.read,
  }
}

function pathFrom(base: Base, path: string): string[] {
  return path === '.' ? base.path : [...base.path, ...partsOf(path)]
}
