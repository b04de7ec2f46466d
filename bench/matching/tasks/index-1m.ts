import { type IndexReport, openIndexedSource } from '../index/indexed-source.ts'
import type { Scale, TaskResult } from '../task.ts'

const growth = [10_000, 100_000, 1_000_000]

/** From the rows of a source of invented persons to the generation of the hit index that answers, as a peer does it. */
export async function runIndex1m(_folders: readonly string[], scale: Scale): Promise<TaskResult> {
  const { report } = await openIndexedSource(scale.persons)
  if (!scale.isGrowthShown) return report
  const sizes: Record<string, IndexReport> = {}
  for (const persons of growth.filter((size) => size < scale.persons))
    sizes[String(persons)] = (await openIndexedSource(persons)).report
  return { ...report, growth: sizes }
}
