import type { NoticeList } from '@isthmus/contract/types'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { peerPaths } from '../paths.ts'
import { fetchApi, fetchJson } from './fetch-api.ts'

const pollMs = 20_000

export const noticesQuery = infiniteQueryOptions({
  queryKey: ['notices', 'pages'],
  queryFn: ({ signal, pageParam }) => {
    const query = pageParam ? `?${new URLSearchParams({ before: pageParam })}` : ''
    return fetchJson<NoticeList>(`${peerPaths.notices}${query}`, signal)
  },
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
  staleTime: 0,
})

export const unreadQuery = queryOptions({
  queryKey: ['notices', 'unread'],
  queryFn: async ({ signal }) => (await fetchJson<NoticeList>(peerPaths.notices, signal)).unread,
  refetchInterval: pollMs,
  staleTime: pollMs,
  retry: false,
})

export async function readNotice(id: string): Promise<NoticeList> {
  const response = await fetchApi(`${peerPaths.notices}/${encodeURIComponent(id)}/reading`, {
    method: 'POST',
  })
  return response.json()
}
