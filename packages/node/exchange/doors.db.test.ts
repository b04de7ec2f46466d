import { randomUUID } from 'node:crypto'
import type { Fields } from '@isthmus/protocol/http-signature'
import { createTestKeys, joinTestKeys } from '@isthmus/testbed/trust-keys'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ExchangeError, messagesPath } from './index.ts'
import { inboxPath } from './message-wire.ts'
import { post, signedMessage, startTestPeers, type TestPeers, testQuestion } from './test-peers.ts'

let peers: TestPeers
let receive: (messageId: string) => Promise<string>

beforeAll(async () => {
  receive = async (messageId) => JSON.stringify({ received: messageId })
  peers = await startTestPeers(() => count(1), {
    northKeys: joinTestKeys([createTestKeys(), createTestKeys({}, ['signing'])]),
    receive: ({ envelope }) => receive(envelope.messageId),
  })
})

afterAll(() => peers.close())

async function* count(to: number): AsyncGenerator<{ n: number }> {
  for (let n = 1; n <= to; n += 1) yield { n }
}

const replaced = (fields: Fields, name: string, value: string): Fields =>
  fields.map(([key, old]) => [key, key === name ? value : old])

const lastRefusal = async () =>
  (await peers.south.entries()).findLast(({ event }) => event === 'exchange.refused')

describe('the doors for other peers', () => {
  it('answer a question that was made by hand', async () => {
    const answered = await post(peers.south.address, await signedMessage(peers))
    expect(answered.status).toBe(200)
    expect(answered.headers['content-type']).toContain('application/x-ndjson')
    expect(answered.headers['isthmus-trust-list']).toBe('1')
    expect(answered.text.trim().split('\n')).toHaveLength(2)
  })

  it('refuse the same request a second time, and after its signature has expired', async () => {
    const message = await signedMessage(peers)
    expect((await post(peers.south.address, message)).status).toBe(200)
    const again = await post(peers.south.address, message)
    expect(again).toMatchObject({ status: 400, code: 'MESSAGE_REPLAYED' })
    expect(await lastRefusal()).toMatchObject({
      reason: 'MESSAGE_REPLAYED',
      detail: { claimedSender: 'north' },
    })
    expect(peers.south.raised.at(-1)).toMatchObject({ kind: 'message-replayed', counterpart: 'north' })
    peers.wait(10 * 60_000)
    expect(await post(peers.south.address, message)).toMatchObject({ code: 'SIGNATURE_EXPIRED' })
    peers.wait(-10 * 60_000)
    expect(peers.south.raised.at(-1)).toMatchObject({ kind: 'clock-skewed' })
  })

  const forgeries: [code: string, what: string, (fields: Fields) => Fields][] = [
    ['SENDER_UNKNOWN', 'a stranger', (fields) => replaced(fields, 'isthmus-from', 'east')],
    ['MESSAGE_NOT_FOR_US', 'another receiver', (fields) => replaced(fields, 'isthmus-to', 'west')],
    ['KEY_UNKNOWN', 'another sender', (fields) => replaced(fields, 'isthmus-from', 'west')],
    [
      'SIGNATURE_WRONG',
      'another correlation id',
      (fields) => replaced(fields, 'isthmus-correlation-id', randomUUID()),
    ],
    [
      'CONTENT_TYPE_WRONG',
      'a form',
      (fields) => replaced(fields, 'content-type', 'application/x-www-form-urlencoded'),
    ],
    ['CONTENT_ENCODING_REFUSED', 'a compressed body', (fields) => [...fields, ['content-encoding', 'gzip']]],
    ['FIELD_MISSING', 'no signature', (fields) => fields.filter(([key]) => key !== 'signature')],
    ['TARGET_WRONG', 'another host', (fields) => [...fields, ['host', 'west.example']]],
  ]
  it.each(forgeries)('refuse with %s %s', async (code, _what, forge) => {
    const { fields, body } = await signedMessage(peers)
    expect(await post(peers.south.address, { fields: forge(fields), body })).toMatchObject({
      status: 400,
      code,
    })
    expect(await lastRefusal()).toMatchObject({ reason: code })
  })

  it('refuse a question for the one door at the other', async () => {
    const question = await signedMessage(peers)
    expect(await post(peers.south.address, { ...question, path: inboxPath })).toMatchObject({
      code: 'SIGNATURE_WRONG',
    })
    const misled = await signedMessage(peers, { path: inboxPath })
    expect(await post(peers.south.address, { ...misled, path: inboxPath })).toMatchObject({
      code: 'KIND_UNKNOWN',
    })
  })

  it('refuse a question of a kind that nobody answers here', async () => {
    const message = await signedMessage(peers, { kind: 'reconcile.ask' })
    expect(await post(peers.south.address, message)).toMatchObject({ status: 400, code: 'KIND_UNKNOWN' })
  })

  it('tell a peer of version 1 why it is refused', async () => {
    const body = Buffer.from(JSON.stringify({ version: 1, kind: 'search.ask', from: 'north' }))
    const fields: Fields = [['content-type', 'application/json']]
    expect(await post(peers.south.address, { fields, body })).toMatchObject({
      status: 400,
      code: 'VERSION_UNSUPPORTED',
    })
  })

  it('hand a message to the inbox and answer what it says', async () => {
    const note = () =>
      signedMessage(peers, { kind: 'message.test', payload: { content: { body: {} } }, path: inboxPath })
    expect((await post(peers.south.address, { ...(await note()), path: inboxPath })).text).toContain(
      'received',
    )
    receive = () => Promise.reject(new ExchangeError('MESSAGE_REFUSED', 'no'))
    expect(await post(peers.south.address, { ...(await note()), path: inboxPath })).toMatchObject({
      status: 422,
      code: 'MESSAGE_REFUSED',
    })
    receive = () => Promise.reject(new ExchangeError('MESSAGE_ID_REUSED', 'no'))
    expect(await post(peers.south.address, { ...(await note()), path: inboxPath })).toMatchObject({
      status: 409,
    })
    receive = () => Promise.reject(new TypeError('a fault of ours'))
    const failed = await post(peers.south.address, { ...(await note()), path: inboxPath })
    expect(failed).toMatchObject({ status: 500, code: 'FAULT' })
    expect(failed.text).not.toContain('ours')
  })

  it('read no more than a message can have, and that is an incident', async () => {
    const { fields } = await signedMessage(peers)
    const body = Buffer.alloc(5_000_000, 'A')
    expect(await post(peers.south.address, { fields, body })).toMatchObject({
      status: 413,
      code: 'MESSAGE_TOO_LARGE',
    })
    expect(peers.south.raised.at(-1)).toMatchObject({ kind: 'message-too-large' })
  })

  it('refuse whatever bytes come, without a word about the inside', async () => {
    const { fields } = await signedMessage(peers)
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, isSigned) => {
        const plain: Fields = [['content-type', 'application/json']]
        const answered = await post(peers.south.address, {
          fields: isSigned ? fields : plain,
          body: Buffer.from(bytes),
        })
        expect([400, 429]).toContain(answered.status)
        expect(answered.text).not.toMatch(/stack|node_modules|\.ts| {4}at /)
      }),
      { numRuns: 40 },
    )
  })
})

