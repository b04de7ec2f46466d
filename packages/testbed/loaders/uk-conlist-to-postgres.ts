import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { type ConlistTables, toConlistTables } from './conlist-tables.ts'

const schema = `
drop schema if exists conlist cascade;
create schema conlist;
create table conlist.subject (
  id integer primary key,
  group_type text not null,
  regime text not null,
  listed_on date,
  last_updated date,
  title text,
  position text,
  other_information text
);
create table conlist.name (
  id integer primary key,
  subject_id integer not null references conlist.subject,
  name1 text, name2 text, name3 text, name4 text, name5 text, name6 text,
  alias_type text
);
create table conlist.birth (
  id integer primary key,
  subject_id integer not null references conlist.subject,
  date_of_birth text not null
);
create table conlist.birth_place (
  id integer primary key,
  subject_id integer not null references conlist.subject,
  town text,
  country text
);
create table conlist.nationality (
  id integer primary key,
  subject_id integer not null references conlist.subject,
  nationality text not null
);
create table conlist.document (
  id integer primary key,
  subject_id integer not null references conlist.subject,
  document_type text not null,
  details text not null
);
create table conlist.address (
  id integer primary key,
  subject_id integer not null references conlist.subject,
  line1 text, line2 text, line3 text, line4 text, line5 text, line6 text,
  postcode text,
  country text
);
create index on conlist.name (subject_id);
create index on conlist.birth (subject_id);
create index on conlist.birth_place (subject_id);
create index on conlist.nationality (subject_id);
create index on conlist.document (subject_id);
create index on conlist.address (subject_id);
comment on schema conlist is 'Excerpt of a public sanctions list of 2018; outdated, never to be used for screening';
`

const tables = [
  'subject',
  'name',
  'birth',
  'birth_place',
  'nationality',
  'document',
  'address',
] as const satisfies (keyof ConlistTables)[]

/**
 * Puts the UK consolidated list of 2018 into a relational schema `conlist`, whole or not at all; what an earlier load
 * made is replaced.
 * @throws Error when the file cannot be read or the database refuses
 */
export async function loadUkConlist(
  csvFile: string,
  connectionString: string,
): Promise<{ subjects: number }> {
  const rows = toConlistTables(await readFile(csvFile, 'utf8'))
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(schema)
    for (const table of tables) {
      const qualified = `conlist.${table}`
      await client.query(
        `insert into ${qualified} select * from jsonb_populate_recordset(null::${qualified}, $1)`,
        [JSON.stringify(rows[table])],
      )
    }
    await client.query('commit')
    await client.query('analyze conlist.subject, conlist.name')
  } finally {
    await client.end()
  }
  return { subjects: rows.subject.length }
}
