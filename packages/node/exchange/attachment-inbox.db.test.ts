import { createSecretKey, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AttachmentManifest } from '@isthmus/contract'
import { importSealingKey, sealFileKey } from '@isthmus/protocol/envelope'
import { testDatabase } from '@isthmus/testbed/postgres'
import { openTestLog } from '@isthmus/testbed/test-log'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Database, migrate, openDatabase } from '../platform/index.ts'
import { AttachmentInbox } from './attachment-inbox.ts'
import { defaultAttachmentLimits } from './attachment-limits.ts'
import { findSecret } from './attachment-secret.ts'
import { AttachmentTransactor } from './attachment-transactor.ts'

const folder = mkdtempSync(join(tmpdir(), 'isthmus-attachments-'))
const contentKey = createSecretKey(randomBytes(32))
const { x = '', d = '' } = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' })
const sealingKeyId = 'k'.repeat(16)
const trust = {
  self: { id: 'south' },
  currentKey: () => undefined,
  sealingKeyOf: (id: string) => (id === sealingKeyId ? Buffer.from(d, 'base64url') : undefined),
}

let place: Awaited<ReturnType<typeof testDatabase>>
let database: Database
let inbox: AttachmentInbox
let rows: AttachmentTransactor

beforeAll(async () => {
  place = await testDatabase()
  database = openDatabase({ connectionString: place.connectionString, connections: 2 })
  await migrate(database)
  rows = new AttachmentTransactor(database)
  inbox = new AttachmentInbox({
    ...{ database, folder, contentKey, clock: () => new Date() },
    auditLog: await openTestLog(database),
    outbox: { send: async () => ({ messageId: randomUUID() }) },
    // As much of a trust list as a receiver of files asks.
    trust: trust as unknown as ConstructorParameters<typeof AttachmentInbox>[0]['trust'],
    incidents: { raise: () => {} },
    logger: { debug: () => {} },
    limits: { ...defaultAttachmentLimits, freeBytes: 0, largestBytes: 1024 ** 2 },
  })
})

beforeEach(() => database.query('truncate exchange.attachment'))

afterAll(async () => {
  await database.close()
  await place.drop()
  rmSync(folder, { recursive: true, force: true })
})

async function toManifest(change: Partial<AttachmentManifest> = {}): Promise<AttachmentManifest> {
  const attachmentId = change.attachmentId ?? randomUUID()
  const sealingKey = await importSealingKey(Buffer.from(x, 'base64url'))
  const sealed = await sealFileKey(
    { from: 'north', to: 'south', attachmentId },
    { key: randomBytes(32), sealingKey },
  )
  return {
    ...{ attachmentId, name: 'list.pdf', size: 5, chunks: 1 },
    digest: randomBytes(32).toString('base64url'),
    chunkDigests: [randomBytes(32).toString('base64url')],
    sealedKey: { sealingKeyId, ...sealed },
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    ...change,
  }
}

/** The code with which it was refused; undefined when it was taken. */
async function announce(body: Record<string, unknown>, from = 'north'): Promise<string | undefined> {
  const bytes = randomBytes(32)
  const message = {
    ...{ from, messageId: randomUUID(), kind: 'attachment.manifest', correlationId: randomUUID() },
    ...{ commitment: bytes, digest: bytes, body, receivedAt: new Date() },
  }
  try {
    await database.transact((transaction) => inbox.handleManifest([message], transaction))
    return undefined
  } catch (fault) {
    return String((fault as { code?: unknown }).code)
  }
}

describe('the announcement of a file', () => {
  it('is noted, with the name that people may be shown', async () => {
    const manifest = await toManifest({ name: '\u202Efdp.exe', text: 'a note' })
    expect(await announce({ ...manifest })).toBeUndefined()
    const row = await rows.find(manifest.attachmentId)
    expect(row).toMatchObject({ direction: 'received', counterpart: 'north', state: 'offered', size: 5 })
    expect(row && findSecret(contentKey, row)).toMatchObject({ name: 'fdp.exe', text: 'a note' })
  })

  it('is refused when it contradicts itself, is too large, too late, or of a file that is known', async () => {
    const known = await toManifest()
    await announce({ ...known })
    const digests = [known.chunkDigests, known.chunkDigests].flat()
    for (const change of [
      { chunks: 2 },
      { chunkDigests: digests },
      { size: 1024 ** 2 + 1 },
      { expiresAt: new Date(Date.now() - 1).toISOString() },
      { expiresAt: new Date(Date.now() + 31 * 86_400_000).toISOString() },
      { attachmentId: known.attachmentId },
    ])
      expect(await announce({ ...(await toManifest(change)) })).toBe('MESSAGE_REFUSED')
  })

  it('is refused when its key was sealed by another peer, for another file, or to another key', async () => {
    const manifest = await toManifest()
    expect(await announce({ ...manifest }, 'west')).toBe('MESSAGE_REFUSED')
    expect(await announce({ ...manifest, attachmentId: randomUUID() })).toBe('MESSAGE_REFUSED')
    const sealedKey = { ...manifest.sealedKey, sealingKeyId: 'x'.repeat(16) }
    expect(await announce({ ...manifest, sealedKey })).toBe('MESSAGE_REFUSED')
  })

  it('of any shape is taken or refused with a code, and leaves no row when it is refused', async () => {
    const sound = await toManifest()
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.integer(),
      fc.constantFrom('../x', '\u202e', '', '-1', '2026-13-45T99:99:99.999Z'),
    )
    const field = fc.constantFrom(...Object.keys(sound), '__proto__', 'key')
    await fc.assert(
      fc.asyncProperty(fc.dictionary(field, value, { maxKeys: 3 }), async (change) => {
        const attachmentId = randomUUID()
        const body = { ...(await toManifest({ attachmentId })), ...change }
        const code = await announce(body)
        expect([undefined, 'CONTRACT_VIOLATED', 'MESSAGE_REFUSED']).toContain(code)
        if (code !== undefined) expect(await rows.find(attachmentId)).toBeUndefined()
        else await rows.remove(attachmentId)
      }),
      { numRuns: 200 },
    )
  })
})
