import { randomUUID } from 'node:crypto'
import { entryCommitment, verifyInclusion } from '@isthmus/protocol/log'
import { type MigratedDatabase, migratedDatabase } from '@isthmus/testbed/migrated-database'
import { openTestLog, readTestEntries, testLogKey } from '@isthmus/testbed/test-log'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../platform/index.ts'
import {
  type AuditEvent,
  AuditLogReader,
  eraseByOrder,
  holdEntries,
  proveEntry,
  sweepRetention,
} from './index.ts'

let place: MigratedDatabase
let database: Database
let now: Date
const clock = () => now

beforeEach(async () => {
  now = new Date('2026-11-23T12:00:00Z')
  place = await migratedDatabase()
  database = place.database
})

afterEach(async () => {
  await place.drop()
})

const dpo = { id: 'dora', role: 'dpo', organisation: 'police' }

function event(change: Partial<AuditEvent> = {}): AuditEvent {
  return {
    event: 'exchange.received',
    operation: 'consultation',
    correlationId: randomUUID(),
    actor: { id: 'eleni', role: 'officer', organisation: 'police' },
    exchange: {
      messageId: randomUUID(),
      kind: 'search.ask',
      counterpart: 'south',
      direction: 'received',
      digest: 'A'.repeat(43),
    },
    outcome: 'done',
    ...change,
  }
}

const many = (count: number): AuditEvent[] => Array.from({ length: count }, () => event())

/** As the owner of the database would, who can switch triggers off. */
async function doctor(sql: string): Promise<void> {
  await database.transact(async (transaction) => {
    await transaction.query('set local session_replication_role = replica')
    await transaction.query(sql)
  })
}

describe('the tree', () => {
  it('is over every entry, in order, and a proof of each one holds', async () => {
    const log = await openTestLog(database, clock)
    const references = (await Promise.all(many(600).map((one) => log.append(one)))).flat()
    const { size, root } = log.state()
    expect(size).toBe(600)
    expect(references.map(({ index }) => index)).toEqual(Array.from({ length: 600 }, (_, index) => index))
    for (const { index, leafHash } of [
      references[0],
      references[255],
      references[256],
      references[599],
    ].flatMap((one) => one ?? [])) {
      const proof = await proveEntry(log, index, { size, note: 'a note' })
      expect(proof.leafHash).toBe(leafHash)
      const path = proof.path.map((hash) => Buffer.from(hash, 'base64url'))
      verifyInclusion({ index, size, leafHash: Buffer.from(leafHash, 'base64url'), path, root })
    }
    await expect(proveEntry(log, 600, { size, note: '' })).rejects.toMatchObject({
      code: 'LOG_POSITION_UNKNOWN',
    })
  })

  it('holds commitments that the opened entry and its salt make again', async () => {
    const log = await openTestLog(database, clock)
    await log.append(event({ caseReference: 'half a pair \ud800 of C-1' }))
    const [logged] = await new AuditLogReader(database, testLogKey).readEntries()
    const salt = Buffer.from(logged?.salt ?? '', 'base64url')
    expect(Buffer.from(entryCommitment(salt, logged?.entry)).toString('base64url')).toBe(logged?.leaf)
  })

  it('is the same after a restart', async () => {
    const log = await openTestLog(database, clock)
    await log.append(...many(700))
    const before = log.state()
    const again = await openTestLog(database, clock)
    expect(again.state()).toEqual(before)
    await again.append(event())
    expect(await again.verify()).toEqual(again.state())
  })
})

describe('a work', () => {
  const work = (value: string, change: Partial<AuditEvent> = {}) => ({
    sql: 'insert into public.effect (value) values ($1)',
    value,
    events: [event(change)],
  })
  const effects = async () =>
    (await database.query<{ value: string }>('select value from public.effect order by value')).map(
      ({ value }) => value,
    )
  beforeEach(() => database.query('create table public.effect (value text primary key)'))

  it('is committed with its entries, and a failing one is taken back alone', async () => {
    const log = await openTestLog(database, clock)
    const run = (value: string, change: Partial<AuditEvent> = {}) =>
      log.appendWith(async (transaction) => {
        const { sql, events } = work(value, change)
        await transaction.query(sql, [value])
        return { events, result: value }
      })
    const settled = await Promise.allSettled([
      run('a'),
      run('a'),
      log.append(event()),
      run('b'),
      run('c', { correlationId: 'no id' }),
    ])
    expect(settled.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'rejected',
    ])
    expect(await effects()).toEqual(['a', 'b'])
    expect(log.size).toBe(3)
    expect(await log.verify()).toEqual(log.state())
  })

  it('learns where its entries stand before it is committed', async () => {
    const log = await openTestLog(database, clock)
    await log.append(event())
    const seen: unknown[] = []
    const result = await log.appendWith(async () => ({
      events: [event(), event()],
      result: 'done',
      settle: async (entries, transaction) => {
        seen.push(...entries.map(({ index }) => index))
        await transaction.query('insert into public.effect (value) values ($1)', [entries[0]?.leafHash ?? ''])
      },
    }))
    expect([result, seen]).toEqual(['done', [1, 2]])
    const proof = await proveEntry(log, 1, { size: 3, note: '' })
    expect(await effects()).toEqual([proof.leafHash])
  })

  it('that waits for another entry is refused instead of waiting for ever', async () => {
    const log = await openTestLog(database, clock)
    const nested = log.appendWith(async () => {
      await log.append(event())
      return { events: [], result: 0 }
    })
    await expect(nested).rejects.toMatchObject({ code: 'LOG_REENTERED' })
    await expect(log.append(event())).resolves.toHaveLength(1)
  })
})

