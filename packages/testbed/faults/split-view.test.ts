import { isContradiction, leafHash, parseCheckpoint } from '@isthmus/protocol/log'
import type { FastifyRequest } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LogStage } from './log-stage.ts'
import { ShownTree } from './shown-tree.ts'
import { eventually } from './stage.ts'

let stage: LogStage

beforeEach(async () => {
  stage = await LogStage.open()
})

afterEach(() => stage?.close())

const append = (count: number) => {
  const event = { event: 'peer.started', operation: 'config', outcome: 'done' } as const
  const events = Array.from({ length: count }, () => ({ ...event, correlationId: crypto.randomUUID() }))
  return stage.peer('north').auditLog.append(...events)
}

type Kept = { known: string; shown: string; path: string | null; is_proof: boolean }

const conflictsOf = (name: 'south' | 'west') =>
  stage.peer(name).database.query<Kept>('select known, shown, path, is_proof from witness.conflict')

/** As a stranger would, with nothing but what was kept. */
function provesFork({ known, shown, path }: Kept): boolean {
  const [one, other] = [parseCheckpoint(known), parseCheckpoint(shown)].toSorted((a, b) => a.size - b.size)
  if (!one || !other) return false
  const hashes = path === null ? [] : path.split('\n').map((line) => Buffer.from(line, 'base64'))
  return isContradiction({
    from: one.size,
    to: other.size,
    fromRoot: one.root,
    toRoot: other.root,
    path: hashes,
  })
}

const latestOf = async (name: 'south' | 'west'): Promise<number> =>
  (await stage.peer(name).witness.witness.findLatest(stage.peer('north').auditLog.origin))?.size ?? 0

describe('witnesses that compare what they have seen', () => {
  test('find nothing in logs that only grow', async () => {
    await append(300)
    await eventually(async () => (await latestOf('south')) === 300 && (await latestOf('west')) === 300)
    await append(5)
    for (const name of ['south', 'west', 'north'] as const) await stage.peer(name).witness.views.compare()
    for (const name of ['south', 'west', 'north'] as const) expect(await stage.incidentsOf(name)).toEqual([])
  })

  test('find out a log that shows one of them another tree: both keep a proof, and cosign it no more', async () => {
    await append(8)
    await eventually(async () => (await latestOf('south')) === 8 && (await latestOf('west')) === 8)
    const north = stage.peer('north')
    await north.witness.cosigners.stop()
    const rows = await north.database.query<{ leaf: Buffer }>(
      'select leaf from audit_log.entry order by index',
    )
    const invented = Array.from({ length: 5 }, (_, at) => leafHash(Buffer.from(`invented ${at}`)))
    const other = new ShownTree([...rows.map(({ leaf }) => leafHash(leaf)), ...invented])
    const shown = await stage.addCheckpoint('west', await other.toAddCheckpoint(north, 8))
    expect(shown.status).toBe(200)
    await append(20)
    await eventually(async () => north.checkpoints.newest?.size === 28)
    for (const name of ['south', 'west'] as const) {
      await stage.peer(name).witness.views.compare()
      const forked = { kind: 'log-forked', counterpart: 'north', code: 'VIEWS_DIFFER' }
      expect(await stage.incidentsOf(name)).toEqual([forked])
      const kept = await conflictsOf(name)
      expect(kept).toMatchObject([{ is_proof: true }])
      expect(kept.every(provesFork)).toBe(true)
    }
    await north.witness.cosigners.start()
    await append(1)
    await eventually(async () => (await stage.incidentsOf('north')).some(({ kind }) => kind === 'log-forked'))
    expect([await latestOf('south'), await latestOf('west')]).toEqual([8, 13])
  })

  test('find out a log that shows each of them a tree of its own, tiles and all', async () => {
    const faces = { south: ShownTree.ofStory(9, 'a'), west: ShownTree.ofStory(12, 'b') }
    const north = await stage.restart('north', {
      isSilent: true,
      serveLog: (http, { tls, ...rooms }) => {
        const faceOf = (request: FastifyRequest): ShownTree =>
          tls.peerOf(request) === 'west' ? faces.west : faces.south
        http.get('/peer/v1/log/checkpoint', (request) => faceOf(request).sign(rooms))
        http.get<{ Params: { '*': string } }>('/peer/v1/log/tile/*', async (request) =>
          Buffer.from(faceOf(request as FastifyRequest).readPath(`tile/${request.params['*']}`)),
        )
      },
    })
    for (const name of ['south', 'west'] as const) {
      const { status } = await stage.addCheckpoint(name, await faces[name].toAddCheckpoint(north))
      expect(status).toBe(200)
    }
    await stage.peer('west').witness.views.compare()
    expect(await stage.incidentsOf('west')).toMatchObject([{ kind: 'log-forked', code: 'VIEWS_DIFFER' }])
    expect((await conflictsOf('west')).every(provesFork)).toBe(true)
    expect(await conflictsOf('west')).toHaveLength(1)
  })
})
