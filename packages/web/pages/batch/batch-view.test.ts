import type { SearchEvent, SourceState } from '@isthmus/contract/types'
import { expect, test } from 'vitest'
import { countAnsweredRows, idleBatch, reduceBatch, toBatchHits, toBatchRows } from './batch-view.ts'

function sourceOf(sourceId: string, state: SourceState['state'], probabilities: number[] = []): SourceState {
  const hits = probabilities.map((probability) => ({
    reference: `${sourceId}-${probability}`,
    score: 1,
    probability,
    band: 'possible' as const,
    comparisons: [],
  }))
  return { peerId: 'p', peerName: 'Peer', sourceId, sourceTitle: sourceId, state, hits }
}

const asked: SearchEvent = {
  event: 'asked',
  correlationId: 'c1',
  subjects: 2,
  rejectedRows: [{ line: 3, reason: 'too little' }],
  sources: [sourceOf('one', 'asking'), sourceOf('two', 'asking')],
}

const answer = (subject: number, line: number, source: SourceState): SearchEvent => ({
  event: 'answer',
  subject,
  line,
  answer: source,
})

test('answers gather by line, and a row is answered when every source has answered', () => {
  const view = reduceBatch(idleBatch, [
    asked,
    answer(1, 4, sourceOf('one', 'hit', [0.4])),
    answer(0, 2, sourceOf('one', 'no-hit')),
    answer(1, 4, sourceOf('two', 'hit', [0.9])),
  ])
  expect(toBatchRows(view).map(({ line }) => line)).toEqual([2, 4])
  expect(countAnsweredRows(view)).toBe(1)
  expect(view.rejected).toEqual([{ line: 3, reason: 'too little' }])
  expect(toBatchRows(view).map((row) => toBatchHits(row).map(({ hit }) => hit.probability))).toEqual([
    [],
    [0.9, 0.4],
  ])
})

test('a source that answers again is counted once, and the view before is left as it was', () => {
  const before = reduceBatch(idleBatch, [asked, answer(0, 2, sourceOf('one', 'slow'))])
  const after = reduceBatch(before, [
    answer(0, 2, sourceOf('one', 'hit', [0.8])),
    { event: 'done', hits: 1, tookMs: 1 },
  ])
  expect(after).toMatchObject({ answers: 1, stage: 'done' })
  expect(toBatchHits(toBatchRows(before)[0] ?? { subject: 0, line: 0, answers: new Map() })).toEqual([])
})
