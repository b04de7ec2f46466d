import type { Hit, SearchEvent, SourceState } from '@isthmus/contract/types'
import type { ApiError } from '../../api/api-error.ts'

/** What the page knows of a running or ended search. Immutable; each event makes a new one. */
export type SearchView = {
  stage: 'idle' | 'asking' | 'done' | 'stopped' | 'failed'
  correlationId: string | undefined
  sources: readonly SourceState[]
  tookMs: number | undefined
  error: ApiError | undefined
}

/** How a source is shown: as the peer said, or `unanswered` when the search ended without it. */
export type ShownState = SourceState['state'] | 'unanswered'

export type RankedHit = { hit: Hit; source: SourceState; key: string }

export const idleView: SearchView = {
  stage: 'idle',
  correlationId: undefined,
  sources: [],
  tookMs: undefined,
  error: undefined,
}

export const askingView: SearchView = { ...idleView, stage: 'asking' }

/** The view after one more event of the stream. */
export function reduceSearch(view: SearchView, event: SearchEvent): SearchView {
  switch (event.event) {
    case 'asked':
      return { ...view, correlationId: event.correlationId, sources: event.sources }
    case 'answer':
      return { ...view, sources: placeAnswer(view.sources, event.answer) }
    case 'done':
      return { ...view, stage: 'done', tookMs: event.tookMs }
  }
}

/** The hits of all sources, most probable first; the same order for the same answers. */
export function toRankedHits(view: SearchView): RankedHit[] {
  const ranked = view.sources.flatMap((source) =>
    source.hits.map((hit) => ({ hit, source, key: `${toSourceKey(source)} ${hit.reference}` })),
  )
  return ranked.sort(
    (a, b) => b.hit.probability - a.hit.probability || b.hit.score - a.hit.score || (a.key < b.key ? -1 : 1),
  )
}

/** Sources that gave an answer; a refusal is one, silence is none. */
export function countAnswered(view: SearchView): number {
  return view.sources.filter(({ state }) => state === 'hit' || state === 'no-hit' || state === 'refused')
    .length
}

/** Sources that are no longer waited for. */
export function countSettled(view: SearchView): number {
  return view.sources.filter(({ state }) => state !== 'asking').length
}

export function toShownState(source: SourceState, view: Pick<SearchView, 'stage'>): ShownState {
  return source.state === 'asking' && view.stage !== 'asking' ? 'unanswered' : source.state
}

/** How many sources stand in each state, in the order in which an officer has to look at them. */
export function toStateCounts(view: SearchView): [ShownState, number][] {
  const order: ShownState[] = ['hit', 'no-hit', 'refused', 'unreachable', 'slow', 'unanswered', 'asking']
  const shown = view.sources.map((source) => toShownState(source, view))
  return order
    .map((state): [ShownState, number] => [state, shown.filter((other) => other === state).length])
    .filter(([, count]) => count > 0)
}

export function toSourceKey(source: Pick<SourceState, 'peerId' | 'sourceId'>): string {
  return `${source.peerId}/${source.sourceId}`
}

/** A peer that answers for `*` speaks for all its sources that have not yet answered. */
function placeAnswer(sources: readonly SourceState[], answer: SourceState): SourceState[] {
  if (answer.sourceId === '*') {
    const open = sources.filter((source) => isOpen(source) && source.peerId === answer.peerId)
    if (open.some((source) => source.sourceId !== '*')) {
      return sources.map((source) => (open.includes(source) ? speakFor(source, answer) : source))
    }
  }
  const key = toSourceKey(answer)
  const others = sources.filter((source) => !isStandIn(source, answer))
  const isKnown = others.some((source) => toSourceKey(source) === key)
  return isKnown
    ? others.map((source) => (toSourceKey(source) === key ? answer : source))
    : [...others, answer]
}

function isOpen(source: SourceState): boolean {
  return source.state === 'asking' || source.state === 'slow'
}

/** The `*` that stood for a peer goes when the peer names its real sources. */
function isStandIn(source: SourceState, answer: SourceState): boolean {
  return source.peerId === answer.peerId && source.sourceId === '*' && answer.sourceId !== '*'
}

function speakFor(source: SourceState, answer: SourceState): SourceState {
  return { ...answer, sourceId: source.sourceId, sourceTitle: source.sourceTitle }
}