describe('a clock that is wrong', () => {
  it('is tolerated to two minutes, said to the sender, and an incident on both sides', async () => {
    peers.waitAtNorth(60_000)
    peers.north.raised.length = 0
    peers.south.raised.length = 0
    for await (const _ of peers.north.client.ask('south', testQuestion(), AbortSignal.timeout(5_000)));
    expect(peers.south.raised).toContainEqual(
      expect.objectContaining({ kind: 'clock-skewed', counterpart: 'north' }),
    )
    expect(peers.north.raised).toContainEqual(
      expect.objectContaining({ kind: 'clock-skewed', counterpart: 'south' }),
    )
    peers.waitAtNorth(65_000)
    const asking = peers.north.client.ask('south', testQuestion(), AbortSignal.timeout(5_000))
    await expect(asking.next()).rejects.toThrow(/SIGNATURE_FROM_THE_FUTURE/)
    peers.waitAtNorth(-125_000)
  })
})

it('whoever connects must be whoever speaks', async () => {
  const pinned = await startTestPeers(() => count(1), { tlsPeerOf: () => 'west' })
  const asking = pinned.north.client.ask('south', testQuestion(), AbortSignal.timeout(5_000))
  await expect(asking.next()).rejects.toThrow(/TLS_PEER_DIFFERS/)
  expect(pinned.south.raised.at(-1)).toMatchObject({ kind: 'certificate-unknown', counterpart: 'west' })
  await pinned.close()
})

it('a revoked key is not believed from the instant of its revocation', async () => {
  const northKeys = createTestKeys()
  const [signing] = northKeys.keys.filter(({ use }) => use === 'signing')
  const revoked = await startTestPeers(() => count(1), { northKeys })
  const message = await signedMessage(revoked)
  if (signing) signing.revokedAt = new Date().toISOString()
  expect(await post(revoked.south.address, message)).toMatchObject({ code: 'KEY_REVOKED' })
  expect(revoked.south.raised.at(-1)).toMatchObject({ kind: 'key-revoked-used', counterpart: 'north' })
  await revoked.close()
})

describe('a flood', () => {
  it('of refused messages does not fill the log, and a peer goes on being believed', async () => {
    const small = await startTestPeers(() => count(1))
    const fields: Fields = [['content-type', 'application/json']]
    const body = Buffer.from('{}')
    const answered = await Promise.all(
      Array.from({ length: 200 }, () => post(small.south.address, { fields, body })),
    )
    expect(new Set(answered.map(({ status }) => status))).toEqual(new Set([400, 429]))
    const held = answered.find(({ status }) => status === 429)
    expect(Number(held?.headers['retry-after'])).toBeGreaterThan(0)
    const refusals = (await small.south.entries()).filter(({ event }) => event === 'exchange.refused')
    expect(refusals.length).toBeLessThanOrEqual(120)
    expect((await post(small.south.address, await signedMessage(small))).status).toBe(200)
    await small.close()
  })

  it('of one peer uses up the share of that peer only, and is told when to come again', async () => {
    const small = await startTestPeers(() => count(1), { messagesPerMinute: 2 })
    const forged = { fields: [['isthmus-from', 'north']] as Fields, body: Buffer.from('{"version":2}') }
    for (let n = 0; n < 4; n += 1) expect((await post(small.south.address, forged)).status).toBe(400)
    expect((await post(small.south.address, await signedMessage(small))).status).toBe(200)
    expect((await post(small.south.address, await signedMessage(small))).status).toBe(200)
    const held = await post(small.south.address, await signedMessage(small))
    expect(held).toMatchObject({ status: 429, code: 'TOO_MANY_MESSAGES' })
    expect(Number(held.headers['retry-after'])).toBeGreaterThan(0)
    await small.close()
  })
})

it('the path of the door for questions stays what it was, so that an older peer finds its refusal', () => {
  expect(messagesPath).toBe('/peer/v1/messages')
})
