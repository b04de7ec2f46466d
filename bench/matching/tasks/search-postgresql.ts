import { join } from 'node:path'
import { runInProcess } from '../../measure/run-in-process.ts'
import { openIndexedSource } from '../index/indexed-source.ts'
import type { DatabaseSearchReport } from '../search/run-database-search.ts'
import type { Scale, TaskResult } from '../task.ts'

const runFile = join(import.meta.dirname, '..', 'search', 'run-database-search.ts')
/** As many as `search` compares, and as many as a peer does by default. */
const limits = { wide: 120, usual: 40 }

/** The same questions as a peer answers them: hit index in PostgreSQL, records read live from the source and mapped. */
export async function runSearchPostgresql(
  _folders: readonly string[],
  { persons }: Scale,
): Promise<TaskResult> {
  const source = await openIndexedSource(persons)
  const run = (limit: number) => runInProcess<DatabaseSearchReport>(runFile, { ...source, persons, limit })
  return { persons, ...(await run(limits.wide)), usual: await run(limits.usual) }
}
