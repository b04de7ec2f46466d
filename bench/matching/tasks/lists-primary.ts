import { countAccepted, findJudgedLists, withNames } from '../judged-lists.ts'
import type { TaskResult } from '../task.ts'
import { thresholds } from '../thresholds.ts'

/** Official lists with only the primary name of each side. */
export async function runListsPrimary(folders: readonly string[]): Promise<TaskResult | undefined> {
  const lists = await findJudgedLists(folders)
  if (lists === undefined) return undefined
  const cut = lists.pairs.map((pair) => ({
    ...pair,
    a: withNames(pair.a, (_, at) => at === 0),
    b: withNames(pair.b, (_, at) => at === 0),
  }))
  return countAccepted(cut, thresholds.listsPrimary)
}
