import { randomBytes, randomUUID } from 'node:crypto'
import type { SearchSubject } from '@isthmus/contract'
import { type MigratedDatabase, migratedDatabase } from '@isthmus/testbed/migrated-database'
import { openTestLog, readTestEntries, testLogKey } from '@isthmus/testbed/test-log'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase, type SqlValue } from '../platform/index.ts'
import { type AuditEvent, type AuditLog, AuditLogReader, commitmentOf } from './index.ts'

let place: MigratedDatabase
let database: Database
let log: AuditLog
let reader: AuditLogReader

beforeAll(async () => {
  place = await migratedDatabase()
  database = place.database
  log = await openTestLog(database)
  reader = new AuditLogReader(database, testLogKey)
})

afterAll(async () => {
  await place.drop()
})

const officer = { id: 'eleni', role: 'officer', organisation: 'police' }

function asked(change: Partial<AuditEvent> = {}): AuditEvent {
  return {
    event: 'search.asked',
    operation: 'consultation',
    correlationId: randomUUID(),
    actor: officer,
    purpose: 'criminal-investigation',
    legalBasis: 'Act 1, article 2',
    caseReference: 'C-1',
    outcome: 'done',
    ...change,
  }
}

const countOf = async (correlationId: string): Promise<number> => {
  const [row] = await database.query<{ count: bigint }>(
    'select count(*) as count from audit_log.entry where correlation_id = $1',
    [correlationId],
  )
  return Number(row?.count)
}

