import { comparePerson, prepareSubject } from '@isthmus/protocol/score'
import type { KeyIndex } from '../key-index.ts'
import { findPoliticians } from '../politicians.ts'
import type { TaskResult } from '../task.ts'

const leastAsked = 20

/** The name alone: share of questions whose best answer is the right person, by script. */
export function runPoliticiansNameTop1(folders: readonly string[]): TaskResult | undefined {
  const politicians = findPoliticians(folders)
  if (politicians === undefined) return undefined
  const { index, queries } = politicians
  const counts = new Map<string, { asked: number; right: number }>([['all', { asked: 0, right: 0 }]])
  for (const { id, script, name } of queries) {
    const isRight = findBest(index, name) === id
    for (const key of ['all', script.toLowerCase()]) {
      const count = counts.get(key) ?? { asked: 0, right: 0 }
      counts.set(key, count)
      count.asked++
      if (isRight) count.right++
    }
  }
  const shares: TaskResult = {}
  for (const [key, { asked, right }] of counts)
    if (key === 'all' || asked >= leastAsked) shares[key] = right / Math.max(1, asked)
  // The data calls the script CJK, the field calls it Han.
  return shares.cjk === undefined ? shares : { ...shares, han: shares.cjk }
}

function findBest(index: KeyIndex, name: string): string | undefined {
  const prepared = prepareSubject({ full: name })
  let best = 0
  let found: string | undefined
  for (const at of index.candidatesOf([{ full: name }])) {
    const person = index.persons[at]
    if (person === undefined) continue
    const { score } = comparePerson(prepared, person, { population: index.persons.length })
    if (score > best) {
      best = score
      found = person.reference
    }
  }
  return found
}
