import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { IndexRun, SourceList } from '@isthmus/contract'
import { parse as parseYaml } from 'yaml'
import type { FederationOptions, RunningPeer } from './federation.ts'
import type { PlannedSource } from './federation-plan.ts'
import { type Api, signInAs } from './peer-api.ts'
import { toSourcePlace } from './source-place.ts'

const indexWithinMs = 120_000

/** Connects and indexes the planned sources of each peer that are not yet there, as its operator would: through the API. */
export async function connectSources(
  peers: readonly RunningPeer[],
  options: FederationOptions,
): Promise<void> {
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

async function toDraft(
  peer: RunningPeer,
  source: PlannedSource,
  options: FederationOptions,
): Promise<object> {
  const mapping = readFileSync(source.mappingFile, 'utf8')
  const { connector } = parseYaml(mapping) as { connector: Record<string, unknown> }
  const place = toSourcePlace(peer.folder, options)
  await source.make?.(place)
  const reached = await source.reach?.(place)
  return { connector: withAbsoluteFiles({ ...connector, ...reached }, dirname(source.mappingFile)), mapping }
}

/** A mapping names its files relative to itself. */
function withAbsoluteFiles(value: unknown, folder: string): unknown {
  if (Array.isArray(value)) return value.map((inner) => withAbsoluteFiles(inner, folder))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key === 'file' && typeof inner === 'string'
        ? [key, resolve(folder, inner)]
        : [key, withAbsoluteFiles(inner, folder)],
    ),
  )
}

async function index(api: Api, sourceId: string): Promise<void> {
  await api('POST', `/api/sources/${sourceId}/runs`, {})
  const until = Date.now() + indexWithinMs
  for (;;) {
    const run = await api<IndexRun>('GET', `/api/sources/${sourceId}/runs/latest`)
    if (run.state === 'answering') return
    if (run.state !== 'running')
      throw new Error(`indexing ${sourceId} ${run.state}: ${run.fault ?? 'no reason is known'}`)
    if (Date.now() > until) throw new Error(`indexing ${sourceId} takes longer than two minutes`)
    await sleep(150)
  }
}
