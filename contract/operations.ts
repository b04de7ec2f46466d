import type { SchemaName } from './generated/schemas.ts'

export type Operation = {
  /** Room and verb; the file is `<room>/operations/<verb>-<noun>.ts`. */
  name: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  summary: string
  /** Query parameters, each with what it means; all are optional. */
  query?: Readonly<Record<string, string>>
  body?: SchemaName
  answer: SchemaName | 'ndjson' | 'json-ld'
}

/** The peer's own API: what pages and command line may call. */
export const operations = [
  {
    name: 'session.get',
    method: 'GET',
    path: '/api/session',
    summary: 'Who is signed in, for which organisation, with which purposes',
    answer: 'Session',
  },
  {
    name: 'search.ask',
    method: 'POST',
    path: '/api/searches',
    summary: 'One question to every peer; answers stream back as SearchEvent lines',
    body: 'SearchRequest',
    answer: 'ndjson',
  },
  {
    name: 'search.batch',
    method: 'POST',
    path: '/api/searches/batch',
    summary: 'Up to 10,000 subjects from a CSV; answers stream back as SearchEvent lines',
    body: 'BatchRequest',
    answer: 'ndjson',
  },
  {
    name: 'search.history',
    method: 'GET',
    path: '/api/searches',
    summary: 'The own searches, without the searched values',
    query: { before: 'The `next` of the page before' },
    answer: 'SearchHistory',
  },
  {
    name: 'catalogue.list',
    method: 'GET',
    path: '/api/catalogue',
    summary: 'Which sources the federation has, how fresh and how complete',
    answer: 'Catalogue',
  },
  {
    name: 'catalogue.describe',
    method: 'GET',
    path: '/api/catalogue.jsonld',
    summary: 'The same as DCAT-AP 3.0.1',
    answer: 'json-ld',
  },
  {
    name: 'peer.status',
    method: 'GET',
    path: '/api/peer/status',
    summary: 'State of this peer and reach of the others',
    answer: 'PeerStatus',
  },
  {
    name: 'source.list',
    method: 'GET',
    path: '/api/sources',
    summary: 'The sources of this peer',
    answer: 'SourceList',
  },
  {
    name: 'source.inspect',
    method: 'POST',
    path: '/api/sources/inspect',
    summary: 'Inspect a source, propose a mapping, preview twenty records',
    body: 'SourceDraft',
    answer: 'SourcePreview',
  },
  {
    name: 'source.connect',
    method: 'POST',
    path: '/api/sources',
    summary: 'Connect a source with a reviewed mapping',
    body: 'SourceDraft',
    answer: 'SourceEntry',
  },
  {
    name: 'source.index',
    method: 'POST',
    path: '/api/sources/:id/runs',
    summary: 'Start an intake run that builds a new generation of the index',
    answer: 'IndexRun',
  },
  {
    name: 'source.report',
    method: 'GET',
    path: '/api/sources/:id/runs/latest',
    summary: 'The latest intake run: counts, rejections, completeness',
    answer: 'IndexRun',
  },
  {
    name: 'linkage.start',
    method: 'POST',
    path: '/api/linkage/runs',
    summary: 'Find duplicates within a source, or links between two sources of this organisation',
    body: 'LinkageRequest',
    answer: 'LinkageRun',
  },
  {
    name: 'linkage.runs',
    method: 'GET',
    path: '/api/linkage/runs',
    summary: 'The latest linkage runs, with their steps and what was decided',
    answer: 'LinkageRunList',
  },
  {
    name: 'linkage.cancel',
    method: 'DELETE',
    path: '/api/linkage/runs/:id',
    summary: 'End a linkage run that is under way; it leaves nothing behind',
    answer: 'LinkageRun',
  },
  {
    name: 'linkage.pairs',
    method: 'GET',
    path: '/api/linkage/runs/:id/pairs',
    summary: 'The pairs of a run by their references, the likeliest first',
    query: {
      state: 'Only pairs that are undecided, same or different; all. Without it, all but the different ones',
      after: 'The `next` of the page before',
    },
    answer: 'LinkagePairList',
  },
  {
    name: 'linkage.pair',
    method: 'GET',
    path: '/api/linkage/pairs/:id',
    summary: 'Both records of a pair, read now, and how they compare',
    answer: 'LinkagePairDetail',
  },
  {
    name: 'linkage.decide',
    method: 'POST',
    path: '/api/linkage/pairs/:id/decision',
    summary: 'Same, different or undecided; remembered for these two records across runs',
    body: 'LinkageDecision',
    answer: 'LinkagePair',
  },
] as const satisfies readonly Operation[]

export type OperationName = (typeof operations)[number]['name']
