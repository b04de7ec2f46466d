import { once } from 'node:events'
import { closeSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { toPerson } from './population.ts'
import {
  aliasColumns,
  personColumns,
  toCsvLine,
  toJsonLine,
  toPersonRow,
  toXmlElement,
} from './source-rows.ts'

export type SourceKind = 'csv' | 'json' | 'xml' | 'sqlite' | 'postgres'

/** As many persons as asked, or as fill `bytes`; whichever comes first. */
export type SourceSize = { persons?: number; bytes?: number; seed?: number; first?: number }

export type WrittenSource = {
  connector: { kind: SourceKind; [setting: string]: unknown }
  persons: number
  bytes: number
}

export type SourcePlace = { folder: string; connectionString?: string }

/** Writes a synthetic source of one kind into `place` and tells how to connect it. */
export async function writeSource(
  kind: SourceKind,
  place: SourcePlace,
  size: SourceSize,
): Promise<WrittenSource> {
  if (kind === 'csv') return writeCsv(place.folder, size)
  if (kind === 'json') return writeJsonLines(place.folder, size)
  if (kind === 'xml') return writeXml(place.folder, size)
  if (kind === 'sqlite') return writeSqlite(place.folder, size)
  return writePostgres(place, size)
}

class TextFile {
  readonly path: string
  bytes = 0
  readonly #file: number
  #pending: string[] = []
  #pendingLength = 0

  constructor(path: string) {
    this.path = path
    this.#file = openSync(path, 'w')
  }

  write(text: string): void {
    this.#pending.push(text)
    this.#pendingLength += text.length
    if (this.#pendingLength > 1 << 20) this.#flush()
  }

  close(): void {
    this.#flush()
    closeSync(this.#file)
  }

  #flush(): void {
    const bytes = Buffer.from(this.#pending.join(''), 'utf8')
    writeSync(this.#file, bytes)
    this.bytes += bytes.length
    this.#pending = []
    this.#pendingLength = 0
  }
}

/** Calls `write` for person after person until the size is reached; `written` tells how many bytes there are. */
function fill(
  size: SourceSize,
  write: (person: ReturnType<typeof toPerson>) => void,
  written: () => number,
): number {
  const { persons = Number.POSITIVE_INFINITY, bytes = Number.POSITIVE_INFINITY, seed = 1, first = 0 } = size
  let count = 0
  while (count < persons && written() < bytes) {
    write(toPerson(first + count, seed))
    count += 1
  }
  return count
}

function writeCsv(folder: string, size: SourceSize): WrittenSource {
  const persons = new TextFile(join(folder, 'persons.csv'))
  const aliases = new TextFile(join(folder, 'aliases.csv'))
  persons.write(toCsvLine(personColumns))
  aliases.write(toCsvLine(aliasColumns))
  const count = fill(
    size,
    (person) => {
      const row = toPersonRow(person)
      persons.write(toCsvLine(personColumns.map((column) => row[column])))
      for (const { family, given, quality } of person.aliases) {
        aliases.write(toCsvLine([person.reference, family, given, quality]))
      }
    },
    () => persons.bytes + aliases.bytes,
  )
  persons.close()
  aliases.close()
  const tables = [{ name: 'alias', file: aliases.path, header: true, on: { reference: 'reference' } }]
  const connector = { kind: 'csv' as const, file: persons.path, header: true, key: 'reference', tables }
  return { connector, persons: count, bytes: persons.bytes + aliases.bytes }
}

function writeJsonLines(folder: string, size: SourceSize): WrittenSource {
  const file = new TextFile(join(folder, 'persons.jsonl'))
  const persons = fill(
    size,
    (person) => file.write(toJsonLine(person)),
    () => file.bytes,
  )
  file.close()
  return {
    connector: { kind: 'json', file: file.path, lines: true, key: 'reference' },
    persons,
    bytes: file.bytes,
  }
}

function writeXml(folder: string, size: SourceSize): WrittenSource {
  const file = new TextFile(join(folder, 'persons.xml'))
  file.write('<?xml version="1.0" encoding="UTF-8"?>\n<register>\n')
  const persons = fill(
    size,
    (person) => file.write(toXmlElement(person)),
    () => file.bytes,
  )
  file.write('</register>\n')
  file.close()
  return {
    connector: { kind: 'xml', file: file.path, record: 'register/person', key: 'reference' },
    persons,
    bytes: file.bytes,
  }
}

function writeSqlite(folder: string, size: SourceSize): WrittenSource {
  const path = join(folder, 'persons.sqlite')
  const database = new DatabaseSync(path)
  database.exec('pragma journal_mode = off; pragma synchronous = off; begin')
  database.exec(toTableSql('text'))
  const addPerson = database.prepare(`insert into person values (${personColumns.map(() => '?').join(', ')})`)
  const addAlias = database.prepare('insert into alias values (?, ?, ?, ?)')
  let bytes = 0
  const persons = fill(
    size,
    (person) => {
      const row = toPersonRow(person)
      addPerson.run(...personColumns.map((column) => row[column]))
      for (const { family, given, quality } of person.aliases)
        addAlias.run(person.reference, family, given, quality)
      bytes += 110 + person.aliases.length * 45
    },
    () => bytes,
  )
  database.exec('create index alias_of_person on alias (reference); commit')
  database.close()
  return { connector: { kind: 'sqlite', file: path, ...relations }, persons, bytes: statSync(path).size }
}

async function writePostgres(
  { folder, connectionString = '' }: SourcePlace,
  size: SourceSize,
): Promise<WrittenSource> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query(`drop table if exists person, alias; ${toTableSql('text')}`)
  const {
    persons: limit = Number.POSITIVE_INFINITY,
    bytes: most = Number.POSITIVE_INFINITY,
    seed = 1,
    first = 0,
  } = size
  let persons = 0
  let bytes = 0
  while (persons < limit && bytes < most) {
    const batch = Math.min(limit - persons, 20_000)
    const people = Array.from({ length: batch }, (_, i) => toPerson(first + persons + i, seed))
    const rows = people.map(toPersonRow).map((row) => personColumns.map((column) => row[column]))
    const aliases = people.flatMap(({ reference, aliases }) =>
      aliases.map(({ family, given, quality }) => [reference, family, given, quality]),
    )
    bytes += await copy(client, 'person', rows)
    bytes += await copy(client, 'alias', aliases)
    persons += batch
  }
  await client.query('create index on alias (reference); analyze person, alias')
  await client.end()
  // It holds a password, which may stand in no configuration.
  const connectionStringFile = join(folder, 'persons.connection')
  writeFileSync(connectionStringFile, connectionString, { mode: 0o600 })
  return { connector: { kind: 'postgres', connectionStringFile, ...relations }, persons, bytes }
}

async function copy(client: pg.Client, table: string, rows: readonly (string | null)[][]): Promise<number> {
  const text = Buffer.from(rows.map(toCsvLine).join(''), 'utf8')
  const stream = client.query(copyFrom(`copy ${table} from stdin (format csv)`))
  stream.end(text)
  await once(stream, 'finish')
  return text.length
}

/** How the relational connectors put the aliases of a person into its record. */
const relations = {
  table: 'person',
  key: 'reference',
  tables: [{ name: 'alias', table: 'alias', on: { reference: 'reference' }, orderBy: ['family', 'given'] }],
}

function toTableSql(type: string): string {
  const columns = personColumns.map(
    (column) => `${column} ${type}${column === 'reference' ? ' primary key' : ''}`,
  )
  return `create table person (${columns.join(', ')}); create table alias (${aliasColumns.map((column) => `${column} ${type}`).join(', ')});`
}
