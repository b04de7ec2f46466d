import type {
  Anomaly,
  AnomalyAnswer,
  AnomalyList,
  AnomalyNote,
  Incident,
  IncidentList,
  OversightActList,
  OversightDetail,
  OversightName,
  OversightSummary,
  ProtectedName,
  ProtectedNameCount,
  ReconciliationRun,
  ReconciliationRunList,
} from '@isthmus/contract/types'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { peerPaths } from '../paths.ts'
import { ApiError } from './api-error.ts'
import { fetchApi, fetchJson } from './fetch-api.ts'

/** Days (YYYY-MM-DD), both of them in. */
export type Days = { since: string; until: string }

export type ActFilter = { purpose: string; pseudonym: string }

const bannerPollMs = 60_000
const dayMs = 86_400_000

export function incidentsQuery(state: 'all' | '') {
  return infiniteQueryOptions({
    queryKey: ['incidents', state],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<IncidentList>(`${peerPaths.incidents}${toQuery({ state, before: pageParam })}`, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  })
}

export const severeQuery = queryOptions({
  queryKey: ['incidents', 'severe'],
  queryFn: async ({ signal }) => (await fetchJson<IncidentList>(peerPaths.incidents, signal)).severe,
  refetchInterval: bannerPollMs,
  staleTime: bannerPollMs,
  retry: false,
})

export const reconciliationsQuery = queryOptions({
  queryKey: ['reconciliations'],
  queryFn: ({ signal }) => fetchJson<ReconciliationRunList>(peerPaths.reconciliations, signal),
  staleTime: 0,
})

export function summaryQuery(days: Days) {
  return queryOptions({
    queryKey: ['oversight', 'summary', days],
    queryFn: ({ signal }) =>
      fetchJson<OversightSummary>(`${peerPaths.oversight}/summary${toQuery(toWindow(days))}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}

export function actsQuery(days: Days, { purpose, pseudonym }: ActFilter) {
  return infiniteQueryOptions({
    queryKey: ['oversight', 'acts', days, purpose, pseudonym],
    queryFn: ({ pageParam, signal }) => {
      const query = toQuery({ ...toWindow(days), purpose, pseudonym, before: pageParam })
      return fetchJson<OversightActList>(`${peerPaths.oversight}/acts${query}`, signal)
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}

export const ownActsQuery = infiniteQueryOptions({
  queryKey: ['oversight', 'own'],
  queryFn: ({ pageParam, signal }) =>
    fetchJson<OversightActList>(`${peerPaths.oversight}/own${toQuery({ before: pageParam })}`, signal),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
  staleTime: 0,
})

/** Each reading is an entry of the log, so it is not repeated by itself. */
export function actQuery(id: string) {
  return queryOptions({
    queryKey: ['oversight', 'act', id],
    queryFn: ({ signal }) =>
      fetchJson<OversightDetail>(`${peerPaths.oversight}/acts/${encodeURIComponent(id)}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  })
}

export function anomaliesQuery(days: Days) {
  return queryOptions({
    queryKey: ['oversight', 'anomalies', days],
    queryFn: ({ signal }) =>
      fetchJson<AnomalyList>(`${peerPaths.oversight}/anomalies${toQuery(toWindow(days))}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}

export const handleIncident = (id: string, act: 'acknowledgement' | 'closing', note: string) =>
  post<Incident>(`${peerPaths.incidents}/${encodeURIComponent(id)}/${act}`, { note })

export const startReconciliation = (peerId: string) =>
  post<ReconciliationRun>(peerPaths.reconciliations, { peerId })

export const handleAnomaly = (note: AnomalyNote) => post<Anomaly>(`${peerPaths.oversight}/anomalies`, note)

export const answerQuestion = (answer: AnomalyAnswer) =>
  post<Anomaly>(`${peerPaths.oversight}/own/answers`, answer)

export const askName = (pseudonym: string, reason: string) =>
  post<OversightName>(`${peerPaths.oversight}/names`, { pseudonym, reason })

export const protectName = (name: ProtectedName) =>
  post<ProtectedNameCount>(`${peerPaths.oversight}/protected-names`, name)

export function toExportPath(format: 'csv' | 'jsonl', days: Days): string {
  return `${peerPaths.oversight}/acts.${format}${toQuery(toWindow(days))}`
}

function toWindow({ since, until }: Days): Record<string, string> {
  return { since, until: new Date(Date.parse(until) + dayMs).toISOString().slice(0, 10) }
}

function toQuery(parts: Readonly<Record<string, string>>): string {
  const given = Object.entries(parts).filter(([, value]) => value !== '')
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

export async function post<Answer>(path: string, body: object): Promise<Answer> {
  const response = await fetchApi(path, { method: 'POST', body })
  try {
    return await response.json()
  } catch {
    throw new ApiError('ANSWER_UNREADABLE', `${path} answered something else than JSON`)
  }
}
