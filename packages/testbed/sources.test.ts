import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { hasShape, type Person } from '@isthmus/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toConlistTables } from './loaders/conlist-tables.ts'
import { loadUkSanctions } from './loaders/uk-sanctions-to-sqlite.ts'
import {
  type DemoPerson,
  type DemoSourceId,
  demoSourceIds,
  readDemoMapping,
  readDemoPersons,
} from './read-lists.ts'

const sources = join(import.meta.dirname, 'sources')

async function personsOf(sourceId: DemoSourceId): Promise<DemoPerson[]> {
  const persons: DemoPerson[] = []
  for await (const person of readDemoPersons(sourceId)) persons.push(person)
  return persons
}

function shareHaving(persons: DemoPerson[], has: (claim: Person['claims'][number]) => boolean): number {
  return persons.filter(({ person }) => person.claims.some(has)).length / persons.length
}

describe('each demo source', () => {
  test.each([
    ['eu-fsf', 2162, { births: 0.84, nationalities: 0.57, documents: 0.23 }],
    ['uk-conlist', 721, { births: 0.7, nationalities: 0.4, documents: 0.2 }],
    ['un-sc', 376, { births: 0.92, nationalities: 0.85, documents: 0.39 }],
    ['us-sdn', 2999, { births: 0.97, nationalities: 0.67, documents: 0.42 }],
    ['us-consolidated', 45, { births: 0.97, nationalities: 0.02, documents: 0 }],
    ['ca-sema', 1666, { births: 0.51, nationalities: 0, documents: 0 }],
    ['uk-sanctions', 2057, { births: 0, nationalities: 0, documents: 0 }],
  ] as const)(
    '%s gives %i persons as the contract says, each with a reference of its own',
    async (sourceId, count, least) => {
      const persons = await personsOf(sourceId)
      expect(persons).toHaveLength(count)
      expect(persons.every(({ person }) => hasShape('Person', person))).toBe(true)
      expect(new Set(persons.map(({ person }) => person.reference)).size).toBe(count)
      expect(shareHaving(persons, ({ births }) => births.length > 0)).toBeGreaterThanOrEqual(least.births)
      expect(shareHaving(persons, ({ nationalities }) => nationalities.length > 0)).toBeGreaterThanOrEqual(
        least.nationalities,
      )
      expect(shareHaving(persons, ({ documents }) => documents.length > 0)).toBeGreaterThanOrEqual(
        least.documents,
      )
    },
  )

  test('says what it is, who is asked about it, and that it is never for screening', async () => {
    for (const sourceId of demoSourceIds) {
      const { source } = await readDemoMapping(sourceId)
      expect(source.id).toBe(sourceId)
      expect(source.notice).toMatch(/excerpt .*outdated, never to be used for screening/)
      expect(source.contact).toBeTruthy()
      expect(source.answers?.modes).toEqual(['open'])
    }
  })

  test('refers to persons without their names', async () => {
    for (const { person } of await personsOf('ca-sema')) {
      const family = person.claims[0]?.names[0]?.family ?? ''
      if (family.length > 3) expect(person.reference.toLowerCase()).not.toContain(family.toLowerCase())
    }
  })
})

describe('what the mappings find', () => {
  test('parts of names, weak aliases, births, papers and sex out of the remarks of the US list', async () => {
    const found = (await personsOf('us-sdn')).find(({ person }) => person.reference === '39645')
    expect(found?.truth).toEqual({ list: 'us', id: '39645' })
    expect(found?.person.claims[0]).toMatchObject({
      names: expect.arrayContaining([
        { family: 'OMAR', given: 'Ahmed Haji Ali Haji', kind: 'primary', quality: 'strong', script: 'Latn' },
        { full: 'BEERDHAGAX', kind: 'alias', quality: 'weak', script: 'Latn' },
      ]),
      births: ['1974-06'],
      nationalities: ['SO'],
      sex: 'male',
    })
  })

  test('names in the original script out of the brackets of the UN list', async () => {
    const found = (await personsOf('un-sc')).find(({ person }) => person.reference === '6908547')
    expect(found?.person.claims[0]?.names).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ full: 'Amir Khazmat', kind: 'alias' }),
        expect.objectContaining({ full: 'Амир Хазмат', script: 'Cyrl' }),
      ]),
    )
  })

  test('aliases that the UN list joins with semicolons, also within brackets, are names of their own', async () => {
    const names = (await personsOf('un-sc')).flatMap(({ person }) =>
      person.claims.flatMap((claim) => claim.names.map((name) => name.full ?? '')),
    )
    expect(names).toEqual(
      expect.arrayContaining(['Mohammad Bakr Zolqadr', 'Mohammad Baqer Zolqader', 'حسن غول', 'Hasan Gul']),
    )
    expect(names.filter((name) => name.includes(';') || name === 'birth name')).toEqual([])
  })

  test('Iranian years that the EU list calls ISLAMIC become Gregorian', async () => {
    const found = (await personsOf('eu-fsf')).find(({ person }) => person.reference === 'EU.6140.93')
    expect(found?.person.claims[0]?.births).toContain('1973-03-21/1974-03-20')
  })

  test('the name of a Canadian record completes its id in the truth files, never its reference', async () => {
    const found = (await personsOf('ca-sema')).find(
      ({ person }) => person.reference === 'Russia|1, Part 1|1045',
    )
    expect(found?.truth).toEqual({ list: 'ca', id: 'Russia|1, Part 1|1045|MANTUROV|Denis Valentinovich' })
  })
})

describe('the databases made from published files', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'loaders-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('the UK list of 2026 becomes a SQLite database, twice the same', async () => {
    const file = join(folder, 'uk.sqlite')
    const list = join(sources, 'uk-sanctions/uk_sanctions_list_20260822.jsonl.gz')
    for (const _ of [1, 2]) expect(await loadUkSanctions(list, file)).toEqual({ subjects: 3237 })
    const database = new DatabaseSync(file, { readOnly: true })
    expect(database.prepare('select count(*) as count from name').get()).toEqual({ count: 7927 })
    expect(database.prepare('pragma foreign_key_check').all()).toEqual([])
    database.close()
  })

  test('the UK list of 2018 says each thing once', async () => {
    const tables = toConlistTables(
      await readFile(join(sources, 'uk-conlist/uk_hmt_conlist_20180413.csv'), 'utf8'),
    )
    expect(tables.subject).toHaveLength(1050)
    const names = tables.name.map(({ id: _, ...name }) => JSON.stringify(name))
    expect(new Set(names).size).toBe(names.length)
  })
})
