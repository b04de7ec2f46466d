import type {
  LogErased,
  LogErasure,
  LogErasureOrder,
  LogErasureOrderList,
  LogErasurePreview,
  LogHold,
  LogHoldList,
} from '@isthmus/contract/types'
import { queryOptions } from '@tanstack/react-query'
import { peerPaths } from '../paths.ts'
import { fetchJson } from './fetch-api.ts'
import { post } from './supervision.ts'

const erasures = `${peerPaths.log}/erasures`
const holds = `${peerPaths.log}/holds`

export const erasuresQuery = queryOptions({
  queryKey: ['log', 'erasures'],
  queryFn: ({ signal }) => fetchJson<LogErasureOrderList>(erasures, signal),
  staleTime: 0,
})

export const holdsQuery = queryOptions({
  queryKey: ['log', 'holds'],
  queryFn: ({ signal }) => fetchJson<LogHoldList>(holds, signal),
  staleTime: 0,
})

/** Each preview is an entry of the log, so it is asked for by hand. */
export const previewErasure = (correlationId: string) =>
  fetchJson<LogErasurePreview>(`${erasures}/preview/${encodeURIComponent(correlationId)}`)

export const orderErasure = (order: LogErasure) => post<LogErasureOrder>(erasures, order)

export const decideErasure = (id: string, decision: 'confirmation' | 'withdrawal') =>
  post<LogErasureOrder>(`${erasures}/${encodeURIComponent(id)}/${decision}`, {})

export const holdEntries = (hold: LogHold) => post<LogErased>(holds, hold)
