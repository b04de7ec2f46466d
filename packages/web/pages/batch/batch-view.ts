import type { Hit, RejectedRow, SearchEvent, SourceState } from '@isthmus/contract/types'
import type { ApiError } from '../../api/api-error.ts'

export type BatchHit = { hit: Hit; source: Pick<SourceState, 'peerName' | 'sourceTitle' | 'contact'> }

/** What is known of one row of the file: one answer per source, by the source's key. */
export type BatchRow = { subject: number; line: number; answers: ReadonlyMap<string, SourceState> }

/** What the page knows of a running or ended batch. */
export type BatchView = {
  stage: 'idle' | 'asking' | 'done' | 'stopped' | 'failed'
  correlationId: string | undefined
  subjects: number
  rejected: readonly RejectedRow[]
  sources: readonly SourceState[]
  rows: ReadonlyMap<number, BatchRow>
  answers: number
  error: ApiError | undefined
}

export const idleBatch: BatchView = {
  stage: 'idle',
  correlationId: undefined,
  subjects: 0,
  rejected: [],
  sources: [],
  rows: new Map(),
  answers: 0,
  error: undefined,
}

/** The view after some more events; the table of rows is copied once for all of them. */
export function reduceBatch(view: BatchView, events: readonly SearchEvent[]): BatchView {
  const rows = new Map(view.rows)
  let next: BatchView = { ...view, rows }
  for (const event of events) {
    if (event.event === 'asked') {
      const { correlationId, subjects, sources, rejectedRows: rejected = [] } = event
      next = { ...next, correlationId, subjects, sources, rejected }
    }
    if (event.event === 'answer') {
      next = { ...next, answers: next.answers + placeAnswer(rows, event) }
    }
    if (event.event === 'done') next = { ...next, stage: 'done' }
  }
  return next
}

/** Rows in the order of the file. */
export function toBatchRows(view: BatchView): BatchRow[] {
  return [...view.rows.values()].sort((a, b) => a.line - b.line)
}

/** A row's hits from all sources, most probable first. */
export function toBatchHits(row: BatchRow): BatchHit[] {
  return [...row.answers.values()]
    .flatMap((source) => source.hits.map((hit) => ({ hit, source })))
    .sort((a, b) => b.hit.probability - a.hit.probability || b.hit.score - a.hit.score)
}

/** Rows to which as many sources have answered as were asked. */
export function countAnsweredRows(view: BatchView): number {
  return [...view.rows.values()].filter((row) => row.answers.size >= view.sources.length).length
}

/** Places one answer; 1 when it is the first of its source for its row, 0 when it replaces one. */
function placeAnswer(rows: Map<number, BatchRow>, event: Extract<SearchEvent, { event: 'answer' }>): 0 | 1 {
  const { subject, line = subject + 2, answer } = event
  const row = rows.get(subject) ?? { subject, line, answers: new Map<string, SourceState>() }
  const key = `${answer.peerId}/${answer.sourceId}`
  rows.set(subject, { ...row, answers: new Map(row.answers).set(key, answer) })
  return row.answers.has(key) ? 0 : 1
}
