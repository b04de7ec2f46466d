import type { Person } from '@isthmus/contract'
import { type PlainPerson, toPerson } from './bench-person.ts'
import { findText, toRows } from './files.ts'

/** FEBRL 4: originals, and a corrupted copy of each. Undefined when a file is missing. */
export function readFebrl(folders: readonly string[]): { originals: Person[]; copies: Person[] } | undefined {
  const a = findText(folders, 'bench/febrl_dataset4a.csv')
  const b = findText(folders, 'bench/febrl_dataset4b.csv')
  if (a === undefined || b === undefined) return undefined
  return { originals: toFebrlPersons(a), copies: toFebrlPersons(b) }
}

/** Persons of a FEBRL file; all columns but the state. */
export function toFebrlPersons(text: string): Person[] {
  return toRows(text).map(toPlain).map(toPerson)
}

function toPlain(row: Record<string, string>): PlainPerson {
  const day = /^(\d{4})(\d{2})(\d{2})$/.exec(row.date_of_birth ?? '')
  return {
    id: row.rec_id ?? '',
    names: [`${row.given_name ?? ''} ${row.surname ?? ''}`],
    dob: day === null ? [] : [`${day[1]}-${day[2]}-${day[3]}`],
    docs: row.soc_sec_id ? [['other', row.soc_sec_id, '']] : [],
    places: [
      `${row.street_number ?? ''} ${row.address_1 ?? ''} ${row.address_2 ?? ''}`,
      `${row.suburb ?? ''} ${row.postcode ?? ''}`,
    ].filter((place) => place.trim() !== ''),
  }
}
