import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { TrustList } from '@isthmus/contract'
import { type TestDatabase, testDatabase } from '@isthmus/testbed/postgres'
import { createTestKeys, createTestOperators, toTestTrust } from '@isthmus/testbed/trust-keys'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AuditEvent, AuditLog, AuditLogReader } from '../audit-log/index.ts'
import { OutboxReader, type PeerClient } from '../exchange/index.ts'
import type { RaisedIncident } from '../incident/index.ts'
import { type Database, migrate, openDatabase } from '../platform/index.ts'
import { createPolicy } from '../policy/index.ts'
import { WitnessError } from '../witness/index.ts'
import {
  answerReconcile,
  ReconciliationReader,
  type ReconciliationRoom,
  ReconciliationTransactor,
  reconcile,
} from './index.ts'

type Side = {
  id: string
  place: TestDatabase
  database: Database
  room: ReconciliationRoom
  raised: RaisedIncident[]
}
type SideId = 'north' | 'south'

const policy = createPolicy(join(import.meta.dirname, '../../../policy'))
const morning = Date.parse('2026-11-23T06:00:00Z')
const testLogKey = Buffer.alloc(32, 11)
let now = new Date(morning)
let sides: Record<SideId, Side>

const clock = (): Date => now
const wait = (ms: number): void => {
  now = new Date(now.getTime() + ms)
}

beforeEach(async () => {
  now = new Date(morning)
  const keys = { north: createTestKeys(), south: createTestKeys() }
  const organisation = {
    name: 'x',
    kind: 'police',
    regime: 'LED',
    country: 'GR',
    contact: 'x@x.example',
  } as const
  const ids = ['north', 'south'] as const
  const list: TrustList = {
    federation: 'test',
    version: 1,
    issuedAt: '2026-01-01T00:00:00Z',
    expiresAt: '2099-01-01T00:00:00Z',
    operators: createTestOperators().operators,
    organisations: ids.map((id) => ({ ...organisation, id: `police-${id}` })),
    peers: ids.map((id) => ({
      ...{ id, name: `Peer ${id}`, address: 'https://127.0.0.1:1', owner: `police-${id}` },
      hosts: [`police-${id}`],
      keys: keys[id].keys,
    })),
  }
  const open = async (id: SideId, other: SideId): Promise<Side> => {
    const place = await testDatabase()
    const database = openDatabase({ connectionString: place.connectionString, connections: 3 })
    await migrate(database)
    const raised: RaisedIncident[] = []
    const room = {
      auditLog: await AuditLog.open(database, {
        ...{ clock, key: testLogKey, origin: `isthmus.eu/test/${id}` },
        logKeys: () => [],
      }),
      auditReader: new AuditLogReader(database, testLogKey),
      outboxReader: new OutboxReader(database),
      peerClient: { ask: (_peer, question, signal) => answerOf(other, id, question, signal) } as Pick<
        PeerClient,
        'ask'
      >,
      incidents: { raise: (incident: RaisedIncident) => void raised.push(incident) },
      trust: toTestTrust(list, { id, ownKeys: keys[id].ownKeys }, clock),
      reader: new ReconciliationReader(database),
      transactor: new ReconciliationTransactor(database),
      openLog: () => Promise.reject(new WitnessError('LOG_UNREACHABLE', 'no log is shown here')),
      observe: () => Promise.resolve(),
      isLogOf: (peerId: string, origin: string) => origin === `isthmus.eu/test/${peerId}`,
      random: Math.random,
      clock,
    }
    return { id, place, database, room, raised }
  }
  sides = { north: await open('north', 'south'), south: await open('south', 'north') }
})

afterEach(async () => {
  for (const { database, place } of Object.values(sides)) {
    await database.close()
    await place.drop()
  }
})

/** What the other peer answers, as JSON would carry it. */
async function* answerOf(
  answering: SideId,
  asking: SideId,
  { content, correlationId }: { content: unknown; correlationId: string },
  signal: AbortSignal,
): AsyncGenerator<unknown> {
  const { room } = sides[answering]
  const listUndelivered = (peerId: string) => room.outboxReader.listUndelivered(peerId)
  const asker = { peerId: asking, correlationId }
  for await (const page of answerReconcile(
    { ...room, policy, listUndelivered },
    { content, asker },
    signal,
  )) {
    yield JSON.parse(JSON.stringify(page))
  }
}

