import { createHash, createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import type { IncidentKind } from '@isthmus/contract'
import { type MigratedDatabase, migratedDatabase } from '@isthmus/testbed/migrated-database'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createLogger, type Database } from '../platform/index.ts'
import { Inbox, type OpenedMessage } from './inbox.ts'
import type { LogWriter } from './log-writer.ts'
import { asynchronousKinds } from './message-kinds.ts'
import { Outbox, type OutboxParts } from './outbox.ts'
import type { DeliveryOutcome } from './outbox-decision.ts'

const contentKey = createSecretKey(randomBytes(32))
const logger = createLogger('silent', 'north')
const kinds = { ...asynchronousKinds, 'attachment.manifest': { isOrdered: true, lifetimeMs: 60_000 } }

let place: MigratedDatabase
let database: Database
let raised: { kind: IncidentKind; counterpart?: string }[]
let handled: { kind: string; body: Record<string, unknown> }[]
let inbox: Inbox
let outboxes: Outbox[] = []
const incidents = {
  raise: (incident: { kind: IncidentKind; counterpart?: string }) => void raised.push(incident),
}

/** Commits as the log does, one work at a time; the entries themselves are tested with the log. */
function startLog(): LogWriter & { events: string[] } {
  let last: Promise<unknown> = Promise.resolve()
  const events: string[] = []
  return {
    events,
    append: async () => {},
    appendWith: (work) => {
      const run = last.then(() =>
        database.transact(async (transaction) => {
          const { events: more, result, settle } = await work(transaction)
          const places = more.map((_, at) => ({
            index: events.length + at,
            leafHash: randomBytes(32).toString('base64url'),
          }))
          await settle?.(places, transaction)
          events.push(...more.map(({ event }) => event))
          return result
        }),
      )
      last = run.catch(() => {})
      return run
    },
  }
}

beforeAll(async () => {
  place = await migratedDatabase()
  database = place.database
})

beforeEach(async () => {
  await Promise.all(outboxes.map((outbox) => outbox.stop()))
  outboxes = []
  await database.query('truncate exchange.outbox, exchange.inbox, exchange.stream, exchange.note')
  raised = []
  handled = []
  inbox = new Inbox({
    auditLog: startLog(),
    signReceipt: (receipt) => ({ version: 2, ...receipt, keyId: 'k'.repeat(16), signature: 's'.repeat(86) }),
    signReceipts: (receipts) =>
      receipts.map((receipt) => ({
        version: 2,
        ...receipt,
        keyId: 'k'.repeat(16),
        signature: 's'.repeat(86),
      })),
    peerId: 'south',
    origin: 'test/south',
    incidents,
    clock: () => new Date(),
    kinds,
  })
  for (const kind of ['message.test', 'attachment.manifest'] as const) {
    inbox.on(kind, async (messages) => void handled.push(...messages))
  }
})

afterAll(async () => {
  await Promise.all(outboxes.map((outbox) => outbox.stop()))
  await place.drop()
})

/** What goes over the wire here is clear JSON: this test is about what happens around the seal. */
const seal: OutboxParts['seal'] = (message) => {
  const body = Buffer.from(JSON.stringify(message))
  const digest = createHash('sha256').update(body).digest()
  const payload = JSON.stringify(message.payload)
  return { body, digest, commitment: createHash('sha256').update(message.salt).update(payload).digest() }
}

function openBody(body: Buffer): OpenedMessage {
  const { messageId, kind, correlationId, payload, salt } = JSON.parse(body.toString()) as {
    messageId: string
    kind: string
    correlationId: string
    payload: { content: unknown }
    salt: { data: number[] }
  }
  const commitment = createHash('sha256')
    .update(Buffer.from(salt.data))
    .update(JSON.stringify(payload))
    .digest()
  const digest = createHash('sha256').update(body).digest()
  return { from: 'north', messageId, kind, correlationId, commitment, digest, content: payload.content }
}

type Network = (body: Buffer, attempt: number) => Promise<DeliveryOutcome>

const arrive: Network = async (body) => {
  try {
    return { kind: 'received', ...(await inbox.receive(openBody(body))) }
  } catch (fault) {
    return {
      kind: 'refused',
      status: 409,
      code: fault instanceof Error && 'code' in fault ? String(fault.code) : '',
    }
  }
}

function createOutbox(
  network: Network = arrive,
  clock: () => Date = () => new Date(),
): Outbox & { log: string[] } {
  const attempts = new Map<string, number>()
  const auditLog = startLog()
  const outbox = new Outbox({
    database,
    auditLog,
    seal,
    contentKey,
    incidents,
    clock,
    logger,
    kinds,
    random: () => 1,
    connections: 8,
    deliver: (messages) =>
      Promise.all(
        messages.map(({ messageId, body }) => {
          const attempt = (attempts.get(messageId) ?? 0) + 1
          attempts.set(messageId, attempt)
          return network(body, attempt)
        }),
      ),
  })
  outboxes.push(outbox)
  return Object.assign(outbox, { log: auditLog.events })
}

