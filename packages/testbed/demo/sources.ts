import { join } from 'node:path'
import { loadUkConlist } from '../loaders/uk-conlist-to-postgres.ts'
import { loadUkSanctions } from '../loaders/uk-sanctions-to-sqlite.ts'
import type { PlannedSource } from '../federation-plan.ts'

const lists = join(import.meta.dirname, '../sources')

const mappingOf = (id: string): Pick<PlannedSource, 'id' | 'mappingFile'> => ({ id, mappingFile: join(lists, id, `${id}.yaml`) })
