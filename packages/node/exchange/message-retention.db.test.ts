import { createSecretKey, randomBytes } from 'node:crypto'
import type { Receipt } from '@isthmus/contract'
import { testDatabase } from '@isthmus/testbed/postgres'
import { openTestLog, readTestEntries, testLogKey } from '@isthmus/testbed/test-log'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { AuditLog } from '../audit-log/index.ts'
import { createLogger, type Database, migrate, openDatabase } from '../platform/index.ts'
import { Inbox, type InboxParts, type OpenedMessage } from './inbox.ts'
import { createMessageId } from './message-id.ts'
import { asynchronousKinds } from './message-kinds.ts'
import { type EndedMessages, endMessageRetention } from './message-retention.ts'
import { createNoteKeeper } from './notes.ts'
import { Outbox } from './outbox.ts'
import type { DeliveryOutcome } from './outbox-decision.ts'

const dayMs = 86_400_000
const start = new Date('2026-01-01T00:00:00Z')
const contentKey = createSecretKey(randomBytes(32))

let place: Awaited<ReturnType<typeof testDatabase>>
let database: Database
let auditLog: AuditLog
let now: Date
let outbox: Outbox | undefined
let inbox: Inbox
const clock = () => now
const afterDays = (days: number): void => {
  now = new Date(start.getTime() + days * dayMs)
}
const incidents = { raise: () => {} }
const signReceipt = (receipt: Parameters<InboxParts['signReceipt']>[0]): Receipt => ({
  ...{ version: 2, ...receipt, keyId: 'k'.repeat(16), signature: 's'.repeat(86) },
})

beforeAll(async () => {
  place = await testDatabase()
  database = openDatabase({ connectionString: place.connectionString, connections: 4 })
  await migrate(database)
  auditLog = await openTestLog(database, clock)
})

beforeEach(async () => {
  await outbox?.stop()
  await database.query('truncate exchange.outbox, exchange.inbox, exchange.note')
  afterDays(0)
  inbox = new Inbox({
    ...{ auditLog, peerId: 'south', origin: auditLog.origin, incidents, clock },
    signReceipt,
    signReceipts: (receipts) => receipts.map(signReceipt),
  })
  inbox.on('message.test', createNoteKeeper(contentKey))
})

afterAll(async () => {
  await outbox?.stop()
  await database.close()
  await place.drop()
})

const end = (): Promise<EndedMessages> => endMessageRetention({ database, auditLog, clock })

function toMessage(messageId = createMessageId(now)): OpenedMessage {
  const [commitment, digest] = [randomBytes(32), randomBytes(32)]
  const correlationId = '3f1c8d52-6f2d-4a57-9d3b-9e1b4f0a7c11'
  return {
    ...{ from: 'north', messageId, kind: 'message.test', correlationId, commitment, digest },
    content: { body: { text: 'a note' } },
  }
}

async function openOutbox(outcome: DeliveryOutcome): Promise<Outbox> {
  outbox = new Outbox({
    ...{ database, auditLog, contentKey, incidents, clock, connections: 1, random: () => 1 },
    logger: createLogger('silent', 'north'),
    seal: () => ({ body: randomBytes(100), digest: randomBytes(32), commitment: randomBytes(32) }),
    deliver: async (messages) => messages.map(() => outcome),
  })
  await outbox.start()
  return outbox
}

async function sendUntil(state: string, outcome: DeliveryOutcome): Promise<string> {
  const from = await openOutbox(outcome)
  const { messageId } = await from.send({
    ...{ to: 'south', kind: 'message.test', correlationId: '3f1c8d52-6f2d-4a57-9d3b-9e1b4f0a7c11' },
    body: { text: 'a note' },
  })
  await expect.poll(async () => (await from.reader.findMessage(messageId))?.state).toBe(state)
  return messageId
}

const count = async (table: string): Promise<number> =>
  (await database.query<{ n: number }>(`select count(*)::int as n from exchange.${table}`))[0]?.n ?? -1

it('a message that was received is known as long as an envelope under its id may be good, then it goes with its note', async () => {
  const message = toMessage()
  const { receipt } = await inbox.receive(message)
  afterDays(30)
  await end()
  expect(await inbox.receive(message)).toEqual({ receipt, isNew: false })
  expect(await count('note')).toBe(1)
  afterDays(31.1)
  expect(await end()).toMatchObject({ received: 1 })
  expect([await count('inbox'), await count('note')]).toEqual([0, 0])
})

it('what was delivered is listed for thirty days, then it goes; one entry says how many', async () => {
  await sendUntil('delivered', { kind: 'received', receipt: '{}' })
  afterDays(29)
  expect(await end()).toEqual({ discarded: 0, sent: 0, received: 0 })
  afterDays(31)
  expect(await end()).toEqual({ discarded: 0, sent: 1, received: 0 })
  expect(await count('outbox')).toBe(0)
  const entries = await readTestEntries(database, testLogKey, { events: ['exchange.erased'] })
  expect(entries.at(-1)?.detail).toEqual({ sent: 1, received: 0 })
})

it('a dead letter is sent again within thirty days of its acceptance, and never to be good longer', async () => {
  const messageId = await sendUntil('dead', { kind: 'refused', status: 409, code: 'MESSAGE_REFUSED' })
  afterDays(28)
  await end()
  await outbox?.resend(messageId)
  const deadline = (await outbox?.reader.findMessage(messageId))?.deadline.getTime() ?? 0
  expect(deadline - start.getTime()).toBe(30 * dayMs)
  expect(deadline - now.getTime()).toBeLessThan(asynchronousKinds['message.test'].lifetimeMs)
})

it('a dead letter of thirty days cannot be sent again; it is given up with an entry, its content gone, later its row', async () => {
  const messageId = await sendUntil('dead', { kind: 'refused', status: 409, code: 'MESSAGE_REFUSED' })
  afterDays(31)
  await expect(outbox?.resend(messageId)).rejects.toMatchObject({ code: 'MESSAGE_TOO_OLD' })
  expect(await end()).toMatchObject({ discarded: 1, sent: 0 })
  const [row] = await database.query('select state, body, content from exchange.outbox')
  expect(row).toEqual({ state: 'discarded', body: null, content: null })
  const entries = await readTestEntries(database, testLogKey, { events: ['exchange.discarded'] })
  expect(entries.at(-1)?.detail).toMatchObject({ messageId })
  afterDays(62)
  expect(await end()).toMatchObject({ sent: 1 })
})

it('what waits stays, however much else goes', async () => {
  const from = await openOutbox({ kind: 'unreachable', code: 'PEER_UNREACHABLE' })
  await from.send({
    ...{ to: 'south', kind: 'message.test', correlationId: '3f1c8d52-6f2d-4a57-9d3b-9e1b4f0a7c11' },
    ...{ body: { text: 'a note' }, lifetimeMs: 15 * dayMs },
  })
  const many = Array.from({ length: 2_500 }, () => inbox.receive(toMessage()))
  await Promise.all(many)
  await outbox?.stop()
  afterDays(40)
  expect(await end()).toEqual({ discarded: 0, sent: 0, received: 2_500 })
  expect(await count('outbox')).toBe(1)
})