type Half = Partial<NonNullable<AuditEvent['exchange']>> & {
  event?: AuditEvent['event']
  correlationId?: string
}

function log(
  side: SideId,
  event: AuditEvent['event'],
  exchange: NonNullable<AuditEvent['exchange']>,
  correlationId: string,
) {
  const { counterpart } = exchange
  return sides[side].room.auditLog.append({
    event,
    operation: 'query',
    correlationId,
    counterpart,
    outcome: 'done',
    exchange,
  })
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url')

/** A question of north that south answered: four entries, of which some can be left out or changed. */
async function exchange(
  change: { leaveOut?: readonly string[]; atSouth?: Half; lateMs?: number } = {},
): Promise<{ correlationId: string; messageId: string }> {
  const { leaveOut = [], atSouth = {}, lateMs = 0 } = change
  const [correlationId, messageId] = [randomUUID(), randomUUID()]
  const message = { messageId, kind: 'search.ask' }
  const [question, answer] = [digestOf(`q ${messageId}`), digestOf(`a ${messageId}`)]
  const write = async (side: SideId, event: AuditEvent['event'], half: Half): Promise<void> => {
    if (leaveOut.includes(event)) return
    const counterpart = side === 'north' ? 'south' : 'north'
    const direction = half.direction ?? 'sent'
    await log(side, event, { ...message, counterpart, direction, digest: question, ...half }, correlationId)
  }
  await write('north', 'exchange.asked', { direction: 'sent' })
  wait(lateMs + 10)
  await write('south', 'exchange.received', { direction: 'received', ...atSouth })
  await write('south', 'exchange.answered', { direction: 'sent', digest: answer })
  await write('north', 'exchange.completed', { direction: 'received', digest: answer })
  return { correlationId, messageId }
}

const compare = (side: SideId = 'north') =>
  reconcile(
    sides[side].room,
    { peerId: side === 'north' ? 'south' : 'north', from: new Date(morning - 60_000) },
    new AbortController().signal,
  )

const raisedAt = (side: SideId) => sides[side].raised.map(({ kind, correlationId }) => [kind, correlationId])

describe('two peers whose logs agree', () => {
  it('find nothing, on either side, over many pages', async () => {
    for (let n = 0; n < 600; n += 1) await exchange()
    wait(3_600_000)
    const found = { state: 'done', compared: 1_200, agreeing: 1_200, missing: 0, late: 0, contradicting: 0 }
    expect(await compare('north')).toMatchObject(found)
    expect(await compare('south')).toMatchObject(found)
    expect([raisedAt('north'), raisedAt('south')]).toEqual([[], []])
  })

  it('leave what is under way to the next comparison, which begins where the last ended', async () => {
    await exchange()
    wait(3_600_000)
    await exchange({ leaveOut: ['exchange.answered', 'exchange.completed'] })
    expect(await compare()).toMatchObject({ compared: 2, agreeing: 2 })
    wait(3_600_000)
    const { room } = sides.north
    const next = await reconcile(room, { peerId: 'south' }, new AbortController().signal)
    expect(next).toMatchObject({ compared: 1, agreeing: 1 })
  })
})

describe('an entry', () => {
  it('that one side changed is a contradiction there and here', async () => {
    await exchange()
    const { correlationId } = await exchange({ atSouth: { digest: digestOf('doctored') } })
    wait(3_600_000)
    expect(await compare('north')).toMatchObject({ compared: 4, agreeing: 3, contradicting: 1 })
    expect(await compare('south')).toMatchObject({ contradicting: 1 })
    expect(raisedAt('north')).toEqual([['reconciliation-contradicting', correlationId]])
    expect(raisedAt('south')).toEqual([['reconciliation-contradicting', correlationId]])
  })

  it('that the other side lacks is missing there', async () => {
    const { correlationId, messageId } = await exchange({ leaveOut: ['exchange.received'] })
    wait(3_600_000)
    const run = await compare('north')
    expect(run).toMatchObject({ missing: 1, repaired: 0 })
    expect(run.findings).toMatchObject([{ kind: 'missing-there', messageId, direction: 'sent' }])
    expect(raisedAt('north')).toEqual([['reconciliation-missing', correlationId]])
  })

  it('that this side lacks is entered as stated by the other peer, once, and agrees from then on', async () => {
    const { correlationId } = await exchange({ leaveOut: ['exchange.completed'] })
    wait(3_600_000)
    expect(await compare()).toMatchObject({ missing: 1, repaired: 1 })
    const [repaired] = await sides.north.room.auditReader.readEntries({ events: ['reconciliation.repaired'] })
    expect(repaired?.entry).toMatchObject({
      correlationId,
      reason: 'STATED_BY_COUNTERPART',
      exchange: { direction: 'received' },
      detail: { leg: 'answer', theirLeafHash: expect.stringMatching(/^[\w-]{43}$/) },
    })
    wait(3_600_000)
    expect(await compare()).toMatchObject({ missing: 0, repaired: 0 })
  })

  it('of a message that was sent here and never arrived is not made up', async () => {
    const { correlationId } = await exchange({
      leaveOut: ['exchange.asked', 'exchange.completed', 'exchange.answered'],
    })
    wait(3_600_000)
    const run = await compare('south')
    expect(run.findings).toMatchObject([{ kind: 'missing-there', direction: 'received' }])
    expect(raisedAt('south')).toEqual([['reconciliation-missing', correlationId]])
    expect(await sides.south.room.auditReader.readEntries({ events: ['reconciliation.repaired'] })).toEqual(
      [],
    )
  })

  it('that came late is late', async () => {
    const { correlationId } = await exchange({ lateMs: 180_000 })
    wait(3_600_000)
    expect(await compare()).toMatchObject({ late: 1, missing: 0, contradicting: 0 })
    expect(raisedAt('north')).toEqual([['reconciliation-late', correlationId]])
  })

  it('of an exchange that broke off, as one of the logs says, is not missed', async () => {
    const { correlationId, messageId } = await exchange({
      leaveOut: ['exchange.completed', 'exchange.received'],
    })
    await sides.north.room.auditLog.append({
      event: 'exchange.completed',
      operation: 'query',
      correlationId,
      counterpart: 'south',
      outcome: 'failed',
      reason: 'ANSWER_CUT_OFF',
      detail: { messageId, kind: 'search.ask' },
    })
    wait(3_600_000)
    expect(await compare('north')).toMatchObject({ missing: 0 })
    expect(await compare('south')).toMatchObject({ missing: 0 })
  })

  it('whose other half arrived days later is found all the same', async () => {
    const [correlationId, messageId] = [randomUUID(), randomUUID()]
    const message = { messageId, kind: 'message.test', digest: digestOf('note') }
    await log(
      'north',
      'exchange.sent',
      { ...message, counterpart: 'south', direction: 'sent' },
      correlationId,
    )
    wait(20 * 3_600_000)
    await log(
      'south',
      'exchange.received',
      { ...message, counterpart: 'north', direction: 'received' },
      correlationId,
    )
    wait(3_600_000)
    for (const side of ['north', 'south'] as const) {
      expect(await compare(side)).toMatchObject({ missing: 0, late: 0, contradicting: 0 })
    }
  })
})

describe('a comparison', () => {
  it('runs once at a time for one peer', async () => {
    await exchange()
    wait(3_600_000)
    await sides.north.room.transactor.startRun({ peer: 'south', from: now, to: now, at: now, by: undefined })
    await expect(compare()).rejects.toMatchObject({ code: 'RECONCILIATION_RUNNING' })
    await sides.north.room.transactor.markInterrupted(now)
    expect(await compare()).toMatchObject({ state: 'done' })
  })

  it('believes no answer that does not go on', async () => {
    wait(3_600_000)
    const peerClient = {
      async *ask() {
        yield { entries: [], next: 7 }
      },
    }
    const run = await reconcile(
      { ...sides.north.room, peerClient },
      { peerId: 'south' },
      new AbortController().signal,
    )
    expect(run).toMatchObject({ state: 'failed', fault: 'ANSWER_UNUSABLE' })
  })

  it('is refused with nobody, with oneself, and over nothing', async () => {
    const { signal } = new AbortController()
    const { room } = sides.north
    for (const peerId of ['north', 'nowhere']) {
      await expect(reconcile(room, { peerId }, signal)).rejects.toMatchObject({ code: 'PEER_UNKNOWN' })
    }
    await expect(reconcile(room, { peerId: 'south', from: now }, signal)).rejects.toMatchObject({
      code: 'WINDOW_INVALID',
    })
  })
})
