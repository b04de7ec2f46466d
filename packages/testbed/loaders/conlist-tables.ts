import { parse } from 'csv-parse/sync'

/** One row of a table; keys are column names. */
export type TableRow = { [column: string]: string | number | null }

export type ConlistTables = {
  subject: TableRow[]
  name: TableRow[]
  birth: TableRow[]
  birth_place: TableRow[]
  nationality: TableRow[]
  document: TableRow[]
  address: TableRow[]
}

type ConlistRow = Record<string, string>

const nameColumns = ['Name 1', 'Name 2', 'Name 3', 'Name 4', 'Name 5', 'Name 6'] as const
const addressColumns = [
  'Address 1',
  'Address 2',
  'Address 3',
  'Address 4',
  'Address 5',
  'Address 6',
  'Post/Zip Code',
  'Country',
] as const

/**
 * The list has one row for every combination of name, birth and address. This takes it apart into tables in which each
 * thing is said once.
 */
export function toConlistTables(csv: string): ConlistTables {
  // The first line says when the list was last updated; the second names the columns.
  const rows: ConlistRow[] = parse(csv, { columns: true, from_line: 2, trim: true, bom: true })
  const groups = Map.groupBy(rows, (row) => row['Group ID'] ?? '')
  const tables: ConlistTables = {
    subject: [],
    name: [],
    birth: [],
    birth_place: [],
    nationality: [],
    document: [],
    address: [],
  }
  for (const [group, members] of groups) addSubject(tables, Number(group), members)
  return tables
}

function addSubject(tables: ConlistTables, subject_id: number, rows: ConlistRow[]): void {
  const first = (column: string) => rows.map((row) => row[column] ?? '').find((text) => text !== '') ?? null
  tables.subject.push({
    id: subject_id,
    group_type: first('Group Type'),
    regime: first('Regime'),
    listed_on: toIsoDay(first('Listed On')),
    last_updated: toIsoDay(first('Last Updated')),
    title: first('Title'),
    position: first('Position'),
    other_information: first('Other Information'),
  })
  const add = (table: keyof ConlistTables, made: TableRow[]) => {
    for (const row of made) tables[table].push({ id: tables[table].length + 1, subject_id, ...row })
  }
  add('name', distinct(rows.map(toName)))
  add('birth', distinct(rows.flatMap((row) => (row.DOB ? [{ date_of_birth: row.DOB }] : []))))
  add('birth_place', distinct(rows.flatMap((row) => toPlace(row['Town of Birth'], row['Country of Birth']))))
  add(
    'nationality',
    distinct(rows.flatMap((row) => (row.Nationality ? [{ nationality: row.Nationality }] : []))),
  )
  add('document', distinct(rows.flatMap(toDocuments)))
  add('address', distinct(rows.flatMap(toAddress)))
}

function toName(row: ConlistRow): TableRow {
  const parts = nameColumns.map((column, index) => [`name${index + 1}`, row[column] || null] as const)
  return { ...Object.fromEntries(parts), alias_type: row['Alias Type'] || null }
}

function toPlace(town: string | undefined, country: string | undefined): TableRow[] {
  return town || country ? [{ town: town || null, country: country || null }] : []
}

function toDocuments(row: ConlistRow): TableRow[] {
  const passport = row['Passport Details']
  const national = row['NI Number']
  return [
    ...(passport ? [{ document_type: 'passport', details: passport }] : []),
    ...(national ? [{ document_type: 'national identification', details: national }] : []),
  ]
}

function toAddress(row: ConlistRow): TableRow[] {
  const parts = addressColumns.map((column) => row[column] || null)
  if (parts.every((part) => part === null)) return []
  const [line1, line2, line3, line4, line5, line6, postcode, country] = parts
  const made = { line1, line2, line3, line4, line5, line6, postcode, country }
  return [Object.fromEntries(Object.entries(made).map(([column, part]) => [column, part ?? null]))]
}

function distinct(rows: TableRow[]): TableRow[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()]
}

function toIsoDay(text: string | null): string | null {
  const [day, month, year] = text?.split('/') ?? []
  return day && month && year ? `${year}-${month}-${day}` : null
}
