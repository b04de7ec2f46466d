import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openConnector } from '@isthmus/connectors'
import type { Mapping, Person } from '@isthmus/contract'
import { parseMapping, readCanonical, toCanonical } from '@isthmus/node/intake'
import { type ConlistTables, type TableRow, toConlistTables } from './loaders/conlist-tables.ts'
import { loadUkSanctions } from './loaders/uk-sanctions-to-sqlite.ts'
import { type TruthId, truthIdOf } from './truth-ids.ts'

const lists = join(import.meta.dirname, 'sources')

/** The seven sources of the demo; each is a folder of `sources/` with its files and its mapping. */
export const demoSourceIds = [
  'eu-fsf',
  'uk-conlist',
  'un-sc',
  'us-sdn',
  'us-consolidated',
  'ca-sema',
  'uk-sanctions',
] as const

export type DemoSourceId = (typeof demoSourceIds)[number]

export type DemoPerson = { person: Person; truth?: TruthId }

/**
 * Every person of one demo source, straight from the published files and through the reviewed mapping; no server is
 * needed.
 * @throws ConnectorError or IntakeError when a file or a mapping is not as it should be
 */
export async function* readDemoPersons(sourceId: DemoSourceId): AsyncGenerator<DemoPerson> {
  const mapping = await readDemoMapping(sourceId)
  const persons = sourceId === 'uk-conlist' ? personsOfConlist(mapping) : personsOfFiles(sourceId, mapping)
  for await (const person of persons) {
    const truth = truthIdOf(sourceId, person)
    yield { person, ...(truth ? { truth } : {}) }
  }
}

export async function readDemoMapping(sourceId: DemoSourceId): Promise<Mapping> {
  return parseMapping(await readFile(join(lists, sourceId, `${sourceId}.yaml`), 'utf8'))
}

async function* personsOfFiles(sourceId: DemoSourceId, mapping: Mapping): AsyncGenerator<Person> {
  const landing = await mkdtemp(join(tmpdir(), 'isthmus-lists-'))
  try {
    const config = withAbsoluteFiles(
      { ...mapping.connector, ...(await prepare(sourceId, landing)) },
      join(lists, sourceId),
    )
    await using connector = await openConnector(
      { ...config, kind: mapping.connector?.kind ?? '' },
      { landing },
    )
    for await (const { person } of readCanonical(connector, mapping, new AbortController().signal)) {
      if (person) yield person
    }
  } finally {
    await rm(landing, { recursive: true, force: true })
  }
}

async function prepare(sourceId: DemoSourceId, landing: string): Promise<Record<string, unknown>> {
  if (sourceId !== 'uk-sanctions') return {}
  const file = join(landing, 'uk-sanctions.sqlite')
  await loadUkSanctions(join(lists, 'uk-sanctions/uk_sanctions_list_20260822.jsonl.gz'), file)
  return { file }
}

/** The relational records that the PostgreSQL connector would read, made in memory. */
async function* personsOfConlist(mapping: Mapping): AsyncGenerator<Person> {
  const tables = toConlistTables(
    await readFile(join(lists, 'uk-conlist/uk_hmt_conlist_20180413.csv'), 'utf8'),
  )
  const { subject: subjects, ...continuations } = tables
  const bySubject = Object.entries(continuations).map(
    ([name, rows]) => [name, Map.groupBy(rows, (row) => row.subject_id)] as const,
  )
  for (const subject of subjects) {
    const joined = bySubject.map(([name, rows]) => [name, (rows.get(subject.id) ?? []).map(toTexts)] as const)
    const value = { ...toTexts(subject), ...Object.fromEntries(joined) }
    const canonical = toCanonical(mapping, { locator: String(subject.id), place: 'conlist.subject', value })
    if ('person' in canonical) yield canonical.person
  }
}

function toTexts(row: TableRow): Record<keyof ConlistTables | string, string | null> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, value === null ? null : String(value)]),
  )
}

/** A mapping names its files relative to itself. */
function withAbsoluteFiles(config: Record<string, unknown>, folder: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => {
      if (name === 'file' && typeof value === 'string') return [name, resolve(folder, value)]
      if (!Array.isArray(value)) return [name, value]
      return [name, value.map((part) => (isSettings(part) ? withAbsoluteFiles(part, folder) : part))]
    }),
  )
}

function isSettings(part: unknown): part is Record<string, unknown> {
  return typeof part === 'object' && part !== null && !Array.isArray(part)
}
