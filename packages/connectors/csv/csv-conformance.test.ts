import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ConformancePerson, describeConformance, toTextOf } from '../conformance.ts'
import { csvKind } from './csv-connector.ts'

describeConformance(csvKind, async (people, folder) => {
  const file = join(folder, 'people.csv')
  const aliases = join(folder, 'aliases.csv')
  await writeFile(file, toPeopleCsv(people))
  await writeFile(
    aliases,
    people.flatMap(({ id, aliases }) => aliases.map((alias) => toLine([id, alias]))).join(''),
  )
  return {
    config: {
      kind: 'csv',
      file,
      key: 'id',
      nullText: '-0-',
      tables: [{ name: 'aliases', file: aliases, header: ['person', 'alias'], on: { person: 'id' } }],
    },
    toPerson: (value) => ({
      id: toTextOf(value.id) ?? '',
      name: toTextOf(value.name) ?? '',
      born: toTextOf(value.born),
      note: toTextOf(value.note) ?? '',
      aliases: [value.aliases ?? []].flat().map((row) => toTextOf(Object(row).alias) ?? ''),
    }),
    replace: async () => {
      await writeFile(`${file}.new`, toPeopleCsv(people))
      await rename(`${file}.new`, file)
    },
    snapshot: async () => (await readFile(file, 'utf8')) + (await readFile(aliases, 'utf8')),
    corrupt: () =>
      writeFile(
        file,
        Buffer.concat([Buffer.from('id,name,born,note\n1,"\0\xff', 'latin1'), Buffer.from([0xff, 10])]),
      ),
    drop: async () => undefined,
  }
})

function toPeopleCsv(people: readonly ConformancePerson[]): string {
  const rows = people.map(({ id, name, born, note }) => toLine([id, name, born ?? '-0-', note]))
  return `id,name,born,note\n${rows.join('')}`
}

function toLine(texts: readonly string[]): string {
  return `${texts.map((text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',')}\n`
}