describe('an entry', () => {
  it('that was acknowledged is read by whoever looks from another connection', async () => {
    const event = asked({
      counterpart: 'south',
      reason: 'because',
      detail: { hits: 2, states: { hit: 1 } },
      subjectCommitment: randomBytes(32),
    })
    await log.append(event)
    const elsewhere = openDatabase({ connectionString: place.connectionString, connections: 1 })
    const [entry] = await readTestEntries(elsewhere, testLogKey, { correlationId: event.correlationId })
    await elsewhere.close()
    expect(entry).toMatchObject({
      version: 1,
      peer: 'north',
      event: 'search.asked',
      actor: { id: 'eleni', organisation: 'police' },
      counterpart: 'south',
      legalBasis: 'Act 1, article 2',
      reason: 'because',
      detail: { hits: 2, states: { hit: 1 } },
      subjectCommitment: event.subjectCommitment?.toString('base64url'),
      retention: 'three-years',
    })
  })

  it('arrives exactly once, and 5,000 at a time need few statements', async () => {
    let statements = 0
    const counting: Database = {
      ...database,
      query: (...call) => {
        statements += 1
        return database.query(...call)
      },
      transact: (work) =>
        database.transact((transaction) =>
          work({
            ...transaction,
            query: (...call) => {
              statements += 1
              return transaction.query(...call)
            },
          }),
        ),
    }
    await log.settle()
    const busy = await openTestLog(counting)
    statements = 0
    const correlationId = randomUUID()
    await Promise.all(
      Array.from({ length: 5_000 }, (_, n) => busy.append(asked({ correlationId, detail: { n } }))),
    )
    const entries = await readTestEntries(database, testLogKey, { correlationId })
    log = await openTestLog(database)
    reader = new AuditLogReader(database, testLogKey)
    expect(await countOf(correlationId)).toBe(5_000)
    expect(new Set(entries.map(({ detail }) => detail?.n)).size).toBe(5_000)
    expect(statements).toBeLessThan(20)
  })

  it('is kept together with the others of one act: all of them or none', async () => {
    const correlationId = randomUUID()
    const bad = asked({ correlationId: 'no correlation id' })
    const many = Array.from({ length: 1_500 }, () => asked({ correlationId }))
    await expect(log.append(...many, bad)).rejects.toMatchObject({ code: 'ENTRY_INVALID' })
    expect(await countOf(correlationId)).toBe(0)
  })

  it('that the database cannot hold fails alone, and the log goes on', async () => {
    const correlationId = randomUUID()
    const good = () => log.append(asked({ correlationId }))
    const bad = () => log.append(asked({ correlationId: 'no correlation id' }))
    const settled = await Promise.allSettled([good(), good(), bad(), good(), bad(), good()])
    expect(settled.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    await good()
    expect(await countOf(correlationId)).toBe(5)
  })

  it('is refused to all that wait while the database is away, and to nobody once it is back', async () => {
    let isAway = true
    const shaky: Database = {
      ...database,
      query: <Row>(sql: string, values?: readonly SqlValue[], name?: string) =>
        isAway ? Promise.reject(new RangeError('away')) : database.query<Row>(sql, values, name),
    }
    isAway = false
    const shakyLog = await openTestLog(shaky)
    isAway = true
    const settled = await Promise.allSettled([shakyLog.append(asked()), shakyLog.append(asked())])
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    isAway = false
    await expect(shakyLog.append(asked())).resolves.toHaveLength(1)
    log = await openTestLog(database)
  })

  it('cannot be changed or removed', async () => {
    const event = asked()
    await log.append(event)
    for (const sql of [
      "update audit_log.entry set event = 'search.asked'",
      'delete from audit_log.entry',
      'truncate audit_log.entry',
      'truncate audit_log.entry cascade',
    ]) {
      await expect(database.query(sql)).rejects.toMatchObject({ code: 'STORE_FAILED' })
    }
    expect(await countOf(event.correlationId)).toBe(1)
  })

  it('holds nothing that was searched, in no column', async () => {
    const subject: SearchSubject = {
      family: 'Zwijnenburg',
      given: 'Xanthippe',
      birth: '1962-03-04',
      documents: [{ number: 'QX9981' }],
    }
    const correlationId = randomUUID()
    await log.append(
      asked({ correlationId, subjectCommitment: commitmentOf(randomBytes(32), correlationId, subject) }),
    )
    const text = JSON.stringify(await reader.readEntries({ correlationId }))
    for (const value of ['Zwijnenburg', 'Xanthippe', '1962-03-04', 'QX9981']) {
      expect(text).not.toContain(value)
      expect(text).not.toContain(Buffer.from(value).toString('hex'))
    }
  })
})

describe('a commitment', () => {
  const key = randomBytes(32)
  const correlationId = randomUUID()
  const subject: SearchSubject = { family: 'A', given: 'B', documents: [{ number: 'N12345', country: 'GR' }] }
  const commitment = commitmentOf(key, correlationId, subject).toString('hex')

  it('is the same for the same question, in whatever order it was written', () => {
    const other: SearchSubject = { documents: [{ country: 'GR', number: 'N12345' }], given: 'B', family: 'A' }
    expect(commitmentOf(key, correlationId, other).toString('hex')).toBe(commitment)
  })

  it('differs by key, by correlation id and by subject', () => {
    const others = [
      commitmentOf(randomBytes(32), correlationId, subject),
      commitmentOf(key, randomUUID(), subject),
      commitmentOf(key, correlationId, { ...subject, given: 'C' }),
      commitmentOf(key, correlationId, { ...subject, full: 'C' }),
    ].map((other) => other.toString('hex'))
    expect(new Set([commitment, ...others]).size).toBe(5)
  })
})

describe('the history of an officer', () => {
  it('has one line for each search, however many subjects, with how its sources ended', async () => {
    const actor = { ...officer, id: 'one-batch' }
    const correlationId = randomUUID()
    await log.append(
      ...Array.from({ length: 3 }, (_, subject) => asked({ actor, correlationId, detail: { subject } })),
    )
    await log.append(asked({ actor: { ...officer, id: 'somebody else' } }))
    await log.append({
      ...asked({ actor, correlationId, detail: { states: { hit: 2, 'no-hit': 1 } } }),
      event: 'search.completed',
    })
    expect(await reader.listSearches('one-batch', { size: 10 })).toEqual({
      searches: [
        {
          correlationId,
          askedAt: expect.any(String),
          purpose: 'criminal-investigation',
          legalBasis: 'Act 1, article 2',
          caseReference: 'C-1',
          subjects: 3,
          states: { hit: 2, 'no-hit': 1 },
        },
      ],
    })
  })

  it('is read page by page, newest first, with nothing twice and nothing left out', async () => {
    const actor = { ...officer, id: 'many-searches' }
    const ids = Array.from({ length: 7 }, () => randomUUID())
    for (const correlationId of ids)
      await log.append(asked({ actor, correlationId }), asked({ actor, correlationId }))
    const seen: string[] = []
    let before: bigint | undefined
    for (let pages = 0; pages < 10; pages += 1) {
      const page = await reader.listSearches(actor.id, { size: 3, ...(before ? { before } : {}) })
      seen.push(...page.searches.map(({ correlationId }) => correlationId))
      if (!page.next) break
      before = BigInt(page.next)
    }
    expect(seen).toEqual(ids.toReversed())
  })
})
