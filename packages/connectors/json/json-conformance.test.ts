import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ConformancePerson, describeConformance, type MakeFixture, toTextOf } from '../conformance.ts'
import { jsonKind } from './json-connector.ts'

describeConformance(
  jsonKind,
  toFixture('people.jsonl', (people) => people.map((person) => `${JSON.stringify(person)}\n`).join('')),
)
describeConformance(
  { ...jsonKind, kind: 'json (document)' },
  toFixture(
    'people.json',
    (people) => JSON.stringify({ about: ['x'], 'the.list': { people } }, null, 1),
    'the.list.people',
  ),
)

function toFixture(
  name: string,
  toText: (people: readonly ConformancePerson[]) => string,
  items?: string,
): MakeFixture {
  return async (people, folder) => {
    const file = join(folder, name)
    await writeFile(file, toText(people))
    return {
      config: { kind: 'json', file, key: 'id', ...(items !== undefined && { items }) },
      toPerson: (value) => ({
        id: toTextOf(value.id) ?? '',
        name: toTextOf(value.name) ?? '',
        born: toTextOf(value.born),
        note: toTextOf(value.note) ?? '',
        aliases: [value.aliases ?? []].flat().map((alias) => toTextOf(alias) ?? ''),
      }),
      replace: async () => {
        await writeFile(`${file}.new`, toText(people))
        await rename(`${file}.new`, file)
      },
      snapshot: () => readFile(file, 'utf8'),
      corrupt: () =>
        writeFile(file, Buffer.from('{"id":"\xff\xfe"}\n{"__proto__":{"polluted":1}\n[[[', 'latin1')),
      drop: async () => undefined,
    }
  }
}
