import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PlannedSource, SourcePlace } from '../federation-plan.ts'
import { loadUkConlist } from '../loaders/uk-conlist-to-postgres.ts'
import { loadUkSanctions } from '../loaders/uk-sanctions-to-sqlite.ts'

const lists = join(import.meta.dirname, '../sources')

const plan = (id: string): Pick<PlannedSource, 'id' | 'mappingFile'> => ({ id, mappingFile: join(lists, id, `${id}.yaml`) })

/** The seven sources of the demo. Two are databases, which are made from the published files at the first start. */
export const demoSources = {
  euFsf: plan('eu-fsf'),
  unSc: plan('un-sc'),
  usSdn: plan('us-sdn'),
  usConsolidated: plan('us-consolidated'),
  caSema: plan('ca-sema'),
  ukConlist: { ...plan('uk-conlist'), prepare: prepareUkConlist },
  ukSanctions: { ...plan('uk-sanctions'), prepare: prepareUkSanctions },
} satisfies Record<string, PlannedSource>

async function prepareUkConlist(place: SourcePlace): Promise<Record<string, unknown>> {
  const url = await place.createDatabase('isthmus_demo_register')
  const { subjects } = await loadUkConlist(join(lists, 'uk-conlist/uk_hmt_conlist_20180413.csv'), url)
  place.log(`uk-conlist: ${subjects} subjects are in a PostgreSQL database of their own`)
  // The connection string holds a password; the connector's configuration names only the file.
  const connectionStringFile = join(place.folder, 'uk-conlist.connection')
  writeFileSync(connectionStringFile, url, { mode: 0o600 })
  return { connectionStringFile }
}

async function prepareUkSanctions(place: SourcePlace): Promise<Record<string, unknown>> {
  const file = join(place.folder, 'uk-sanctions.sqlite')
  const { subjects } = await loadUkSanctions(join(lists, 'uk-sanctions/uk_sanctions_list_20260822.jsonl.gz'), file)
  place.log(`uk-sanctions: ${subjects} subjects are in a SQLite file`)
  return { file }
}
