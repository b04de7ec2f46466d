import { createPublicKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type MigratedDatabase, migratedDatabase } from '@isthmus/testbed/migrated-database'
import { openTestLog, readTestEntries, testLogKey } from '@isthmus/testbed/test-log'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  createLogger,
  createSoftwareSigner,
  type Database,
  migrate,
  openDatabase,
  startEmbeddedPostgres,
  throwawayCluster,
} from '../platform/index.ts'
import { listVolatile } from './durability.ts'
import { type AuditEvent, type AuditLog, Checkpoints } from './index.ts'
import { verifyNewest } from './verify-rows.ts'

let place: MigratedDatabase
let database: Database
const clock = () => new Date()
const createKey = () => generateKeyPairSync('ed25519').privateKey

beforeEach(async () => {
  place = await migratedDatabase()
  database = place.database
})

afterEach(async () => {
  await place.drop()
})

const event = (): AuditEvent => ({
  event: 'peer.started',
  operation: 'config',
  correlationId: randomUUID(),
  outcome: 'done',
})

const many = (count: number): AuditEvent[] => Array.from({ length: count }, event)

/** As the owner of the database would, who can switch triggers off. */
async function doctor(sql: string): Promise<void> {
  await database.transact(async (transaction) => {
    await transaction.query('set local session_replication_role = replica')
    await transaction.query(sql)
  })
}

async function sign(log: AuditLog, key: KeyObject): Promise<void> {
  const signer = createSoftwareSigner(key)
  const logger = createLogger('silent', 'test')
  const checkpoints = new Checkpoints({ log, database, clock, logger, signer: () => signer, everyMs: 1 })
  await checkpoints.start()
  await vi.waitFor(() => expect(checkpoints.newest?.size).toBe(log.size), 10_000)
  await checkpoints.stop()
}

describe('the newest entries', () => {
  // 2,000 entries of which the start checks 600: from 1,400, and so from the tile that begins at 1,280.
  const newest = 600

  async function openSigned(entries = 2_000): Promise<{ log: AuditLog; logKeys: KeyObject[] }> {
    const key = createKey()
    const logKeys = [createPublicKey(key)]
    const log = await openTestLog(database, clock, { logKeys: () => logKeys })
    await log.append(...many(entries))
    await sign(log, key)
    return { log, logKeys }
  }

  const change = (index: number) =>
    doctor(`update audit_log.entry set event = 'peer.stopped' where index = ${index}`)

  const foundAt = (index: number) => ({
    code: 'LOG_DOCTORED',
    message: expect.stringContaining(`entry ${index}: event`),
  })

  it.each([1_280, 1_400, 1_999])('are checked at the start: a change of entry %i is found', async (index) => {
    const { log, logKeys } = await openSigned()
    const check = () => verifyNewest(database, log.box, { newest, logKeys })
    await expect(check()).resolves.toBeUndefined()
    await change(index)
    await expect(check()).rejects.toMatchObject(foundAt(index))
  })

  it.each([0, 1_279])(
    'are all that is checked then: a change of entry %i is found when every row is verified',
    async (index) => {
      const { log, logKeys } = await openSigned()
      await change(index)
      await expect(verifyNewest(database, log.box, { newest, logKeys })).resolves.toBeUndefined()
      await expect(log.verify()).rejects.toMatchObject(foundAt(index))
    },
  )

  it('reach back to the newest checkpoint when that is older', async () => {
    const { log, logKeys } = await openSigned(1_000)
    await log.append(...many(1_000))
    await change(900)
    await expect(verifyNewest(database, log.box, { newest, logKeys })).rejects.toMatchObject(foundAt(900))
  })
})

