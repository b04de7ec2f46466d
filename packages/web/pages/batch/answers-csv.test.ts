import type { Hit, SourceState } from '@isthmus/contract/types'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toAnswersCsv } from './answers-csv.ts'
import { splitRows } from './batch-file.ts'
import type { BatchRow } from './batch-view.ts'

function rowWith(...answers: Partial<SourceState>[]): BatchRow {
  const whole = answers.map((answer, at): [string, SourceState] => [
    `p/${at}`,
    {
      peerId: 'p',
      peerName: 'Peer',
      sourceId: `${at}`,
      sourceTitle: 'Source',
      state: 'no-hit',
      hits: [],
      ...answer,
    },
  ])
  return { subject: 0, line: 2, answers: new Map(whole) }
}

const hit: Hit = { reference: 'R1', score: -1.25, probability: 0.5, band: 'possible', comparisons: [] }

function cellsOf(rows: BatchRow[]): string[][] {
  return splitRows(toAnswersCsv(rows).replace('\uFEFF', '')).map(({ cells }) => cells)
}

test('one row per hit and one per source without a hit', () => {
  const refusal = { code: 'GATE_BETWEEN_REGIMES', policy: 'p', text: 't', unblock: 'u' }
  const [header, ...rows] = cellsOf([
    rowWith({ state: 'hit', hits: [hit, hit] }, { state: 'refused', refusal }),
  ])
  expect(header).toContain('reference')
  expect(rows).toEqual([
    ['2', 'Peer', 'Source', 'hit', 'R1', 'possible', '0.5000', '-1.3', '', '', ''],
    ['2', 'Peer', 'Source', 'hit', 'R1', 'possible', '0.5000', '-1.3', '', '', ''],
    ['2', 'Peer', 'Source', 'refused', '', '', '', '', '', '', 'GATE_BETWEEN_REGIMES'],
  ])
})

test.each(['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1'])('%j cannot run as a formula', (reference) => {
  const [, row] = cellsOf([rowWith({ hits: [{ ...hit, reference }] })])
  expect(row?.[4]?.startsWith("'")).toBe(true)
})

test('whatever a source writes, no cell begins as a formula and the columns stay', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (reference, sourceTitle) => {
      const [, row] = cellsOf([rowWith({ sourceTitle, hits: [{ ...hit, reference }] })])
      expect(row).toHaveLength(11)
      const unsafe = row?.filter((cell) => !/^(-?\d+(\.\d+)?$|[^=+\-@]|$)/u.test(cell))
      expect(unsafe).toEqual([])
    }),
  )
})