describe('entries of former versions', () => {
  it('are taken over in their order with their times, and their table goes', async () => {
    const ids = Array.from({ length: 1_203 }, () => randomUUID())
    await database.query(
      `insert into audit_log.former_entry (at, event, operation, correlation_id, actor_id, actor_role, organisation,
         purpose, subject_commitment, outcome, detail)
       select timestamptz '2025-01-01 00:00Z' + n * interval '1 second', 'search.asked', 'consultation', id::uuid, 'eleni',
         'officer', 'police', 'border-control', '\\x${'ab'.repeat(32)}', 'done', '{"n":1}'
       from unnest($1::text[]) with ordinality as t(id, n) order by n`,
      [ids],
    )
    const log = await openTestLog(database, clock)
    expect(log.size).toBe(1_203)
    const entries = await readTestEntries(database, testLogKey)
    expect(entries.map(({ correlationId }) => correlationId)).toEqual(ids)
    expect(entries[0]).toMatchObject({
      at: '2025-01-01T00:00:01.000Z',
      actor: { id: 'eleni', role: 'officer', organisation: 'police' },
      purpose: 'border-control',
      detail: { n: 1 },
      retention: 'three-years',
    })
    expect(await log.verify()).toEqual(log.state())
    const [table] = await database.query<{ name: string | null }>(
      "select to_regclass('audit_log.former_entry')::text as name",
    )
    expect(table?.name).toBeNull()
    await (await openTestLog(database, clock)).append(event())
  })
})

describe('erasure', () => {
  it('at the end of retention leaves every proof whole, and what was changed afterwards is seen', async () => {
    const log = await openTestLog(database, clock)
    await log.append(...many(300))
    const before = log.state()
    now = new Date('2029-11-24T00:00:00Z')
    expect(await sweepRetention(log, now)).toBe(300)
    expect(await sweepRetention(log, now)).toBe(0)
    const proof = await proveEntry(log, 7, { size: 300, note: '' })
    const path = proof.path.map((hash) => Buffer.from(hash, 'base64url'))
    verifyInclusion({
      ...{ index: 7, size: 300, path, root: before.root },
      leafHash: Buffer.from(proof.leafHash, 'base64url'),
    })
    expect(await log.verify()).toEqual(log.state())
    const entries = await new AuditLogReader(database, testLogKey).readEntries()
    expect(entries.filter(({ erased }) => erased)).toHaveLength(300)
    expect(entries.at(-1)?.entry).toMatchObject({ event: 'audit-log.erased', detail: { entries: '0-299' } })
    await doctor("update audit_log.entry set counterpart = 'west' where index = 9")
    await expect(log.verify()).rejects.toMatchObject({ code: 'LOG_DOCTORED' })
  })

  it('comes on the first day after the term, and never to what is held', async () => {
    const log = await openTestLog(database, clock)
    const [kept, gone] = [event(), event({ operation: 'login', event: 'sign-in.granted' })]
    await log.append(kept, gone)
    await holdEntries(log, { correlationId: kept.correlationId, hold: true, reason: 'appeal' }, dpo)
    expect(await sweepRetention(log, new Date('2027-11-23T23:59:59Z'))).toBe(0)
    expect(await sweepRetention(log, new Date('2027-11-24T00:00:00Z'))).toBe(1)
    expect(await sweepRetention(log, new Date('2035-01-01T00:00:00Z'))).toBe(0)
    await holdEntries(log, { correlationId: kept.correlationId, hold: false, reason: 'over' }, dpo)
    expect(await sweepRetention(log, new Date('2035-01-01T00:00:00Z'))).toBe(1)
    expect(await log.verify()).toEqual(log.state())
  })

  it('by order takes the entries of one correlation id, and says who ordered it', async () => {
    const log = await openTestLog(database, clock)
    const one = event()
    await log.append(one, ...many(3))
    const order = { correlationId: one.correlationId, reason: 'court', legalBasis: 'LED, art. 16' }
    expect(await eraseByOrder(log, order, dpo)).toBe(1)
    await expect(eraseByOrder(log, order, dpo)).rejects.toMatchObject({ code: 'ENTRY_NOT_FOUND' })
    const [last] = await readTestEntries(database, testLogKey, { events: ['audit-log.erased'] })
    expect(last).toMatchObject({ actor: { id: 'dora' }, reason: 'court', detail: { entries: '0', count: 1 } })
    const again = { ...order, correlationId: last?.correlationId ?? '' }
    await expect(eraseByOrder(log, again, dpo)).rejects.toMatchObject({ code: 'ENTRY_KEPT' })
    expect(await log.verify()).toEqual(log.state())
  })

  it('of what is held is refused', async () => {
    const log = await openTestLog(database, clock)
    const one = event()
    await log.append(one)
    const order = { correlationId: one.correlationId, reason: 'court', legalBasis: 'LED, art. 16' }
    await holdEntries(log, { correlationId: one.correlationId, hold: true, reason: 'appeal' }, dpo)
    await expect(eraseByOrder(log, order, dpo)).rejects.toMatchObject({ code: 'ENTRY_HELD' })
    const unknown = { correlationId: randomUUID(), hold: true, reason: 'appeal' }
    await expect(holdEntries(log, unknown, dpo)).rejects.toMatchObject({ code: 'ENTRY_NOT_FOUND' })
  })

  it('is the only change that the database lets anybody make', async () => {
    const log = await openTestLog(database, clock)
    await log.append(...many(256))
    for (const sql of [
      "update audit_log.entry set sealed = null, erased_by = gen_random_uuid(), actor_tag = null, event = 'a.b'",
      'update audit_log.entry set sealed = null, erased_by = gen_random_uuid()',
      'update audit_log.entry set sealed = null, actor_tag = null',
      'update audit_log.tile set number = 4',
      'delete from audit_log.tile',
      'truncate audit_log.tile',
    ])
      await expect(database.query(sql), sql).rejects.toMatchObject({ code: 'STORE_FAILED' })
    const erase = 'update audit_log.entry set sealed = null, actor_tag = null, erased_by = gen_random_uuid()'
    await database.query(`${erase} where index = 3`)
    // Allowed by the database, but no entry of the log says so.
    await expect(log.verify()).rejects.toMatchObject({ code: 'LOG_DOCTORED' })
  })
})

