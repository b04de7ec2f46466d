import type { IdentityClaim, Name, Person, SourcePreview, Thing } from '@isthmus/contract'
import { hasShape } from '@isthmus/contract'
import { toPlainLines, toSafeJson } from './plain-text.ts'
import { type Column, toTable } from './table.ts'
import type { Terminal } from './terminal.ts'

const fieldColumns: Column<SourcePreview['fields'][number]>[] = [
  { title: 'field', cell: (row) => row.path },
  { title: 'type', cell: (row) => row.type },
  { title: 'repeats', cell: (row) => (row.repeats ? 'yes' : '') },
  { title: 'records that have it', cell: (row) => toShare(row.share), align: 'right' },
]

const personColumns: Column<Person>[] = [
  { title: 'reference', cell: (row) => row.reference, most: 24 },
  { title: 'name', cell: (row) => toName(row.claims[0]?.names[0]), most: 36 },
  { title: 'names', cell: (row) => total(row, (claim) => claim.names.length), align: 'right' },
  { title: 'birth', cell: (row) => first(row, (claim) => claim.births[0]) },
  { title: 'nationality', cell: (row) => first(row, (claim) => claim.nationalities[0]) },
  {
    title: 'places',
    cell: (row) => total(row, (claim) => claim.places.length + claim.birthPlaces.length),
    align: 'right',
  },
  { title: 'documents', cell: (row) => total(row, (claim) => claim.documents.length), align: 'right' },
  { title: 'category', cell: (row) => row.category },
  { title: 'as of', cell: (row) => row.asOf },
]

const thingColumns: Column<Thing>[] = [
  { title: 'reference', cell: (row) => row.reference, most: 24 },
  { title: 'kind', cell: (row) => row.kind },
  { title: 'name', cell: (row) => row.names[0], most: 50 },
  { title: 'identifiers', cell: (row) => row.identifiers.length, align: 'right' },
  { title: 'as of', cell: (row) => row.asOf },
]

/** Fields, mapping, up to twenty mapped records, and what was rejected. */
export function showPreview(preview: SourcePreview, { out, style, width }: Terminal): void {
  const persons = preview.records.filter((record): record is Person & Record<string, unknown> =>
    hasShape('Person', record),
  )
  const things = preview.records.filter((record): record is Thing & Record<string, unknown> =>
    hasShape('Thing', record),
  )
  const others = preview.records.filter((record) => !hasShape('Person', record) && !hasShape('Thing', record))
  out(style('bold', 'Fields of the source'))
  out(toTable(fieldColumns, preview.fields, width))
  out('')
  out(style('bold', 'Mapping'))
  out(toPlainLines(preview.mapping))
  out('')
  out(style('bold', `The first ${preview.records.length} records under this mapping`))
  if (persons.length > 0) out(toTable(personColumns, persons, width))
  if (things.length > 0) out(toTable(thingColumns, things, width))
  for (const record of others) out(toSafeJson(record))
  if (preview.rejections.length === 0) return
  out('')
  out(style('bold', 'Rejected'))
  out(
    toTable(
      [
        { title: 'place', cell: (row) => row.place, most: 40 },
        { title: 'reason', cell: (row) => row.reason, most: 70 },
        { title: 'remedy', cell: (row) => row.remedy, most: 50 },
      ],
      preview.rejections,
      width,
    ),
  )
}

function toName(name: Name | undefined): string {
  if (!name) return ''
  return name.full ?? [name.given, name.middle, name.patronymic, name.family].filter(Boolean).join(' ')
}

function total(person: Person, count: (claim: IdentityClaim) => number): number {
  return person.claims.reduce((sum, claim) => sum + count(claim), 0)
}

function first(person: Person, find: (claim: IdentityClaim) => string | undefined): string | undefined {
  for (const claim of person.claims) {
    const found = find(claim)
    if (found !== undefined) return found
  }
  return undefined
}

function toShare(share: number | undefined): string {
  return share === undefined ? '' : `${Math.round(share * 100)} %`
}
