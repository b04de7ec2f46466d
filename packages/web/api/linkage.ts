import type {
  LinkageDecision,
  LinkagePair,
  LinkagePairDetail,
  LinkagePairList,
  LinkageRunList,
} from '@isthmus/contract/types'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { peerPaths } from '../paths.ts'
import { ApiError } from './api-error.ts'
import { fetchApi, fetchJson } from './fetch-api.ts'

/** While a run is under way its counts are asked for again after this time. */
const runPollMs = 3000

export type PairState = LinkagePair['state']

export const linkageRunsQuery = queryOptions({
  queryKey: ['linkage', 'runs'],
  queryFn: ({ signal }) => fetchJson<LinkageRunList>(peerPaths.linkageRuns, signal),
  staleTime: 0,
  refetchInterval: ({ state }) =>
    state.data?.runs.some((run) => run.state === 'running') ? runPollMs : false,
})

/** Pairs of a run, by their references. The list stays as it was read, so that the place in it is not lost. */
export function linkagePairsQuery(runId: string, state: PairState | 'all') {
  return infiniteQueryOptions({
    queryKey: ['linkage', 'pairs', runId, state],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<LinkagePairList>(toPairsPath(runId, { state, after: pageParam }), signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}

/** Both records of a pair, read now; forgotten as soon as they are no longer on the page. */
export function linkagePairQuery(pairId: string) {
  return queryOptions({
    queryKey: ['linkage', 'pair', pairId],
    queryFn: ({ signal }) =>
      fetchJson<LinkagePairDetail>(`${peerPaths.linkagePairs}/${encodeURIComponent(pairId)}`, signal),
    staleTime: 0,
    gcTime: 0,
  })
}

/** Throws ApiError. */
export async function decidePair(pairId: string, decision: LinkageDecision): Promise<LinkagePair> {
  const path = `${peerPaths.linkagePairs}/${encodeURIComponent(pairId)}/decision`
  const response = await fetchApi(path, { method: 'POST', body: decision })
  try {
    return await response.json()
  } catch {
    throw new ApiError('ANSWER_UNREADABLE', `${path} answered something else than JSON`)
  }
}

function toPairsPath(runId: string, { state, after }: { state: PairState | 'all'; after: string }): string {
  const query = new URLSearchParams({ state })
  if (after !== '') query.set('after', after)
  return `${peerPaths.linkageRuns}/${encodeURIComponent(runId)}/pairs?${query}`
}
