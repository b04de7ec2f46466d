import type { Person } from '@isthmus/contract'
import { scriptOf } from '@isthmus/protocol/names'
import { countAccepted, findJudgedLists, type JudgedPair, withNames } from '../judged-lists.ts'
import type { TaskResult } from '../task.ts'
import { thresholds } from '../thresholds.ts'

/** Official lists, one side only in Latin letters, the other only in another script; both ways. */
export async function runListsOppositeScripts(folders: readonly string[]): Promise<TaskResult | undefined> {
  const lists = await findJudgedLists(folders)
  if (lists === undefined) return undefined
  const cut: JudgedPair[] = []
  for (const pair of lists.pairs) {
    for (const [one, other] of [
      [pair.a, pair.b],
      [pair.b, pair.a],
    ] as const) {
      const a = withNames(one, (name) => scriptOf(name) !== 'Latn')
      const b = withNames(other, (name) => scriptOf(name) === 'Latn')
      if (hasName(a) && hasName(b)) cut.push({ a, b, isSame: pair.isSame })
    }
  }
  return countAccepted(cut, thresholds.listsOppositeScripts)
}

function hasName(person: Person): boolean {
  return person.claims.some((claim) => claim.names.length > 0)
}
