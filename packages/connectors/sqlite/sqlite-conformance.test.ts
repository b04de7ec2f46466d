import { createHash } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type ConformancePerson, describeConformance, toTextOf } from '../conformance.ts'
import { sqliteKind } from './sqlite-connector.ts'

describeConformance(sqliteKind, async (people, folder) => {
  const file = join(folder, 'people.db')
  fill(file, people)
  return {
    config: {
      kind: 'sqlite',
      file,
      table: 'person',
      key: 'id',
      tables: [{ name: 'aliases', table: 'ali"as', on: { 'person id': 'id' }, orderBy: 'position' }],
    },
    toPerson: (value) => ({
      id: toTextOf(value.id) ?? '',
      name: toTextOf(value.name) ?? '',
      born: toTextOf(value.born),
      note: toTextOf(value.note) ?? '',
      aliases: [value.aliases ?? []].flat().map((row) => toTextOf(Object(row).alias) ?? ''),
    }),
    replace: async () => {
      fill(`${file}.new`, people)
      await rename(`${file}.new`, file)
    },
    snapshot: async () =>
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    corrupt: async () => writeFile(file, (await readFile(file)).fill(0xff, 1000, 6000)),
    drop: async () => undefined,
  }
})

function fill(file: string, people: readonly ConformancePerson[]): void {
  const database = new DatabaseSync(file)
  database.exec(`begin;
    create table person (id text primary key, name text, born text, note text);
    create table "ali""as" ("person id" text, position integer, alias text)`)
  const person = database.prepare('insert into person values (?, ?, ?, ?)')
  const alias = database.prepare('insert into "ali""as" values (?, ?, ?)')
  for (const { id, name, born, note, aliases } of people) {
    person.run(id, name, born, note)
    aliases.forEach((text, position) => void alias.run(id, position, text))
  }
  database.exec('commit')
  database.close()
}
