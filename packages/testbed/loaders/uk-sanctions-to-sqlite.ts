import { readFile, rename, rm } from 'node:fs/promises'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { gunzipSync } from 'node:zlib'

type Designation = {
  unique_id: string
  individual_entity_ship: string
  regime_name: string
  designation_source?: string
  sanctions_imposed?: string
  date_designated?: string
  last_updated?: string
  un_reference_number?: string
  ofsi_group_id?: string
  other_information?: string
  names: { names: Record<string, string>[] }
  non_latin_names?: { names: Record<string, string>[] }
  addresses?: { addresses: Record<string, string>[] }
}

const schema = `
create table subject (
  unique_id text primary key,
  kind text not null,
  regime text not null,
  designated_by text,
  measures text,
  designated_on text,
  last_updated text,
  un_reference text,
  ofsi_group_id text,
  other_information text
) strict;
create table name (
  id integer primary key,
  subject_id text not null references subject,
  name1 text, name2 text, name3 text, name4 text, name5 text, name6 text,
  name_type text,
  alias_strength text
) strict;
create table non_latin_name (
  id integer primary key,
  subject_id text not null references subject,
  name text not null
) strict;
create table address (
  id integer primary key,
  subject_id text not null references subject,
  line1 text, line2 text, line3 text, line4 text, line5 text, line6 text,
  country text
) strict;
create index name_subject on name (subject_id);
create index non_latin_name_subject on non_latin_name (subject_id);
create index address_subject on address (subject_id);
`

/**
 * Puts the UK sanctions list (JSON Lines, compressed) into a SQLite database. The database is made beside `databaseFile`
 * and takes its place when it is whole.
 * @throws Error when a file cannot be read or written
 */
export async function loadUkSanctions(
  jsonLinesFile: string,
  databaseFile: string,
): Promise<{ subjects: number }> {
  const lines = gunzipSync(await readFile(jsonLinesFile))
    .toString('utf8')
    .split('\n')
  // The file is the project's own copy; its shape is checked by the tests of this folder.
  const designations = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Designation)
  const draft = `${databaseFile}.${process.pid}.draft`
  await rm(draft, { force: true })
  try {
    fill(draft, designations)
    await rename(draft, databaseFile)
  } finally {
    await rm(draft, { force: true })
  }
  return { subjects: designations.length }
}

function fill(file: string, designations: Designation[]): void {
  const database = new DatabaseSync(file)
  try {
    database.exec('pragma journal_mode = off; begin')
    database.exec(schema)
    const into = {
      subject: database.prepare('insert into subject values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
      name: database.prepare('insert into name values (null, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
      nonLatin: database.prepare('insert into non_latin_name values (null, ?, ?)'),
      address: database.prepare('insert into address values (null, ?, ?, ?, ?, ?, ?, ?, ?)'),
    }
    for (const designation of designations) add(into, designation)
    database.exec('commit')
  } finally {
    database.close()
  }
}

function add(
  into: Record<'subject' | 'name' | 'nonLatin' | 'address', StatementSync>,
  it: Designation,
): void {
  into.subject.run(
    it.unique_id,
    it.individual_entity_ship,
    it.regime_name,
    it.designation_source ?? null,
    it.sanctions_imposed ?? null,
    it.date_designated ?? null,
    it.last_updated ?? null,
    it.un_reference_number ?? null,
    it.ofsi_group_id ?? null,
    it.other_information ?? null,
  )
  for (const name of it.names.names) {
    const parts = [1, 2, 3, 4, 5, 6].map((part) => name[`name${part}`] ?? null)
    into.name.run(it.unique_id, ...parts, name.name_type ?? null, name.alias_strength ?? null)
  }
  for (const name of it.non_latin_names?.names ?? [])
    into.nonLatin.run(it.unique_id, name.name_non_latin_script ?? '')
  for (const address of it.addresses?.addresses ?? []) {
    const lines = [1, 2, 3, 4, 5, 6].map((line) => address[`address_line${line}`] ?? null)
    into.address.run(it.unique_id, ...lines, address.address_country ?? null)
  }
}
