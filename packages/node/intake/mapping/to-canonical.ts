import type { Rejected, SourceRecord } from '@isthmus/connectors'
import {
  hasShape,
  type IdentityClaim,
  type Mapping,
  type MappingRule,
  type Person,
  type Thing,
} from '@isthmus/contract'
import { claimsOf } from './claims.ts'
import { toCountry } from './country.ts'
import { scopesOf } from './readers.ts'
import { beginReading, type Fault, noteFault, type Reading } from './reading.ts'
import { edtfOf } from './source-date.ts'
import { choiceOf, isMet, textOf, textsOf } from './value.ts'
import { categories, identifierTypes } from './words.ts'

export type Canonical =
  | { person: Person; faults: Fault[] }
  | { thing: Thing; faults: Fault[] }
  | { skipped: true }
  | { rejected: Rejected }

/** What one record becomes under the mapping. Pure, and total: no record makes it throw. */
export function toCanonical(mapping: Mapping, record: SourceRecord): Canonical {
  const reading = beginReading(mapping, record.place)
  const rule = mapping.records.find((candidate) => isMet(candidate.when, record.value, reading))
  if (!rule)
    return reject(
      record,
      'the record meets the conditions of no rule',
      'add a rule for such records, or one with skip: true',
    )
  if (rule.skip) return { skipped: true }
  const reference = textOf(rule.reference, record.value, reading)
  if (!reference)
    return reject(record, 'the record has no reference', 'map `reference` to a field that every record has')
  if (reference.length > 300)
    return reject(record, 'the reference is longer than 300 characters', 'map `reference` to a shorter field')
  return rule.kind === 'person'
    ? toPerson({ mapping, rule, record, reference, reading })
    : toThing({ mapping, rule, record, reference, reading })
}

type Work = { mapping: Mapping; rule: MappingRule; record: SourceRecord; reference: string; reading: Reading }

function toPerson({ mapping, rule, record, reference, reading }: Work): Canonical {
  const claims = (rule.claims ?? []).flatMap((entry) => claimsOf(entry, record.value, reading)).slice(0, 100)
  if (claims.length === 0)
    return reject(record, 'the record has no name', 'map `names`, or skip records without a name')
  const asOf = asOfOf(rule, record, reading)
  const category =
    choiceOf(rule.category, record.value, { reading, field: 'category', words: categories }) ??
    mapping.source.category
  const person: Person = {
    kind: 'person',
    reference,
    ...(category ? { category } : {}),
    ...(asOf ? { asOf } : {}),
    claims: withPrimaryName(claims),
  }
  if (hasShape('Person', person)) return { person, faults: reading.faults }
  return reject(
    record,
    'the record does not become a person as the contract says',
    'compare the mapping with the preview of this record',
  )
}

/** Where the source does not say which name is the main one, the first one is. */
function withPrimaryName([main, ...others]: IdentityClaim[]): IdentityClaim[] {
  if (!main) return []
  const [first, ...rest] = main.names
  if (!first || first.kind === 'primary') return [main, ...others]
  return [{ ...main, names: [{ ...first, kind: 'primary' }, ...rest] }, ...others]
}

function toThing({ rule, record, reference, reading }: Work): Canonical {
  const names = distinct((rule.names ?? []).flatMap((value) => textsOf(value, record.value, reading)))
  const kept = names.filter((name) => name.length <= 1000).slice(0, 500)
  if (kept.length < names.length) noteFault(reading, 'names', 'there are too many names, or one is too long')
  if (kept.length === 0)
    return reject(record, 'the record has no name', 'map `names`, or skip records without a name')
  const asOf = asOfOf(rule, record, reading)
  const countries = distinct(
    (rule.countries ?? []).flatMap((value) => textsOf(value, record.value, reading)).map(toCountry),
  )
  const thing: Thing = {
    kind: rule.kind === undefined || rule.kind === 'person' ? 'organisation' : rule.kind,
    reference,
    ...(asOf ? { asOf } : {}),
    names: kept,
    identifiers: identifiersOf(rule, record, reading),
    ...(countries.length > 0
      ? { countries: countries.filter((country) => country.length <= 200).slice(0, 100) }
      : {}),
  }
  if (hasShape('Thing', thing)) return { thing, faults: reading.faults }
  return reject(
    record,
    'the record does not become a thing as the contract says',
    'compare the mapping with the preview of this record',
  )
}

function identifiersOf(rule: MappingRule, record: SourceRecord, reading: Reading): Thing['identifiers'] {
  const found = (rule.identifiers ?? []).flatMap((entry) =>
    scopesOf(entry.each, record.value, reading)
      .filter((scope) => isMet(entry.when, scope, reading))
      .flatMap((scope) => {
        const type =
          choiceOf(entry.type, scope, { reading, field: 'identifiers.type', words: identifierTypes }) ??
          'other'
        return textsOf(entry.number, scope, reading).map((number) => ({ type, number }))
      }),
  )
  return found.filter(({ number }) => number.length <= 200).slice(0, 200)
}

function asOfOf(rule: MappingRule, record: SourceRecord, reading: Reading): string | undefined {
  const text = textOf(rule.asOf, record.value, reading)
  return text === undefined ? undefined : edtfOf(text, 'asOf', { reading })
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts)]
}

function reject(record: SourceRecord, reason: string, remedy: string): Canonical {
  return { rejected: { place: record.place, reason, remedy } }
}