describe('checkpoints', () => {
  const logKeys = (...keys: KeyObject[]) => ({ logKeys: () => keys.map((key) => createPublicKey(key)) })

  it('are believed at the start and by verification when a key of this peer, also a former one, has signed them', async () => {
    const [former, current] = [createKey(), createKey()]
    const log = await openTestLog(database)
    await log.append(...many(1_500))
    await sign(log, former)
    await log.append(...many(1_000))
    await sign(log, current)
    const again = await openTestLog(database, clock, logKeys(former, current))
    expect(await again.verify()).toEqual(log.state())
    // Of a key that nobody has listed.
    await expect(openTestLog(database, clock, logKeys(current))).rejects.toMatchObject({
      code: 'LOG_DOCTORED',
      message: expect.stringContaining('checkpoint 1500 is signed by no log key'),
    })
  })

  it.each([
    ['the signature', "note = overlay(note placing 'AAAA' from length(note) - 40)"],
    ['the line of the signature', "note = split_part(note, E'\\n\\n', 1) || E'\\n\\n'"],
    ['the text', "note = replace(note, 'test/north', 'test/south')"],
    ['the size', "note = replace(note, E'\\n300\\n', E'\\n299\\n')"],
    ['the root', 'root = set_byte(root, 3, get_byte(root, 3) # 1)'],
  ])('are refused when %s was changed', async (_, change) => {
    const key = createKey()
    const log = await openTestLog(database, clock, logKeys(key))
    await log.append(...many(300))
    await sign(log, key)
    await doctor(`update audit_log.checkpoint set ${change} where size = 300`)
    const found = { code: 'LOG_DOCTORED', message: expect.stringContaining('checkpoint 300') }
    await expect(openTestLog(database, clock, logKeys(key))).rejects.toMatchObject(found)
    await expect(log.verify()).rejects.toMatchObject(found)
  })
})

describe('a PostgreSQL that may lose what it has acknowledged', () => {
  const on = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', cluster_name: '' }

  it('is known by its settings, unless it was started to be thrown away', () => {
    expect(listVolatile(on)).toEqual([])
    expect(listVolatile({ ...on, synchronous_commit: 'remote_apply' })).toEqual([])
    for (const name of ['fsync', 'synchronous_commit', 'full_page_writes'] as const)
      expect(listVolatile({ ...on, [name]: 'off' })).toEqual([name])
    expect(listVolatile({ ...on, fsync: 'off', cluster_name: throwawayCluster })).toEqual([])
  })

  it('is refused at the start, with what to set', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'isthmus-durable-'))
    const store = await startEmbeddedPostgres({ folder, log: () => {} })
    const role = { role: 'north', password: 'north' }
    const open = async (): Promise<number> => {
      const own = openDatabase({
        connectionString: await store.createDatabase('north', role),
        connections: 1,
      })
      try {
        await migrate(own)
        return (await openTestLog(own)).size
      } finally {
        await own.close()
      }
    }
    try {
      expect(await open()).toBe(0)
      const admin = openDatabase({ connectionString: store.url('postgres'), connections: 1 })
      await admin.query('alter role north set synchronous_commit = off')
      await admin.close()
      await expect(open()).rejects.toMatchObject({
        code: 'LOG_NOT_DURABLE',
        message: expect.stringContaining('synchronous_commit = off'),
        remedy: expect.stringContaining('synchronous_commit = on'),
      })
    } finally {
      await store.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  }, 60_000)
})

describe('the retention', () => {
  it('of entries that no law names another for is that of the configuration', async () => {
    const log = await openTestLog(database, () => new Date('2026-11-23T12:00:00Z'), {
      standardRetention: 'end-of-next-year',
    })
    const signIn = { ...event(), event: 'sign-in.granted', operation: 'login' } as const
    await log.append(event(), signIn)
    const rows = await database.query('select retention, erase_on::text from audit_log.entry order by index')
    expect(rows).toEqual([
      { retention: 'end-of-next-year', erase_on: '2028-01-01' },
      { retention: 'one-year', erase_on: '2027-11-24' },
    ])
    const kept = await readTestEntries(database, testLogKey)
    expect(kept.map(({ retention }) => retention)).toEqual(['end-of-next-year', 'one-year'])
  })
})
