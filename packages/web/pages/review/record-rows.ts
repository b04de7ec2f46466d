import type { IdentityDocument, Name, Person, Place } from '@isthmus/contract/types'

/** Fields of a record, in the order in which a reviewer compares them. */
export const recordFields = [
  'name',
  'alias',
  'birth',
  'birthPlace',
  'nationality',
  'sex',
  'document',
  'place',
  'category',
  'asOf',
] as const

export type RecordField = (typeof recordFields)[number]

/** The values of a record, each once, by field; all its claims together, in their order. */
export function toRecordValues(person: Person): Record<RecordField, string[]> {
  const { claims } = person
  const names = claims.flatMap((claim) => claim.names)
  return {
    name: toUnique(names.filter(({ kind }) => kind === 'primary').map(toNameText)),
    alias: toUnique(names.filter(({ kind }) => kind !== 'primary').map(toNameText)),
    birth: toUnique(claims.flatMap(({ births }) => births)),
    birthPlace: toUnique(claims.flatMap(({ birthPlaces }) => birthPlaces.map(toPlaceText))),
    nationality: toUnique(claims.flatMap(({ nationalities }) => nationalities)),
    sex: toUnique(claims.flatMap(({ sex }) => sex ?? [])),
    document: toUnique(claims.flatMap(({ documents }) => documents.map(toDocumentText))),
    place: toUnique(claims.flatMap(({ places }) => places.map(toPlaceText))),
    category: person.category === undefined ? [] : [person.category],
    asOf: person.asOf === undefined ? [] : [person.asOf],
  }
}

function toNameText({ full, title, given, middle, patronymic, family }: Name): string {
  const parts = [title, given, middle, patronymic, family].filter(Boolean).join(' ')
  return family === undefined && given === undefined ? (full ?? '') : parts
}

function toPlaceText({ text, city, region, country }: Place): string {
  return text ?? [city, region, country].filter(Boolean).join(', ')
}

function toDocumentText({ number, country, authenticity }: IdentityDocument): string {
  const doubt = authenticity === 'doubtful' || authenticity === 'false' ? ' (?)' : ''
  return `${[number, country].filter(Boolean).join(' · ')}${doubt}`
}

function toUnique(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => value !== ''))]
}
