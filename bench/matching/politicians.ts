import type { Person } from '@isthmus/contract'
import { toPerson } from './bench-person.ts'
import { findText, toObjects, toRows } from './files.ts'
import { KeyIndex } from './key-index.ts'

type Politician = {
  id: string
  birth_date?: string | null
  names: { name: string; script: string }[]
}

/** One name of a politician in a script other than Latin; `id` is who is meant. */
export type PoliticianQuery = { id: string; script: string; name: string; birth: string | undefined }

export type Politicians = { index: KeyIndex; queries: readonly PoliticianQuery[] }

const read = new Map<string, Politicians | undefined>()

/**
 * Office holders with Latin names (with single-script background), and their names in other scripts as questions. Read
 * once. Undefined when a file is missing.
 */
export function findPoliticians(folders: readonly string[]): Politicians | undefined {
  const key = folders.join('\0')
  if (!read.has(key)) read.set(key, readPoliticians(folders))
  return read.get(key)
}

function readPoliticians(folders: readonly string[]): Politicians | undefined {
  const multi = findText(folders, 'multiscript/politicians_multiscript*.jsonl.gz')
  const background = findText(folders, 'multiscript/politicians_background*.tsv.gz')
  if (multi === undefined || background === undefined) return undefined
  const persons: Person[] = []
  const queries: PoliticianQuery[] = []
  for (const one of toObjects<Politician>(multi)) {
    const latin = one.names.filter((name) => name.script === 'LATIN').map((name) => name.name)
    if (latin.length === 0) continue
    const birth = one.birth_date || undefined
    persons.push(toPerson({ id: one.id, names: latin, dob: birth === undefined ? [] : [birth] }))
    for (const script of new Set(one.names.map((name) => name.script))) {
      const name = one.names.find((candidate) => candidate.script === script)?.name
      if (script !== 'LATIN' && name !== undefined) queries.push({ id: one.id, script, name, birth })
    }
  }
  for (const row of toRows(background, '\t')) persons.push(toBackgroundPerson(row))
  return { index: new KeyIndex(persons), queries }
}

function toBackgroundPerson(row: Record<string, string>): Person {
  const names = [row.name ?? '', ...(row.other_names ?? '').split('|')].filter((name) => name !== '')
  return toPerson({ id: row.id ?? '', names, dob: row.birth_date ? [row.birth_date] : [] })
}
