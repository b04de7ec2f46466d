import { countAccepted, findJudgedLists } from '../judged-lists.ts'
import type { TaskResult } from '../task.ts'
import { thresholds } from '../thresholds.ts'

/** Official lists: share of same pairs found and of judged-different pairs accepted, with every name of both sides. */
export async function runListsAllAliases(folders: readonly string[]): Promise<TaskResult | undefined> {
  const lists = await findJudgedLists(folders)
  return lists && countAccepted(lists.pairs, thresholds.listsAllAliases)
}
