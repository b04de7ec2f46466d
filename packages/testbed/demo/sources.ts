import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PlannedSource, SourcePlace } from '../federation-plan.ts'
import { loadUkConlist } from '../loaders/uk-conlist-to-postgres.ts'
import { loadUkSanctions } from '../loaders/uk-sanctions-to-sqlite.ts'

const lists = join(import.meta.dirname, '../sources')

const plan = (id: string): Pick<PlannedSource, 'id' | 'mappingFile'> => ({
  id,
  mappingFile: join(lists, id, `${id}.yaml`),
})

/** The seven sources of the demo. Two are databases, which are made from the published files at the first start. */
export const demoSources = {
  euFsf: plan('eu-fsf'),
  unSc: plan('un-sc'),
  usSdn: plan('us-sdn'),
  usConsolidated: plan('us-consolidated'),
  caSema: plan('ca-sema'),
  ukConlist: { ...plan('uk-conlist'), make: makeUkConlist, reach: reachUkConlist },
  ukSanctions: { ...plan('uk-sanctions'), make: makeUkSanctions, reach: reachUkSanctions },
} satisfies Record<string, PlannedSource>

const registerDatabase = 'isthmus_demo_register'

async function makeUkConlist(place: SourcePlace): Promise<void> {
  const url = await place.createDatabase(registerDatabase)
  const { subjects } = await loadUkConlist(join(lists, 'uk-conlist/uk_hmt_conlist_20180413.csv'), url)
  place.log(`uk-conlist: ${subjects} subjects are in a PostgreSQL database of their own`)
}

/** The connection string holds a password; the connector's configuration names only the file. */
async function reachUkConlist(place: SourcePlace): Promise<Record<string, unknown>> {
  const connectionStringFile = join(place.folder, 'uk-conlist.connection')
  writeFileSync(connectionStringFile, await place.createDatabase(registerDatabase), { mode: 0o600 })
  return { connectionStringFile }
}

async function makeUkSanctions(place: SourcePlace): Promise<void> {
  const list = join(lists, 'uk-sanctions/uk_sanctions_list_20260822.jsonl.gz')
  const { subjects } = await loadUkSanctions(list, ukSanctionsFile(place))
  place.log(`uk-sanctions: ${subjects} subjects are in a SQLite file`)
}

async function reachUkSanctions(place: SourcePlace): Promise<Record<string, unknown>> {
  return { file: ukSanctionsFile(place) }
}

function ukSanctionsFile({ folder }: SourcePlace): string {
  return join(folder, 'uk-sanctions.sqlite')
}
