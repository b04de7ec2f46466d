import { randomUUID } from 'node:crypto'
import type { Incident } from '@isthmus/contract'
import { type MigratedDatabase, migratedDatabase } from '@isthmus/testbed/migrated-database'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AuditLog, AuditLogReader, type LoggedEntry } from '../audit-log/index.ts'
import { createLogger, type Database, PlatformError } from '../platform/index.ts'
import {
  createIncidentRoom,
  handleIncident,
  type IncidentRoom,
  Incidents,
  listIncidents,
  type RaisedIncident,
} from './index.ts'

const key = Buffer.alloc(32, 11)

let place: MigratedDatabase
let database: Database
let auditLog: AuditLog
let room: IncidentRoom
let now = new Date('2026-11-23T12:00:00Z')

const south = {
  id: 'org-south',
  name: 'Coast Guard',
  kind: 'border-guard',
  regime: 'LED',
  country: 'IT',
} as const
const findContact = (id: string) =>
  id === 'south'
    ? { name: 'Peer south', organisation: { ...south, contact: 'spoc@south.example' } }
    : undefined
const operator = { id: 'nikos', role: 'operator', organisation: 'org-north' }
const logger = createLogger('silent', 'north')
const clock = () => now

beforeAll(async () => {
  place = await migratedDatabase()
  database = place.database
  auditLog = await AuditLog.open(database, {
    clock: () => new Date(),
    key,
    origin: 'isthmus.eu/test/north',
    logKeys: () => [],
  })
})

beforeEach(() => {
  now = new Date('2026-11-23T12:00:00Z')
  room = createIncidentRoom({ database, auditLog, findContact, clock, logger })
})

afterEach(async () => {
  await room.incidents.stop()
  await database.query('delete from incident.incident')
})

afterAll(async () => {
  await place.drop()
})

async function raise(...raised: RaisedIncident[]): Promise<void> {
  for (const one of raised) room.incidents.raise(one)
  await room.incidents.settle()
}

async function getOnly(state: 'open' | 'all' = 'all'): Promise<Incident> {
  const { incidents } = await listIncidents(room, { state })
  expect(incidents).toHaveLength(1)
  const [only] = incidents
  if (!only) throw new RangeError('there is no incident')
  return only
}

async function entriesOf(correlationId: string): Promise<NonNullable<LoggedEntry['entry']>[]> {
  const entries = await new AuditLogReader(database, key).readEntries({ correlationId })
  return entries.flatMap(({ entry }) => entry ?? [])
}

describe('an incident', () => {
  it('is counted while it is open, with its first and last time, and whom to call', async () => {
    const [first, second] = [randomUUID(), randomUUID()]
    await raise({ kind: 'message-replayed', counterpart: 'south', correlationId: first })
    now = new Date('2026-11-23T13:00:00Z')
    await raise({
      kind: 'message-replayed',
      counterpart: 'south',
      correlationId: second,
      detail: { code: 'REPLAYED' },
    })
    expect(await getOnly()).toEqual({
      id: expect.stringMatching(/^i\d+$/),
      kind: 'message-replayed',
      severity: 'severe',
      state: 'open',
      count: 2,
      firstSeenAt: '2026-11-23T12:00:00.000Z',
      lastSeenAt: '2026-11-23T13:00:00.000Z',
      correlationId: second,
      detail: { code: 'REPLAYED' },
      counterpart: {
        id: 'south',
        name: 'Peer south',
        organisation: { ...south, contact: 'spoc@south.example' },
      },
    })
  })

  it('is in the audit log once, when it opens', async () => {
    const correlationId = randomUUID()
    const raised = { kind: 'signature-wrong', counterpart: 'south', correlationId } as const
    await raise(raised, raised)
    await raise(raised)
    expect(await entriesOf(correlationId)).toMatchObject([
      { event: 'incident.raised', counterpart: 'south', detail: { kind: 'signature-wrong' } },
    ])
  })

  it('is one for all strangers, however many names they make up', async () => {
    await raise(
      ...Array.from(
        { length: 2_000 },
        (_, n) => ({ kind: 'sender-unknown', counterpart: `peer-${n}` }) as const,
      ),
    )
    expect(await getOnly()).toMatchObject({ count: 2_000, kind: 'sender-unknown' })
    expect(await getOnly()).not.toHaveProperty('counterpart')
  })

  it('keeps only short codes of its detail, and no correlation id that is none', async () => {
    const detail = Object.fromEntries(
      Array.from({ length: 30 }, (_, n) => [`m${n}`, `\0${'x'.repeat(1_000)}`]),
    )
    await raise({ kind: 'message-malformed', correlationId: 'none', detail })
    const incident = await getOnly()
    expect(Object.keys(incident.detail)).toHaveLength(8)
    expect(JSON.stringify(incident.detail).length).toBeLessThan(1_100)
    expect(incident).not.toHaveProperty('correlationId')
  })

  it('may be raised in the middle of a work of the audit log, and waits for it', async () => {
    await auditLog.appendWith(async () => {
      room.incidents.raise({ kind: 'receipt-wrong', counterpart: 'south' })
      return { events: [], result: undefined }
    })
    await room.incidents.settle()
    expect(await getOnly()).toMatchObject({ kind: 'receipt-wrong' })
  })

  it('counts as severe until somebody acknowledges it', async () => {
    await raise({ kind: 'log-forked', counterpart: 'south' }, { kind: 'clock-skewed', counterpart: 'south' })
    const { incidents, severe } = await listIncidents(room, {})
    expect([incidents.length, severe]).toEqual([2, 1])
    const [id] = incidents.filter(({ kind }) => kind === 'log-forked').map((incident) => incident.id)
    await handleIncident(room, operator, { id: id ?? '', state: 'acknowledged', note: '' })
    expect((await listIncidents(room, {})).severe).toBe(0)
  })
})

