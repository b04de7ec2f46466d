import type { LinkagePair, LinkagePairDetail, LinkageRun } from '@isthmus/contract/types'

/** What was decided here, by pair; laid over the list as it was read. */
export type Decided = ReadonlyMap<string, LinkagePair>

export type Progress = { total: number; decided: number; same: number; different: number }

/** The pairs as they stand now, in the order in which they were read. */
export function toCurrentPairs(read: readonly LinkagePair[], decided: Decided): LinkagePair[] {
  return read.map((pair) => decided.get(pair.id) ?? pair)
}

/** The next pair after a place that nobody has decided, else the first before it; undefined when all are decided. */
export function findNextUndecided(pairs: readonly LinkagePair[], at: number): number | undefined {
  const isOpen = (pair: LinkagePair) => pair.state === 'undecided'
  const after = pairs.findIndex((pair, place) => place > at && isOpen(pair))
  if (after >= 0) return after
  const before = pairs.findIndex((pair, place) => place !== at && isOpen(pair))
  return before >= 0 ? before : undefined
}

/** Same or different can be said only of two records that lie before the reviewer. */
export function isJudgeable(detail: LinkagePairDetail | undefined): boolean {
  return detail?.left !== undefined && detail.right !== undefined
}

/** How far the run is reviewed: as the peer counted it, and what was decided since. */
export function toProgress(run: LinkageRun, read: readonly LinkagePair[], decided: Decided): Progress {
  let { same, different } = run
  for (const before of read) {
    const now = decided.get(before.id)
    if (now === undefined) continue
    same += countOf(now, 'same') - countOf(before, 'same')
    different += countOf(now, 'different') - countOf(before, 'different')
  }
  return { total: run.pairs, decided: same + different, same, different }
}

function countOf(pair: LinkagePair, state: LinkagePair['state']): number {
  return Number(pair.state === state)
}
