import type { Mapping, MappingChoice, MappingClaim, MappingEach, MappingRule } from '@isthmus/contract'
import {
  authenticities,
  calendars,
  categories,
  documentTypes,
  identifierTypes,
  nameKinds,
  nameQualities,
} from './words.ts'

export type Objection = { at: (string | number)[]; reason: string; remedy: string }

type At = (string | number)[]

const choices: Readonly<Record<string, readonly string[]>> = {
  'names.kind': nameKinds,
  'names.quality': nameQualities,
  'documents.type': documentTypes,
  'documents.authenticity': authenticities,
  'identifiers.type': identifierTypes,
  'births.calendar': calendars,
  category: categories,
}

/** What a mapping of the right shape still gets wrong, in the order of the text. */
export function objectionsTo(mapping: Mapping): Objection[] {
  return mapping.records.flatMap((rule, index) => [
    ...inRule(rule, ['records', index]),
    ...inValues(rule, ['records', index]),
  ])
}

function inRule(rule: MappingRule, at: At): Objection[] {
  if (rule.skip)
    return rule.kind ? [objection(at, 'a rule with skip makes nothing', 'take `skip` or `kind` away')] : []
  if (!rule.kind)
    return [
      objection(at, 'the rule does not say what the records become', 'add `kind: person`, or `skip: true`'),
    ]
  const needed =
    rule.kind === 'person' ? (['reference', 'claims'] as const) : (['reference', 'names'] as const)
  const missing = needed.filter((name) => rule[name] === undefined)
  const claims = (rule.claims ?? []).flatMap((claim, index) => inClaim(claim, [...at, 'claims', index]))
  return [
    ...missing.map((name) => objection(at, `a rule of kind ${rule.kind} needs ${name}`, `add \`${name}\``)),
    ...inChoice('category', rule.category, [...at, 'category']),
    ...claims,
    ...(rule.identifiers ?? []).flatMap((entry, index) =>
      inChoice('identifiers.type', entry.type, [...at, 'identifiers', index, 'type']),
    ),
  ]
}

function inClaim(claim: MappingClaim, at: At): Objection[] {
  return [
    ...claim.names.flatMap((name, index) => {
      const here = [...at, 'names', index]
      const isEmpty = name.full === undefined && name.family === undefined && name.given === undefined
      return [
        ...(isEmpty
          ? [objection(here, 'the name has none of full, family and given', 'add one of them')]
          : []),
        ...inChoice('names.kind', name.kind, [...here, 'kind']),
        ...inChoice('names.quality', name.quality, [...here, 'quality']),
      ]
    }),
    ...(claim.births ?? []).flatMap((birth, index) =>
      inChoice('births.calendar', birth.calendar, [...at, 'births', index, 'calendar']),
    ),
    ...(claim.documents ?? []).flatMap((document, index) => [
      ...inChoice('documents.type', document.type, [...at, 'documents', index, 'type']),
      ...inChoice('documents.authenticity', document.authenticity, [
        ...at,
        'documents',
        index,
        'authenticity',
      ]),
    ]),
  ]
}

function inChoice(name: string, choice: MappingChoice | undefined, at: At): Objection[] {
  if (choice === undefined) return []
  const words = choices[name] ?? []
  const given =
    typeof choice === 'string'
      ? [choice]
      : [...Object.values(choice.map ?? {}), ...(choice.otherwise ? [choice.otherwise] : [])]
  if (given.every((word) => !word || words.includes(word))) return []
  return [
    objection(
      at,
      `the word is none of ${words.join(', ')}`,
      'choose one of them, or map the words of the source to them',
    ),
  ]
}

/** Values and `each` wherever they stand: exactly one origin, and labels where labels are read. */
function inValues(part: unknown, at: At): Objection[] {
  if (Array.isArray(part)) return part.flatMap((item, index) => inValues(item, [...at, index]))
  if (typeof part !== 'object' || part === null) return []
  const inner = Object.entries(part).flatMap(([name, value]) =>
    name === 'map' ? [] : inValues(value, [...at, name]),
  )
  return [...inOrigin(part, at), ...inEach(part, at), ...inner]
}

function inOrigin(part: object, at: At): Objection[] {
  const isValue =
    'constant' in part || 'join' in part || 'transform' in part || 'map' in part || 'otherwise' in part
  if (!isValue) return []
  const origins = ['path', 'constant', 'join'].filter((name) => name in part)
  if (origins.length === 1) return []
  return [objection(at, 'a value comes from exactly one of path, constant and join', 'keep one of them')]
}

function inEach(part: object, at: At): Objection[] {
  const { read, labels } = part as Exclude<MappingEach, string>
  if (!Array.isArray(read)) return []
  const wantsLabels = read.includes('labelled-remarks')
  if (wantsLabels === (labels !== undefined)) return []
  return [
    objection(at, 'labels go with the reader labelled-remarks, and only with it', 'add or remove `labels`'),
  ]
}

function objection(at: At, reason: string, remedy: string): Objection {
  return { at, reason, remedy }
}
