import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ConformancePerson, describeConformance, toTextOf } from '../conformance.ts'
import { xmlKind } from './xml-connector.ts'

describeConformance(xmlKind, async (people, folder) => {
  const file = join(folder, 'people.xml')
  await writeFile(file, toXml(people))
  return {
    config: { kind: 'xml', file, record: 'register/people/person', key: '@id' },
    toPerson: (value) => ({
      id: toTextOf(value['@id']) ?? '',
      name: toTextOf(value.name) ?? '',
      born: toTextOf(value.born),
      note: toTextOf(value.note) ?? '',
      aliases: [value.alias ?? []].flat().map((alias) => toTextOf(alias) ?? ''),
    }),
    replace: async () => {
      await writeFile(`${file}.new`, toXml(people))
      await rename(`${file}.new`, file)
    },
    snapshot: () => readFile(file, 'utf8'),
    corrupt: () => writeFile(file, Buffer.from('<register><people><person>\xff\0</x>', 'latin1')),
    drop: async () => undefined,
  }
})

function toXml(people: readonly ConformancePerson[]): string {
  const records = people.map(({ id, name, born, note, aliases }) => {
    const birth = born === null ? '<born xsi:nil="true"/>' : `<born>${born}</born>`
    const others = aliases.map((alias) => `<r:alias>${toText(alias)}</r:alias>`).join('')
    return `<r:person\r\n id="${id}"><name>${toText(name)}</name>${birth}<note><![CDATA[${note}]]></note>${others}</r:person>\r\n`
  })
  const spaces = 'xmlns:r="urn:register" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
  return `<?xml version="1.0"?>\r\n<register ${spaces}><r:people>${records.join('')}</r:people></register>\n`
}

function toText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