describe('a doctored log', () => {
  const flips: [string, string][] = [
    ['at', "at + interval '1 ms'"],
    ['correlation_id', 'gen_random_uuid()'],
    ['actor_tag', 'set_byte(actor_tag, 5, get_byte(actor_tag, 5) # 1)'],
    ['counterpart', "'soutg'"],
    ['direction', "'sent'"],
    ['digest', 'set_byte(digest, 31, get_byte(digest, 31) # 1)'],
    ['event', "'exchange.receivec'"],
    ['retention', "'one-year'"],
    ['erase_on', 'erase_on + 1'],
    ['leaf', 'set_byte(leaf, 0, get_byte(leaf, 0) # 1)'],
    ['sealed', 'set_byte(sealed, 20, get_byte(sealed, 20) # 1)'],
  ]

  it.each(flips)(
    'is refused at the start and found by verification when %s was changed',
    async (column, value) => {
      const log = await openTestLog(database, clock)
      await log.append(...many(300))
      await doctor(`update audit_log.entry set ${column} = ${value} where index = 17`)
      const found = { code: 'LOG_DOCTORED', message: expect.stringMatching(/17|tile 0\/0/) }
      await expect(log.verify()).rejects.toMatchObject(found)
      await expect(openTestLog(database, clock)).rejects.toMatchObject(found)
    },
  )

  it.each([
    ['an entry is gone', 'delete from audit_log.entry where index = 17'],
    ['an entry of the last tile is gone', 'delete from audit_log.entry where index = 280'],
    ['two entries changed places', 'update audit_log.entry set index = 5 - index where index in (2, 3)'],
    ['a tile is gone', 'delete from audit_log.tile'],
    ['a tile is another', 'update audit_log.tile set hashes = set_byte(hashes, 9, get_byte(hashes, 9) # 1)'],
    [
      'an entry was erased in silence',
      'update audit_log.entry set sealed = null, erased_by = gen_random_uuid(), actor_tag = null where index = 4',
    ],
  ])('is refused at the start when %s', async (_, sql) => {
    const log = await openTestLog(database, clock)
    await log.append(...many(300))
    await log.settle()
    await doctor(sql.includes('index = 5 - index') ? `${sql.replace('5 - index', '5 - index + 1000')}` : sql)
    if (sql.includes('5 - index'))
      await doctor('update audit_log.entry set index = index - 1000 where index > 999')
    await expect(openTestLog(database, clock)).rejects.toMatchObject({ code: 'LOG_DOCTORED' })
  })
})
