import type { SearchAnswerEvent, SourceState } from '@isthmus/contract'
import { expect, it } from 'vitest'
import { StateTally } from './state-tally.ts'

type State = SourceState['state']

function tallyOf(
  ...answers: [peerId: string, sourceId: string, state: State, subject?: number][]
): StateTally {
  const tally = new StateTally()
  for (const [peerId, sourceId, state, subject = 0] of answers) {
    const answer = { peerId, peerName: peerId, sourceId, sourceTitle: sourceId, state, hits: [] }
    const event: SearchAnswerEvent = { event: 'answer', subject, answer }
    tally.count(event)
  }
  return tally
}

it('a source that was slow and answered after all ended in its answer', () => {
  const tally = tallyOf(['south', 'register', 'slow'], ['south', 'register', 'no-hit'])
  expect(tally.toSources()).toEqual({ 'south/register': 'no-hit' })
  expect(tally.toCounts()).toEqual({ 'no-hit': 1 })
})

it('a peer that names its sources is no longer counted as a whole', () => {
  const tally = tallyOf(['south', '*', 'slow'], ['south', 'register', 'no-hit'])
  expect(tally.toSources()).toEqual({ 'south/register': 'no-hit' })
})

it('of a batch it says of each source what matters most', () => {
  const tally = tallyOf(
    ['south', 'a', 'no-hit', 0],
    ['south', 'a', 'hit', 1],
    ['south', 'b', 'no-hit', 0],
    ['south', 'b', 'unreachable', 1],
  )
  expect(tally.toSources()).toEqual({ 'south/a': 'hit', 'south/b': 'unreachable' })
})

it('it names a hundred sources at most, and counts all', () => {
  const tally = tallyOf(
    ...Array.from({ length: 150 }, (_, n): ['south', string, State] => ['south', `s${n}`, 'no-hit']),
  )
  expect(Object.keys(tally.toSources())).toHaveLength(100)
  expect(tally.toCounts()).toEqual({ 'no-hit': 150 })
})
