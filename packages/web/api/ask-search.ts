import type { BatchRequest, SearchEvent, SearchRequest } from '@isthmus/contract/types'
import { peerPaths } from '../paths.ts'
import { ApiError } from './api-error.ts'
import { fetchApi } from './fetch-api.ts'
import { readNdjson } from './read-ndjson.ts'

const eventNames: readonly unknown[] = ['asked', 'answer', 'done'] satisfies SearchEvent['event'][]

/** Asks one question; yields the events as they arrive. Throws ApiError; STREAM_BROKEN when `done` never came. */
export function askSearch(request: SearchRequest, signal: AbortSignal): AsyncGenerator<SearchEvent, void> {
  return streamEvents(peerPaths.searches, request, signal)
}

/** Asks about every row of a CSV; otherwise as askSearch. */
export function askBatch(request: BatchRequest, signal: AbortSignal): AsyncGenerator<SearchEvent, void> {
  return streamEvents(peerPaths.batch, request, signal)
}

async function* streamEvents(
  path: string,
  body: SearchRequest | BatchRequest,
  signal: AbortSignal,
): AsyncGenerator<SearchEvent, void> {
  const response = await fetchApi(path, { method: 'POST', body, signal })
  if (response.body === null) throw new ApiError('ANSWER_UNREADABLE', `${path} answered nothing`)
  let isDone = false
  try {
    for await (const event of readNdjson(response.body)) {
      if (!isSearchEvent(event)) continue
      yield event
      isDone = event.event === 'done'
    }
  } catch (cause) {
    if (signal.aborted || cause instanceof ApiError) throw cause
    throw new ApiError('STREAM_BROKEN', `${path} broke off`)
  }
  if (!isDone) throw new ApiError('STREAM_BROKEN', `${path} ended before it was done`)
}

/** Events of a later version are passed over, not refused. */
function isSearchEvent(value: unknown): value is SearchEvent {
  return typeof value === 'object' && value !== null && 'event' in value && eventNames.includes(value.event)
}
