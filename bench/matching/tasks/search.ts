import { join } from 'node:path'
import { runInProcess } from '../../measure/run-in-process.ts'
import type { SearchReport } from '../search/run-search.ts'
import type { Scale, TaskResult } from '../task.ts'

const runFile = join(import.meta.dirname, '..', 'search', 'run-search.ts')
const growth = [10_000, 100_000, 1_000_000]

/** Searches in one peer's index held in memory: key look-up, candidates scored, explanation on, one thread. */
export async function runSearch(_folders: readonly string[], scale: Scale): Promise<TaskResult> {
  const report = await runInMemory(scale.persons)
  if (!scale.isGrowthShown) return report
  const sizes: Record<string, SearchReport> = {}
  for (const persons of growth.filter((size) => size < scale.persons))
    sizes[String(persons)] = await runInMemory(persons)
  return { ...report, growth: sizes }
}

/** In a process of its own: no other task's garbage, and the persons' memory is given back. */
function runInMemory(persons: number): Promise<SearchReport> {
  return runInProcess(runFile, { persons }, ['--max-old-space-size=8192'])
}
