import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  consistencyPath,
  Frontier,
  formatAddCheckpoint,
  formatCheckpoint,
  leafHash,
  openCheckpoint,
  parseEntryBundle,
  signNote,
} from '@isthmus/protocol/log'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type AuditEvent, toNoteSigner } from '../audit-log/index.ts'
import { thinCheckpoints } from './index.ts'
import {
  createTestLogKey,
  startTestLogPeer,
  startTestWitness,
  type TestLogKey,
  type TestLogPeer,
  type TestWitness,
  testOrigin,
} from './test-witnesses.ts'

let logKey: TestLogKey
let witnesses: TestWitness[]
let peer: TestLogPeer

beforeEach(async () => {
  logKey = createTestLogKey()
  witnesses = await Promise.all(['east', 'south', 'west'].map((id) => startTestWitness(id, logKey)))
  peer = await startTestLogPeer(logKey, witnesses)
})

afterEach(async () => {
  await peer.close()
  await Promise.all(witnesses.map((witness) => witness.close()))
})

const event = (): AuditEvent => ({
  ...{ event: 'peer.started', operation: 'config', correlationId: randomUUID(), outcome: 'done' },
})

const append = (count: number) => peer.log.append(...Array.from({ length: count }, event))

const witnessed = (size: number) =>
  vi.waitFor(() => expect(peer.cosigners.witnessedSize).toBeGreaterThanOrEqual(size), 10_000)

function only(index: number): TestWitness {
  const witness = witnesses[index]
  if (!witness) throw new RangeError(`no witness ${index}`)
  return witness
}

/** A tree of `size` leaves that are told apart by `story`, as a log with two faces has it. */
async function shown(size: number, story: string, oldSize = 0, oldStory = story): Promise<string> {
  const tiles = new Map<string, Uint8Array>()
  const frontier = new Frontier()
  for (let index = 0; index < size; index += 1) {
    const leaf = Buffer.from(`${index < oldSize ? oldStory : story} ${index}`)
    for (const tile of frontier.append(leafHash(leaf))) tiles.set(`${tile.level}/${tile.index}`, tile.hashes)
  }
  for (const tile of frontier.partialTiles()) tiles.set(`${tile.level}/${tile.index}`, tile.hashes)
  const read = ({ level, index }: { level: number; index: number }) =>
    tiles.get(`${level}/${index}`) ?? new Uint8Array()
  const text = formatCheckpoint({ origin: testOrigin, size, root: frontier.root() })
  const checkpoint = await signNote(text, toNoteSigner(testOrigin, logKey.signer))
  return formatAddCheckpoint({ oldSize, proof: await consistencyPath(oldSize, size, read), checkpoint })
}

describe('a log that grows', () => {
  it('has its checkpoints cosigned by two peers, kept by all, and published with the cosignatures', async () => {
    for (const count of [1, 300, 40]) {
      await append(count)
      await witnessed(peer.log.size)
    }
    const note = await (await fetch(`${peer.address}/peer/v1/log/checkpoint`)).text()
    const { checkpoint, cosignatures } = openCheckpoint(note, {
      ...{ origin: testOrigin, log: [logKey.key] },
      witnesses: witnesses.flatMap(({ known }) => known.keys),
    })
    expect(cosignatures.length).toBeGreaterThanOrEqual(2)
    expect(checkpoint.size).toBe(341)
    const seen = await Promise.all(witnesses.map(({ witness }) => witness.findLatest(testOrigin)))
    expect(seen.every((latest) => (latest?.size ?? 0) > 0)).toBe(true)
    expect(witnesses.flatMap(({ raised }) => raised)).toEqual([])
    expect(peer.log.size).toBe(341)
  })

  it('shows tiles and entry bundles that lead to the root of its checkpoint', async () => {
    await append(300)
    await witnessed(300)
    const frontier = new Frontier()
    for (const [path, width] of [
      ['entries/000', 256],
      ['entries/001.p/44', 44],
    ] as const) {
      const answer = await fetch(`${peer.address}/peer/v1/log/tile/${path}`)
      const bundle = new Uint8Array(await answer.arrayBuffer())
      for (const leaf of parseEntryBundle(bundle, width)) frontier.append(leafHash(leaf))
    }
    expect(frontier.root()).toEqual(peer.log.state().root)
    const tile = await fetch(`${peer.address}/peer/v1/log/tile/0/000`)
    expect(new Uint8Array(await tile.arrayBuffer())).toHaveLength(8192)
    for (const path of ['0/001', '0/001.p/45', '0/1', 'entries/../0', '9/000', 'x'])
      expect((await fetch(`${peer.address}/peer/v1/log/tile/${path}`)).status, path).toBe(404)
  })

  it('goes on with the third witness when one is away, and says so when too few are left', async () => {
    await only(0).close()
    await append(5)
    await witnessed(5)
    await only(1).close()
    await append(5)
    await vi.waitFor(() => expect(peer.raised).toContain('witness-missing'), 10_000)
    witnesses = [only(2)]
  })

  it('finds where a witness stands that has seen more than it remembers', async () => {
    await append(3)
    await witnessed(3)
    await peer.database.query('delete from audit_log.cosignature')
    await peer.cosigners.stop()
    await peer.cosigners.start()
    await append(3)
    await witnessed(6)
    expect(peer.raised).toEqual([])
  })

  it('is not called forked when its next checkpoint overtakes the answer of a slow witness', async () => {
    const slow = witnesses.map(
      (witness, at): TestWitness => ({
        ...witness,
        send: async (body) => {
          const answer = await witness.send(body)
          await sleep([0, 500, 900][at])
          return answer
        },
      }),
    )
    witnesses.splice(0, slow.length, ...slow)
    for (let round = 1; round <= 4; round += 1) {
      await append(3)
      await sleep(600)
    }
    await witnessed(12)
    expect(peer.raised).toEqual([])
  })
})

