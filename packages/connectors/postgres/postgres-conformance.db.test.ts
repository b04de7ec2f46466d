import { testDatabase } from '@isthmus/testbed/postgres'
import pg from 'pg'
import { type ConformancePerson, describeConformance, toTextOf } from '../conformance.ts'
import { postgresKind } from './postgres-connector.ts'

describeConformance(postgresKind, async (people) => {
  const { connectionString, drop } = await testDatabase()
  const run = async (sql: string, values?: unknown[]): Promise<unknown[]> => {
    const client = new pg.Client({ connectionString })
    await client.connect()
    try {
      return (await client.query(sql, values)).rows
    } finally {
      await client.end()
    }
  }
  await fill(run, people)
  return {
    config: {
      kind: 'postgres',
      connectionString,
      schema: 'register',
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
      await run('drop schema register cascade')
      await fill(run, people)
    },
    snapshot: async () =>
      JSON.stringify(
        await run(
          'select p.*, a.* from register.person p left join register."ali""as" a on "person id" = id order by 1, 6',
        ),
      ),
    corrupt: async () => {
      await run(
        `update register.person set name = chr(1) || repeat(chr(1114111), 100000) || '"\\' where id = '0001'`,
      )
      await run(`insert into register."ali""as" values ('0002', 0, '{"__proto__": {"polluted": true}}')`)
    },
    drop,
  }
})

type Run = (sql: string, values?: unknown[]) => Promise<unknown>

async function fill(run: Run, people: readonly ConformancePerson[]): Promise<void> {
  await run(`create schema register;
    create table register.person (id text primary key, name text, born text, note text);
    create table register."ali""as" ("person id" text, position integer, alias text)`)
  const json = JSON.stringify(people)
  await run(
    'insert into register.person select id, name, born, note from json_to_recordset($1) as p(id text, name text, born text, note text)',
    [json],
  )
  const aliases = people.flatMap(({ id, aliases }) =>
    aliases.map((alias, position) => ({ id, position, alias })),
  )
  await run(
    `insert into register."ali""as" select * from json_to_recordset($1) as a(id text, position integer, alias text)`,
    [JSON.stringify(aliases)],
  )
}
