import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { IndexRun, Problem, SourceList } from '@isthmus/contract'
import { parse as parseYaml } from 'yaml'
import { type FederationOptions, type RunningPeer, readOrCreatePassword } from './federation.ts'
import type { PlannedSource } from './federation-plan.ts'

const indexWithinMs = 120_000

/** Connects and indexes the planned sources of each peer that are not yet there, as its operator would: through the API. */
export async function connectSources(peers: readonly RunningPeer[], options: FederationOptions): Promise<void> {
  await Promise.all(peers.map((peer) => connectSourcesOf(peer, options)))
}

async function connectSourcesOf(peer: RunningPeer, options: FederationOptions): Promise<void> {
  const operator = peer.plan.officers.find(({ role }) => role === 'operator')
  if (!operator || peer.plan.sources.length === 0) return
  const api = await signInAs(peer, operator.id)
  const known = await api<SourceList>('GET', '/api/sources')
  for (const source of peer.plan.sources) {
    const state = known.sources.find(({ id }) => id === source.id)?.state
    if (state === 'answering') continue
    if (state === undefined) await api('POST', '/api/sources', await toDraft(peer, source, options))
    await index(api, source.id)
    options.log(`${peer.name}: ${source.id} is indexed`)
  }
}

/** A request to the peer's API as one demo officer; throws with the problem's words when it is refused. */
export type Api = <Answer>(method: 'GET' | 'POST', path: string, body?: unknown) => Promise<Answer>

export async function signInAs(peer: Pick<RunningPeer, 'url'>, officerId: string): Promise<Api> {
  const token = await requestJson<{ access_token: string }>(`${peer.url}/auth/demo-token`, { method: 'POST', body: { officer: officerId } })
  return (method, path, body) => requestJson(`${peer.url}${path}`, { method, body, token: token.access_token })
}

async function requestJson<Answer>(url: string, { method, body, token }: { method: string; body?: unknown; token?: string }): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    headers: {
      'x-isthmus-request': '1',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (answer.ok) return (await answer.json()) as Answer
  const problem = (await answer.json().catch(() => ({}))) as Partial<Problem>
  const words = [problem.title, problem.detail, problem.remedy].filter(Boolean).join('. ')
  throw new Error(`${method} ${new URL(url).pathname} was refused (${answer.status}): ${words}`)
}

async function toDraft(peer: RunningPeer, source: PlannedSource, options: FederationOptions): Promise<object> {
  const mapping = readFileSync(source.mappingFile, 'utf8')
  const connector = (parseYaml(mapping) as { connector: Record<string, unknown> }).connector
  const folder = join(peer.folder, 'sources')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const prepared = await source.prepare?.({
    folder,
    log: options.log,
    createDatabase: (name) => options.store.createDatabase(name, { role: name, password: readOrCreatePassword(peer.folder) }),
  })
  return { connector: withAbsoluteFiles({ ...connector, ...prepared }, dirname(source.mappingFile)), mapping }
}

/** A mapping names its files relative to itself. */
function withAbsoluteFiles(value: unknown, folder: string): unknown {
  if (Array.isArray(value)) return value.map((inner) => withAbsoluteFiles(inner, folder))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key === 'file' && typeof inner === 'string' ? [key, resolve(folder, inner)] : [key, withAbsoluteFiles(inner, folder)],
    ),
  )
}

async function index(api: Api, sourceId: string): Promise<void> {
  await api('POST', `/api/sources/${sourceId}/runs`, {})
  const until = Date.now() + indexWithinMs
  for (;;) {
    const run = await api<IndexRun>('GET', `/api/sources/${sourceId}/runs/latest`)
    if (run.state === 'answering') return
    if (run.state !== 'running') throw new Error(`indexing ${sourceId} ${run.state}: ${run.fault ?? 'no reason is known'}`)
    if (Date.now() > until) throw new Error(`indexing ${sourceId} takes longer than two minutes`)
    await sleep(150)
  }
}
