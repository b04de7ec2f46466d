import type { AttachmentDraft, AttachmentEntry, AttachmentList } from '@isthmus/contract/types'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { peerPaths } from '../paths.ts'
import { fetchApi, fetchJson } from './fetch-api.ts'

export const attachmentsQuery = infiniteQueryOptions({
  queryKey: ['attachments'],
  queryFn: ({ signal, pageParam }) => {
    const query = pageParam ? `?${new URLSearchParams({ before: pageParam })}` : ''
    return fetchJson<AttachmentList>(`${peerPaths.attachments}${query}`, signal)
  },
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
  // What is on its way arrives while one looks.
  refetchInterval: 3_000,
})

export async function prepareAttachment(draft: AttachmentDraft): Promise<AttachmentEntry> {
  const response = await fetchApi(peerPaths.attachments, { method: 'POST', body: draft })
  return response.json()
}

export function showAttachment(id: string): Promise<AttachmentEntry> {
  return fetchJson<AttachmentEntry>(addressOf(id))
}

/** Ends an upload, or has a file that was sent deleted. */
export async function withdrawAttachment(id: string): Promise<AttachmentEntry> {
  const response = await fetchApi(`${addressOf(id)}/withdrawal`, { method: 'POST' })
  return response.json()
}

/** Where the browser itself fetches a file: it goes to the disk as it comes. */
export function contentAddress(id: string): string {
  return `${addressOf(id)}/content`
}

export function addressOf(id: string): string {
  return `${peerPaths.attachments}/${encodeURIComponent(id)}`
}
