import type { DescribedField, SourceDescription } from '@isthmus/connectors'
import type { Mapping, MappingClaim, MappingRule } from '@isthmus/contract'
import { stringify } from 'yaml'
import { type FieldRole, findRole } from './field-words.ts'
import { partsOf } from './paths.ts'

/** Where the list of a field begins and which role its name suggests. */
type Candidate = { field: DescribedField; list: string; inner: string; role: FieldRole | undefined }

/** What only the owner of the source can say. A mapping that still holds it has not been reviewed. */
export const placeholders = {
  title: 'Title of the source, as officers know it',
  contact: 'Whom to ask about a hit',
} as const

const remarks = [
  '# Proposed from the names of the fields. The owner of the source reviews every line.',
  '# It answers nobody until source.answers names purposes and modes.',
]

/**
 * A first mapping, guessed from the names of the fields, in YAML that parses. It is a draft for the owner of the source:
 * nothing in it has been checked against the values.
 */
export function proposeMapping(
  description: SourceDescription,
  connector: { kind: string } & Record<string, unknown>,
): string {
  const candidates = description.fields.map(toCandidate)
  const mapping: Mapping = {
    mapping: 1,
    source: {
      id: idFor(connector),
      title: placeholders.title,
      description: 'What the source holds, who keeps it and why.',
      regime: 'LED',
      contact: placeholders.contact,
    },
    records: [toRule(candidates, description)],
  }
  return `${remarks.join('\n')}\n${stringify(mapping, { lineWidth: 110 })}`
}

function toCandidate(field: DescribedField): Candidate {
  const cut = field.path.lastIndexOf('[].')
  const list = cut < 0 ? '' : field.path.slice(0, cut + 2)
  const inner = cut < 0 ? field.path : field.path.slice(cut + 3)
  const names = partsOf(field.path).filter((part) => part !== '#text')
  const role = findRole(names.at(-1) ?? '') ?? findRole(names.slice(-2).join(' '))
  return {
    field,
    list,
    inner,
    role: ['VALUE', 'value'].includes(names.at(-1) ?? '') ? findRole(names.at(-2) ?? '') : role,
  }
}

function toRule(candidates: Candidate[], description: SourceDescription): MappingRule {
  const asOf = pathOf(candidates, 'asOf')
  return {
    kind: 'person',
    reference: referenceFor(candidates, description),
    ...(asOf ? { asOf } : {}),
    claims: [toClaim(candidates)],
  }
}

/**
 * A unique field called like a reference, else any called like one (its doubles will be counted), else a unique field
 * whose name suggests nothing: a hit names the reference, so it must be no document number.
 */
function referenceFor(candidates: Candidate[], { keyCandidates }: SourceDescription): string {
  const keys = candidates.filter(({ field }) => keyCandidates.includes(field.path))
  const chosen =
    keys.find(({ role }) => role === 'reference') ??
    candidates.find(({ role }) => role === 'reference') ??
    keys.find(({ role }) => role === undefined)
  return (chosen ?? candidates[0])?.field.path ?? 'id'
}

function toClaim(candidates: Candidate[]): MappingClaim {
  const one = (role: FieldRole) =>
    candidates.filter((candidate) => candidate.role === role).map(({ field }) => field.path)
  const sex = one('sex')[0]
  const births = one('birth').map((date) => ({ date }))
  const birthPlaces = grouped(candidates, ['birthPlace', 'birthCountry']).map((group) => ({
    ...eachOf(group),
    ...values(group, { birthPlace: 'city', birthCountry: 'country' }),
  }))
  const nationalities = one('nationality').map((country) => ({ country }))
  const places = grouped(candidates, ['address', 'city', 'country']).map((group) => ({
    ...eachOf(group),
    ...values(group, { address: 'text', city: 'city', country: 'country' }),
  }))
  const documents = documentsIn(candidates)
  return {
    names: namesIn(candidates),
    ...(births.length > 0 ? { births } : {}),
    ...(birthPlaces.length > 0 ? { birthPlaces } : {}),
    ...(nationalities.length > 0 ? { nationalities } : {}),
    ...(places.length > 0 ? { places } : {}),
    ...(documents.length > 0 ? { documents } : {}),
    ...(sex ? { sex } : {}),
  }
}

function namesIn(candidates: Candidate[]): MappingClaim['names'] {
  const parts = ['full', 'family', 'given', 'middle', 'patronymic', 'title'] as const
  const groups = grouped(candidates, parts).filter((group) =>
    group.some(({ role }) => role === 'full' || role === 'family' || role === 'given'),
  )
  const names: MappingClaim['names'] = groups.map((group, index) => ({
    ...eachOf(group),
    ...values(group, Object.fromEntries(parts.map((part) => [part, part]))),
    kind: index === 0 ? ('primary' as const) : ('alias' as const),
  }))
  for (const { field } of candidates.filter(({ role }) => role === 'alias'))
    names.push({ full: field.path, kind: 'alias' })
  if (names.length > 0) return names
  const guess = candidates.find(({ field }) => field.type === 'text') ?? candidates[0]
  return [{ full: guess?.field.path ?? 'name', kind: 'primary' }]
}

function documentsIn(candidates: Candidate[]): NonNullable<MappingClaim['documents']> {
  const numbers = candidates.filter(({ role }) => role === 'passport' || role === 'documentNumber')
  return numbers.map((number) => {
    const country = candidates.find(({ role, list }) => role === 'documentCountry' && list === number.list)
    return {
      ...eachOf([number]),
      type: number.role === 'passport' ? ('passport' as const) : ('other' as const),
      number: number.inner,
      ...(country ? { country: country.inner } : {}),
    }
  })
}

/** Candidates of these roles, those of one list together. */
function grouped(candidates: Candidate[], roles: readonly FieldRole[]): Candidate[][] {
  const groups = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    if (!candidate.role || !roles.includes(candidate.role)) continue
    groups.set(candidate.list, [...(groups.get(candidate.list) ?? []), candidate])
  }
  return [...groups.values()]
}

function eachOf([first]: Candidate[]): { each?: string } {
  return first?.list ? { each: first.list } : {}
}

function values(group: Candidate[], fieldOf: Partial<Record<FieldRole, string>>): Record<string, string> {
  const found: Record<string, string> = {}
  for (const { role, inner } of group) {
    const field = role && fieldOf[role]
    if (field) found[field] ??= inner
  }
  return found
}

function pathOf(candidates: Candidate[], role: FieldRole): string | undefined {
  return candidates.find((candidate) => candidate.role === role)?.field.path
}

function idFor(connector: Record<string, unknown>): string {
  const named = [connector.file, connector.table, connector.root, connector.kind].find(
    (name) => typeof name === 'string',
  )
  const last = String(named).split(/[\\/]/u).at(-1) ?? ''
  const id = last
    .toLowerCase()
    .replace(/(?:\.(?:xml|csv|jsonl?|gz|sqlite|db))+$/u, '')
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, 64)
  return id.length >= 2 ? id : 'new-source'
}
