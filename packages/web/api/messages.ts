import type { MessageDraft, MessageEntry, MessageList } from '@isthmus/contract/types'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { peerPaths } from '../paths.ts'
import { fetchApi, fetchJson } from './fetch-api.ts'

export type MessageBox = 'sent' | 'received' | 'dead'

export const messagesQuery = (box: MessageBox) =>
  infiniteQueryOptions({
    queryKey: ['messages', box],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ box, ...(pageParam ? { before: pageParam } : {}) })
      return fetchJson<MessageList>(`${peerPaths.messages}?${query}`, signal)
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    // What waits becomes delivered while one looks.
    refetchInterval: 5_000,
  })

export async function sendNote(draft: MessageDraft): Promise<MessageEntry> {
  const response = await fetchApi(peerPaths.messages, { method: 'POST', body: draft })
  return response.json()
}

export async function handleDeadLetter(id: string, act: 'resending' | 'discarding'): Promise<MessageEntry> {
  const response = await fetchApi(`${peerPaths.messages}/${encodeURIComponent(id)}/${act}`, {
    method: 'POST',
  })
  return response.json()
}
