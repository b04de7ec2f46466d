import type { Catalogue, SearchHistory, Session } from '@isthmus/contract/types'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { peerPaths } from '../paths.ts'
import { fetchJson } from './fetch-api.ts'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => fetchJson<Session>(peerPaths.session, signal),
  staleTime: 5 * 60_000,
})

export const catalogueQuery = queryOptions({
  queryKey: ['catalogue'],
  queryFn: ({ signal }) => fetchJson<Catalogue>(peerPaths.catalogue, signal),
  staleTime: 30_000,
})

export const historyQuery = infiniteQueryOptions({
  queryKey: ['history'],
  queryFn: ({ pageParam, signal }) => fetchJson<SearchHistory>(toHistoryPath(pageParam), signal),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
})

function toHistoryPath(before: string): string {
  return before === '' ? peerPaths.searches : `${peerPaths.searches}?before=${encodeURIComponent(before)}`
}