describe('a witness', () => {
  it('answers as C2SP tlog-witness says', async () => {
    const { send } = only(0)
    expect(await send('nonsense')).toMatchObject({ status: 400 })
    expect(await send((await shown(4, 'a')).replace(testOrigin, 'isthmus.eu/test/nobody'))).toMatchObject({
      status: 404,
    })
    const other = createTestLogKey()
    const forged = await signNote(
      formatCheckpoint({ origin: testOrigin, size: 4, root: new Uint8Array(32) }),
      toNoteSigner(testOrigin, other.signer),
    )
    expect(await send(formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint: forged }))).toMatchObject({
      status: 403,
    })
    expect(await send(await shown(4, 'a', 2))).toEqual({ status: 409, body: '0\n' })
    expect(await send((await shown(4, 'a')).replace('old 0', 'old 5'))).toMatchObject({ status: 400 })
    expect(await send(await shown(4, 'a'))).toMatchObject({ status: 200 })
    expect(await send(await shown(9, 'a', 4))).toMatchObject({ status: 200 })
    expect(await send(await shown(9, 'a', 9))).toMatchObject({ status: 200 })
    expect(await send(await shown(12, 'a', 4))).toEqual({ status: 409, body: '9\n' })
    expect(only(0).raised).toEqual([])
  })

  it.each([
    ['the same size with another root', () => shown(9, 'b', 9), 409, 'log-forked'],
    ['a longer log that is not the old one', () => shown(12, 'b', 9, 'b'), 422, 'log-forked'],
    ['a shorter log', () => shown(6, 'a', 4), 409, 'log-shrunk'],
  ])('that is shown %s refuses, and raises an incident', async (_, story, status, kind) => {
    const { send, raised, witness } = only(0)
    await send(await shown(9, 'a'))
    expect(await send(await story())).toMatchObject({ status })
    expect(raised).toEqual([kind])
    expect((await witness.findLatest(testOrigin))?.size).toBe(9)
    const conflicts = await only(0).database.query('select 1 from witness.conflict')
    expect(conflicts).toHaveLength(kind === 'log-forked' ? 1 : 0)
  })

  it('keeps of each past day the last checkpoint only', async () => {
    const { send, database } = only(0)
    for (const size of [1, 2, 3]) await send(await shown(size, 'a', size - 1))
    await database.query("update witness.checkpoint set at = at - interval '3 days' where size < 3")
    await thinCheckpoints(database, new Date().toISOString().slice(0, 10))
    const kept = await database.query<{ size: bigint }>('select size from witness.checkpoint order by size')
    expect(kept.map(({ size }) => Number(size))).toEqual([2, 3])
  })
})

describe('a log that was put back to an older state', () => {
  it('is told so by its witnesses', async () => {
    await append(300)
    await witnessed(300)
    const older = await startTestLogPeer(logKey, witnesses)
    await older.log.append(event())
    await vi.waitFor(() => expect(older.raised).toContain('log-shrunk'), 10_000)
    await older.close()
  })
})