describe('a database that cannot be written to', () => {
  it('loses nothing: what was raised is written when it can be', async () => {
    let isFull = true
    const appendWith: AuditLog['appendWith'] = (work) =>
      isFull ? Promise.reject(new PlatformError('DISK_FULL', 'full')) : auditLog.appendWith(work)
    const { transactor } = room
    const isKnownPeer = () => false
    const shaky = new Incidents({ transactor, auditLog: { appendWith }, isKnownPeer, clock, logger })
    shaky.raise({ kind: 'disk-full' })
    await shaky.settle()
    shaky.raise({ kind: 'disk-full' })
    await shaky.settle()
    expect((await listIncidents(room, {})).incidents).toEqual([])
    isFull = false
    await shaky.stop()
    expect(await getOnly()).toMatchObject({ kind: 'disk-full', count: 2 })
  })

  it('is no matter of whoever raises, and neither is a clock that fails', () => {
    const broken = new Incidents({
      transactor: room.transactor,
      auditLog,
      isKnownPeer: () => false,
      clock: () => {
        throw new RangeError('no clock')
      },
      logger,
    })
    expect(() => broken.raise({ kind: 'disk-full' })).not.toThrow()
  })
})

describe('whoever looks after incidents', () => {
  it('acknowledges one, and it goes on being counted', async () => {
    const correlationId = randomUUID()
    const raised = { kind: 'peer-unreachable', counterpart: 'south', correlationId } as const
    await raise(raised)
    const { id } = await getOnly()
    const handled = await handleIncident(room, operator, { id, state: 'acknowledged', note: ' called them ' })
    expect(handled).toMatchObject({ state: 'acknowledged', handledBy: 'nikos', note: 'called them' })
    expect(handled.handledAt).toBe('2026-11-23T12:00:00.000Z')
    await raise(raised)
    expect(await getOnly()).toMatchObject({ state: 'acknowledged', count: 2 })
    expect((await entriesOf(correlationId)).map(({ event, actor }) => [event, actor?.id])).toEqual([
      ['incident.raised', undefined],
      ['incident.acknowledged', 'nikos'],
    ])
  })

  it('closes one with a note, and the next time opens a new one', async () => {
    await raise({ kind: 'dead-letter', counterpart: 'south' })
    const { id } = await getOnly()
    await handleIncident(room, operator, { id, state: 'closed', note: 'sent again' })
    await raise({ kind: 'dead-letter', counterpart: 'south' })
    expect(await getOnly('open')).toMatchObject({ count: 1 })
    const all = await listIncidents(room, { state: 'all' })
    expect(all.incidents.map(({ state }) => state)).toEqual(['open', 'closed'])
  })

  it('needs a note to close, and a thing to close', async () => {
    await raise({ kind: 'dead-letter', counterpart: 'south' })
    const { id } = await getOnly()
    const close = (which: string, note: string) =>
      handleIncident(room, operator, { id: which, state: 'closed', note })
    await expect(close(id, '  ')).rejects.toMatchObject({ code: 'NOTE_MISSING' })
    await expect(close('i999999', 'a note')).rejects.toMatchObject({ code: 'INCIDENT_NOT_FOUND' })
    await expect(close('x', 'a note')).rejects.toMatchObject({ code: 'INCIDENT_NOT_FOUND' })
    await close(id, 'a note')
    await expect(close(id, 'again')).rejects.toMatchObject({ code: 'INCIDENT_CLOSED' })
  })

  it('finds the latest fifty of one kind and counterpart, and all of them in the audit log', async () => {
    for (let n = 0; n < 55; n += 1) {
      await raise({ kind: 'dead-letter', counterpart: 'south' })
      const { id } = await getOnly('open')
      await handleIncident(room, operator, { id, state: 'closed', note: 'sent again' })
    }
    const [row] = await database.query<{ count: bigint }>('select count(*) as count from incident.incident')
    expect(Number(row?.count)).toBe(50)
  })
})
