import type { IndexRun } from '@isthmus/contract/types'
import { queryOptions } from '@tanstack/react-query'
import { peerPaths } from '../paths.ts'
import { fetchApi, fetchJson } from './fetch-api.ts'

const watchMs = 2_000

/** The latest intake run of a source of the own peer, looked at again while it runs. */
export const latestRunQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ['source', sourceId, 'run'],
    queryFn: ({ signal }) => fetchJson<IndexRun>(`${toPath(sourceId)}/runs/latest`, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? watchMs : false),
  })

/** Starts a run that may take so many records out of the index. Throws ApiError. */
export async function confirmDeletions(sourceId: string, mayDelete: number): Promise<void> {
  await fetchApi(`${toPath(sourceId)}/runs`, { method: 'POST', body: { mayDelete } })
}

/** Takes a source out of the own peer with all that it keeps of it. Throws ApiError. */
export async function removeSource(sourceId: string): Promise<void> {
  await fetchApi(toPath(sourceId), { method: 'DELETE' })
}

function toPath(sourceId: string): string {
  return `${peerPaths.sources}/${encodeURIComponent(sourceId)}`
}
