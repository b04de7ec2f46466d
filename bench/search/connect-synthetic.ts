import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { IndexRun } from '@isthmus/contract'
import type { RunningPeer } from '@isthmus/testbed/federation'
import { type Api, signInAs } from '@isthmus/testbed/peer-api'
import type { Store } from '@isthmus/testbed/store'
import { type SourceKind, syntheticMapping, writeSource } from '../synthetic/index.ts'
import { operatorId } from './bench-plan.ts'

export type SyntheticSource = { kind: SourceKind; persons: number; first: number }

const indexWithinMs = 1_800_000

/** Gives a running peer a register of invented persons and indexes it, as its operator would. Seconds of the index run. */
export async function connectSynthetic(
  peer: RunningPeer,
  store: Store,
  source: SyntheticSource,
): Promise<number> {
  const id = `register-${peer.id}`
  const folder = join(peer.folder, 'sources')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const name = `${peer.id}-register`.replaceAll('-', '_')
  const place = {
    folder,
    ...(source.kind === 'postgres'
      ? { connectionString: await store.createDatabase(name, { role: name, password: name }) }
      : {}),
  }
  const { connector } = await writeSource(source.kind, place, source)
  const api = await signInAs(peer, operatorId)
  await api('POST', '/api/sources', { connector, mapping: syntheticMapping(id) })
  return index(api, id)
}

async function index(api: Api, sourceId: string): Promise<number> {
  const startedAt = performance.now()
  await api('POST', `/api/sources/${sourceId}/runs`, {})
  while (performance.now() - startedAt < indexWithinMs) {
    const run = await api<IndexRun>('GET', `/api/sources/${sourceId}/runs/latest`)
    if (run.state === 'answering') return (performance.now() - startedAt) / 1000
    if (run.state !== 'running')
      throw new Error(`indexing ${sourceId} ${run.state}: ${run.fault ?? 'no reason is known'}`)
    await pause(500)
  }
  throw new Error(`indexing ${sourceId} takes longer than ${indexWithinMs / 60_000} minutes`)
}
