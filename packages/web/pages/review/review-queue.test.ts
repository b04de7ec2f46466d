import type { LinkagePair, LinkageRun, Person } from '@isthmus/contract/types'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findNextUndecided, isJudgeable, toCurrentPairs, toProgress } from './review-queue.ts'

const pair = (id: number, state: LinkagePair['state'] = 'undecided'): LinkagePair => ({
  id: `p${id}`,
  runId: 'r1',
  left: { source: 'register', reference: `L-${id}` },
  right: { source: 'register', reference: `R-${id}` },
  score: 20,
  probability: 0.9,
  band: 'probable',
  state,
})

const run: LinkageRun = {
  id: 'r1',
  kind: 'duplicates',
  sources: ['register'],
  state: 'done',
  legalBasis: 'GDPR art. 5(1)(d)',
  startedAt: '2026-11-01T08:00:00Z',
  persons: [1000],
  steps: [],
  pairs: 10,
  clusters: 3,
  undecided: 8,
  same: 1,
  different: 1,
}

describe('the queue of pairs', () => {
  it('goes on to the next open pair, then to those that were passed over, then ends', () => {
    const pairs = [pair(0), pair(1, 'same'), pair(2), pair(3, 'different')]
    expect(findNextUndecided(pairs, 0)).toBe(2)
    expect(findNextUndecided(pairs, 2)).toBe(0)
    expect(findNextUndecided([pair(0), pair(1, 'same')], 0)).toBeUndefined()
    expect(findNextUndecided([], 0)).toBeUndefined()
  })

  it('keeps its order when pairs are decided', () => {
    const now = toCurrentPairs([pair(0), pair(1)], new Map([['p0', pair(0, 'same')]]))
    expect(now.map(({ id, state }) => `${id} ${state}`)).toEqual(['p0 same', 'p1 undecided'])
  })

  it('counts what was decided since the run was read, and what was taken back', () => {
    const read = [pair(0), pair(1, 'same'), pair(2)]
    const decided = new Map([pair(0, 'different'), pair(1), pair(2, 'same')].map((one) => [one.id, one]))
    expect(toProgress(run, read, decided)).toEqual({ total: 10, decided: 3, same: 1, different: 2 })
  })

  it('never counts more than it has, whatever is decided and undone', () => {
    const state = fc.constantFrom<LinkagePair['state']>('same', 'different', 'undecided')
    fc.assert(
      fc.property(fc.array(fc.tuple(state, state), { maxLength: 10 }), (states) => {
        const read = states.map(([before], id) => pair(id, before))
        const decided = new Map(states.map(([, after], id) => [`p${id}`, pair(id, after)]))
        const countOf = (wanted: string, side: 0 | 1) => states.filter((both) => both[side] === wanted).length
        const counted = {
          ...run,
          pairs: states.length,
          same: countOf('same', 0),
          different: countOf('different', 0),
        }
        expect(toProgress(counted, read, decided)).toEqual({
          total: states.length,
          decided: countOf('same', 1) + countOf('different', 1),
          same: countOf('same', 1),
          different: countOf('different', 1),
        })
      }),
    )
  })
})

it('same and different can be said only when both records are there', () => {
  const record: Person = { kind: 'person', reference: 'r', claims: [] }
  const detail = { pair: pair(1), comparisons: [] }
  expect(isJudgeable(undefined)).toBe(false)
  expect(isJudgeable({ ...detail, left: record })).toBe(false)
  expect(isJudgeable({ ...detail, left: record, right: record })).toBe(true)
})