const note = (text = 'hello', more: object = {}) => ({
  to: 'south',
  kind: 'message.test' as const,
  correlationId: randomUUID(),
  body: { text },
  ...more,
})

async function eventually(look: () => Promise<boolean> | boolean): Promise<void> {
  for (let turn = 0; turn < 400; turn += 1) {
    if (await look()) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('it did not happen')
}

const stateOf = async (outbox: Outbox, id: string) => (await outbox.reader.findMessage(id))?.state

describe('a message', () => {
  it('is delivered at once, with its receipt kept and its content gone', async () => {
    const outbox = createOutbox()
    const { messageId } = await outbox.send(note())
    await eventually(async () => (await stateOf(outbox, messageId)) === 'delivered')
    expect(handled.map(({ body }) => body)).toEqual([{ text: 'hello' }])
    const [row] = await database.query('select body, content, attempts, receipt from exchange.outbox')
    expect(row).toMatchObject({
      body: null,
      content: null,
      attempts: 1,
      receipt: expect.stringContaining(messageId),
    })
    expect(outbox.log).toEqual(['exchange.sent'])
  })

  it('has its effect once, however often it arrives', async () => {
    let lost = 0
    const outbox = createOutbox(async (body, attempt) => {
      const outcome = await arrive(body, attempt)
      if (attempt >= 3) return outcome
      lost += 1
      return { kind: 'unreachable', code: 'PEER_UNREACHABLE' }
    })
    await outbox.start()
    const sent = await Promise.all(Array.from({ length: 20 }, (_, n) => outbox.send(note(`note ${n}`))))
    await eventually(
      async () => (await outbox.reader.listMessages({ state: 'delivered', size: 50 })).length === 20,
    )
    expect(lost).toBeGreaterThanOrEqual(20)
    expect(new Set(handled.map(({ body }) => body.text)).size).toBe(20)
    expect(handled).toHaveLength(20)
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(20)
    expect(raised.map(({ kind }) => kind)).toContain('peer-unreachable')
  })

  it('that waited when its peer was killed is delivered by the next start', async () => {
    const first = createOutbox(async () => ({ kind: 'unreachable', code: 'PEER_UNREACHABLE' }))
    const { messageId } = await first.send(note())
    await eventually(async () => ((await first.reader.findMessage(messageId))?.attempts ?? 0) > 0)
    await first.stop()
    const second = createOutbox()
    await second.start()
    await eventually(async () => (await stateOf(second, messageId)) === 'delivered')
    expect(handled).toHaveLength(1)
  })

  it('whose idempotency key comes again is the first one; with another content it is refused', async () => {
    const outbox = createOutbox()
    const [first, again] = await Promise.all([
      outbox.send(note('one', { idempotencyKey: 'act-1' })),
      outbox.send(note('one', { idempotencyKey: 'act-1' })),
    ])
    expect(again).toEqual(first)
    await eventually(async () => (await stateOf(outbox, first.messageId)) === 'delivered')
    expect(await outbox.send(note('one', { idempotencyKey: 'act-1' }))).toEqual(first)
    await expect(outbox.send(note('two', { idempotencyKey: 'act-1' }))).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    })
    expect(handled).toHaveLength(1)
  })

  it('may not be on its way for longer than the wire allows', async () => {
    await expect(createOutbox().send(note('x', { lifetimeMs: 16 * 86_400_000 }))).rejects.toMatchObject({
      code: 'LIFETIME_TOO_LONG',
    })
  })

  it('beyond what fits in memory waits in the database, and all arrive once', async () => {
    const outbox = createOutbox(async (body, attempt) => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      return arrive(body, attempt)
    })
    await outbox.start()
    await Promise.all(Array.from({ length: 3_000 }, (_, n) => outbox.send(note(`note ${n}`))))
    await eventually(async () => (await outbox.reader.countByState()).waiting === undefined)
    expect(handled).toHaveLength(3_000)
    expect(new Set(handled.map(({ body }) => body.text)).size).toBe(3_000)
  })

  it('of an ordered kind is overtaken by none, whatever gets lost', async () => {
    let turn = 0
    const outbox = createOutbox(async (body, attempt) => {
      turn += 1
      return turn % 3 === 0 ? { kind: 'refused', status: 500, code: 'FAULT' } : arrive(body, attempt)
    })
    await outbox.start()
    const ordered = (n: number) => ({ ...note(), kind: 'attachment.manifest' as const, body: { n } })
    for (let n = 0; n < 10; n += 1) await outbox.send(ordered(n))
    await eventually(async () => (await outbox.reader.countByState()).waiting === undefined)
    expect(handled.map(({ body }) => body.n)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })
})

