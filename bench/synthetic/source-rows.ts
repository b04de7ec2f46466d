import type { SyntheticName, SyntheticPerson } from './population.ts'

export const personColumns = [
  'reference',
  'family',
  'given',
  'birth',
  'sex',
  'nationality',
  'place',
  'document_number',
  'document_country',
  'as_of',
] as const

export const aliasColumns = ['reference', 'family', 'given', 'quality'] as const

export type PersonRow = Record<(typeof personColumns)[number], string | null>

export function toPersonRow(person: SyntheticPerson): PersonRow {
  return {
    reference: person.reference,
    family: person.primary.family,
    given: person.primary.given,
    birth: toSourceDate(person.birth),
    sex: person.sex === 'female' ? 'F' : 'M',
    nationality: person.nationality,
    place: person.place,
    document_number: person.document?.number ?? null,
    document_country: person.document?.country ?? null,
    as_of: person.asOf,
  }
}

/** As registers write it: "circa 1962" for an approximate year. */
function toSourceDate(birth: string | undefined): string | null {
  if (birth === undefined) return null
  return birth.endsWith('~') ? `circa ${birth.slice(0, -1)}` : birth
}

export function toCsvLine(values: readonly (string | null)[]): string {
  return `${values.map((value) => (value && /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : (value ?? ''))).join(',')}\n`
}

export function toJsonLine(person: SyntheticPerson): string {
  return `${JSON.stringify({ ...toPersonRow(person), alias: person.aliases })}\n`
}

export function toXmlElement(person: SyntheticPerson): string {
  const fields = Object.entries(toPersonRow(person)).filter(([, value]) => value !== null)
  const aliases = person.aliases.map(toXmlAlias).join('')
  return `  <person>${fields.map(([name, value]) => toXmlField(name, value ?? '')).join('')}${aliases}</person>\n`
}

function toXmlAlias({ family, given, quality }: SyntheticName & { quality: string }): string {
  return `<alias>${toXmlField('family', family)}${toXmlField('given', given)}${toXmlField('quality', quality)}</alias>`
}

function toXmlField(name: string, value: string): string {
  return `<${name}>${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</${name}>`
}
