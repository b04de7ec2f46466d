import type { Hit, SearchEvent, SourceState } from '@isthmus/contract/types'
import { describe, expect, test } from 'vitest'
import {
  askingView,
  countAnswered,
  countSettled,
  reduceSearch,
  type SearchView,
  toRankedHits,
  toShownState,
  toStateCounts,
} from './search-view.ts'

function sourceOf(
  sourceId: string,
  state: SourceState['state'],
  more: Partial<SourceState> = {},
): SourceState {
  return { peerId: 'peer-a', peerName: 'Peer A', sourceId, sourceTitle: sourceId, state, hits: [], ...more }
}

function hitOf(reference: string, probability: number): Hit {
  return { reference, score: 1, probability, band: 'possible', comparisons: [] }
}

function viewAfter(...events: SearchEvent[]): SearchView {
  return events.reduce(reduceSearch, askingView)
}

const asked: SearchEvent = {
  event: 'asked',
  correlationId: 'c1',
  subjects: 1,
  sources: [sourceOf('one', 'asking'), sourceOf('two', 'asking')],
}

const answer = (state: SourceState): SearchEvent => ({ event: 'answer', subject: 0, answer: state })

const done: SearchEvent = { event: 'done', hits: 0, tookMs: 5 }

describe('reduceSearch', () => {
  test('an answer takes the place of its source and leaves the others', () => {
    const view = viewAfter(asked, answer(sourceOf('two', 'no-hit')))
    expect(view.sources.map(({ state }) => state)).toEqual(['asking', 'no-hit'])
    expect(countAnswered(view)).toBe(1)
  })

  test('a slow source that answers at last is no longer slow', () => {
    const late = sourceOf('one', 'hit', { hits: [hitOf('r', 0.9)] })
    const view = viewAfter(asked, answer(sourceOf('one', 'slow')), answer(late))
    expect(view.sources[0]).toEqual(late)
  })

  test('a peer that answers for all its sources answers for those that are open', () => {
    const down = sourceOf('*', 'unreachable', { fault: 'no route' })
    const view = viewAfter(asked, answer(sourceOf('one', 'no-hit')), answer(down))
    expect(view.sources.map(({ sourceId, state }) => [sourceId, state])).toEqual([
      ['one', 'no-hit'],
      ['two', 'unreachable'],
    ])
  })

  test('the stand-in of a peer goes when the peer names its sources', () => {
    const standIn: SearchEvent = { ...asked, sources: [sourceOf('*', 'asking')] }
    const view = viewAfter(standIn, answer(sourceOf('one', 'no-hit')), answer(sourceOf('two', 'refused')))
    expect(view.sources.map(({ sourceId }) => sourceId)).toEqual(['one', 'two'])
  })

  test('a silent peer without known sources stays as one card', () => {
    const standIn: SearchEvent = { ...asked, sources: [sourceOf('*', 'asking')] }
    const view = viewAfter(standIn, answer(sourceOf('*', 'unreachable')))
    expect(view.sources.map(({ sourceId, state }) => [sourceId, state])).toEqual([['*', 'unreachable']])
  })

  test('the same source id at two peers is two sources', () => {
    const view = viewAfter(asked, answer({ ...sourceOf('one', 'no-hit'), peerId: 'peer-b' }))
    expect(view.sources).toHaveLength(3)
  })

  test('a source that was still asked when the search ended is shown as unanswered', () => {
    const view = viewAfter(asked, done)
    expect(view.sources.map((source) => toShownState(source, view))).toEqual(['unanswered', 'unanswered'])
  })
})

test('hits of all sources stand in the order of their probability', () => {
  const view = viewAfter(
    asked,
    answer(sourceOf('one', 'hit', { hits: [hitOf('low', 0.2), hitOf('high', 0.99)] })),
    answer(sourceOf('two', 'hit', { hits: [hitOf('middle', 0.5)] })),
  )
  expect(toRankedHits(view).map(({ hit }) => hit.reference)).toEqual(['high', 'middle', 'low'])
})

test('a refusal is an answer, an unreachable source is settled without one', () => {
  const view = viewAfter(
    asked,
    answer(sourceOf('one', 'refused')),
    answer(sourceOf('two', 'unreachable')),
    done,
  )
  expect(countAnswered(view)).toBe(1)
  expect(countSettled(view)).toBe(2)
  expect(toStateCounts(view)).toEqual([
    ['refused', 1],
    ['unreachable', 1],
  ])
})