describe('a dead letter', () => {
  let ahead = 0
  const clock = () => new Date(Date.now() + ahead)

  beforeEach(() => {
    ahead = 0
  })

  it('is what a message becomes at its deadline; sent again, it has its effect once', async () => {
    let isUp = false
    const outbox = createOutbox(async (body, attempt) => {
      const outcome = await arrive(body, attempt)
      return isUp ? outcome : { kind: 'unreachable', code: 'PEER_UNREACHABLE' }
    }, clock)
    const { messageId } = await outbox.send(note())
    await outbox.start()
    ahead = 8 * 86_400_000
    await eventually(async () => (await stateOf(outbox, messageId)) === 'dead')
    expect(raised).toContainEqual(expect.objectContaining({ kind: 'dead-letter', counterpart: 'south' }))
    isUp = true
    await outbox.resend(messageId)
    await eventually(async () => (await stateOf(outbox, messageId)) === 'delivered')
    expect(handled).toHaveLength(1)
    expect(outbox.log).toEqual(['exchange.sent', 'exchange.resent'])
    await expect(outbox.resend(messageId)).rejects.toMatchObject({ code: 'MESSAGE_NOT_DEAD' })
  })

  it('can be discarded, once; its content goes', async () => {
    const outbox = createOutbox(async () => ({ kind: 'refused', status: 422, code: 'MESSAGE_REFUSED' }))
    const { messageId } = await outbox.send(note())
    await eventually(async () => (await stateOf(outbox, messageId)) === 'dead')
    await outbox.discard(messageId)
    expect(await database.query('select state, body, content from exchange.outbox')).toEqual([
      { state: 'discarded', body: null, content: null },
    ])
    await expect(outbox.discard(messageId)).rejects.toMatchObject({ code: 'MESSAGE_NOT_DEAD' })
    await expect(outbox.discard(randomUUID())).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' })
    expect(outbox.log).toEqual(['exchange.sent', 'exchange.discarded'])
  })

  it('cannot be sent again with another keystore than that of its acceptance', async () => {
    const outbox = createOutbox(async () => ({ kind: 'refused', status: 422, code: 'MESSAGE_REFUSED' }))
    const { messageId } = await outbox.send(note())
    await eventually(async () => (await stateOf(outbox, messageId)) === 'dead')
    await database.query(`update exchange.outbox set content = decode('00', 'hex') || content`)
    await expect(outbox.resend(messageId)).rejects.toMatchObject({ code: 'STORED_CONTENT_UNREADABLE' })
  })
})

describe('the inbox', () => {
  const open = (content: unknown, more: Partial<OpenedMessage> = {}): OpenedMessage => ({
    from: 'north',
    messageId: randomUUID(),
    kind: 'message.test',
    correlationId: randomUUID(),
    commitment: randomBytes(32),
    digest: randomBytes(32),
    content,
    ...more,
  })

  it('refuses an id that stands for another content, and says so to the operator', async () => {
    const first = open({ body: { text: 'a' } })
    await inbox.receive(first)
    await expect(inbox.receive({ ...first, commitment: randomBytes(32) })).rejects.toMatchObject({
      code: 'MESSAGE_ID_REUSED',
    })
    expect(raised).toMatchObject([{ kind: 'message-replayed', counterpart: 'north' }])
  })

  it('gives the same message twice in one batch the same receipt', async () => {
    const message = open({ body: { text: 'a' } })
    const [one, two] = await Promise.all([inbox.receive(message), inbox.receive(message)])
    expect(one.isNew).toBe(true)
    expect(two).toEqual({ receipt: one.receipt, isNew: false })
    expect(handled).toHaveLength(1)
  })

  it('refuses a second act under one idempotency key, and kinds and contents that it does not know', async () => {
    await inbox.receive(open({ idempotencyKey: 'act-1', body: {} }))
    await expect(inbox.receive(open({ idempotencyKey: 'act-1', body: {} }))).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    })
    await expect(inbox.receive(open({}, { kind: 'search.ask' }))).rejects.toMatchObject({
      code: 'MESSAGE_KIND_UNKNOWN',
    })
    await expect(inbox.receive(open({ text: 'no body' }))).rejects.toMatchObject({
      code: 'CONTRACT_VIOLATED',
    })
  })

  it('refuses what comes out of order where the kind keeps its order', async () => {
    const at = (sequence: number) => open({ sequence, body: {} }, { kind: 'attachment.manifest' })
    await inbox.receive(at(2))
    await expect(inbox.receive(at(1))).rejects.toMatchObject({ code: 'MESSAGE_OUT_OF_ORDER' })
    await inbox.receive(at(7))
    expect(handled).toHaveLength(2)
  })

  it('lets one message that cannot be handled fail alone, without a row or an effect', async () => {
    inbox.on('message.test', async (messages, transaction) => {
      await transaction.query(`insert into exchange.note select 'north', $1, ''`, [
        messages[0]?.messageId ?? '',
      ])
      if (messages.some(({ body }) => body.text === 'bad')) throw new RangeError('bad')
    })
    const settled = await Promise.allSettled(
      ['good', 'bad', 'good'].map((text) => inbox.receive(open({ body: { text } }))),
    )
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await database.query('select count(*)::int as notes from exchange.note')).toEqual([{ notes: 2 }])
    expect(await database.query('select count(*)::int as messages from exchange.inbox')).toEqual([
      { messages: 2 },
    ])
  })
})
