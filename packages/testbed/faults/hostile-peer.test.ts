import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { TrustList } from '@isthmus/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createExchangeHere, type ExchangeHere } from '../exchange/exchange-here.ts'
import type { RunningExchange } from '../exchange/open-exchange.ts'

const path = '/peer/v1/inbox'

let here: ExchangeHere
let north: RunningExchange
let south: RunningExchange

beforeEach(async () => {
  here = await createExchangeHere()
})

afterEach(() => here.close())

async function openBoth(how: Parameters<ExchangeHere['open']>[1] = {}): Promise<void> {
  south = await here.open('south')
  north = await here.open('north', how)
}

type Request = { headers: string[]; body: Buffer; messageId: string }

/** A request to the inbox of south that is right in every respect, signed now. */
async function toRequest(
  given: Partial<{ messageId: string; salt: Buffer; body: Buffer; text: string }> = {},
) {
  const messageId = given.messageId ?? randomUUID()
  const correlationId = randomUUID()
  const createdAt = new Date()
  const sealed = await north.wire.seal({
    ...{ kind: 'message.test' as const, to: 'south', messageId, correlationId, createdAt },
    expiresAt: new Date(createdAt.getTime() + 60_000),
    payload: { content: { body: { text: given.text ?? 'a note' } } },
  })
  const sign = async (): Promise<Request> => {
    const fields = await north.wire.signFields(
      { to: 'south', correlationId },
      { path, digest: sealed.digest },
    )
    return { headers: fields.flat(), body: sealed.body, messageId }
  }
  return { ...(await sign()), sign }
}

/** As north, but whatever it likes. */
async function post(
  request: Pick<Request, 'headers' | 'body'>,
): Promise<{ status: number; text: string; code?: string }> {
  const { origin } = new URL(here.list.peers[1]?.address ?? '')
  const response = await north.tls.dispatcherOf('south').request({ origin, path, method: 'POST', ...request })
  const text = await response.body.text()
  const { code } = JSON.parse(text) as { code?: string }
  return { status: response.statusCode, text, ...(code ? { code } : {}) }
}

async function incidentsOf(peer: RunningExchange): Promise<string[]> {
  await peer.incidents.settle()
  const rows = await peer.database.query<{ kind: string }>('select kind from incident.incident')
  return rows.map(({ kind }) => kind)
}

const countOf = async (table: 'inbox' | 'note'): Promise<number> =>
  (await south.database.query<{ n: number }>(`select count(*)::int as n from exchange.${table}`))[0]?.n ?? -1

describe('a message that arrives twice', () => {
  test('as the very same request is a replay: refused, and an incident', async () => {
    await openBoth()
    const request = await toRequest()
    expect(await post(request)).toMatchObject({ status: 200 })
    expect(await post(request)).toMatchObject({ status: 400, code: 'MESSAGE_REPLAYED' })
    expect(await incidentsOf(south)).toEqual(['message-replayed'])
    expect(await countOf('note')).toBe(1)
  })

  test('under a fresh signature gets the same receipt, and has no second effect', async () => {
    await openBoth()
    const request = await toRequest()
    const first = await post(request)
    const second = await post(await request.sign())
    expect(second).toEqual(first)
    expect(await countOf('note')).toBe(1)
    expect(await incidentsOf(south)).toEqual([])
  })

  test('with other content under the same id is refused, and an incident', async () => {
    await openBoth()
    const request = await toRequest()
    await post(request)
    const other = await toRequest({ messageId: request.messageId, text: 'another note' })
    expect(await post(other)).toMatchObject({ status: 409, code: 'MESSAGE_ID_REUSED' })
    expect(await incidentsOf(south)).toContain('message-replayed')
    expect(await countOf('note')).toBe(1)
  })

  test('in another order than it was sent is taken as it comes', async () => {
    await openBoth()
    const [first, second] = [await toRequest({ text: 'first' }), await toRequest({ text: 'second' })]
    expect([(await post(second)).status, (await post(first)).status]).toEqual([200, 200])
    expect(await countOf('note')).toBe(2)
  })
})

describe('what is not as it was signed', () => {
  test('truncated: nothing is taken, and it is an incident', async () => {
    await openBoth()
    const { headers, body } = await toRequest()
    expect(await post({ headers, body: body.subarray(0, -40) })).toMatchObject({ code: 'DIGEST_WRONG' })
    expect(await incidentsOf(south)).toEqual(['signature-wrong'])
    expect(await countOf('inbox')).toBe(0)
  })

  test('a zip bomb is not unpacked', async () => {
    await openBoth()
    const { headers } = await toRequest()
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))
    const outcome = await post({ headers: [...headers, 'content-encoding', 'gzip'], body: bomb })
    expect(outcome).toMatchObject({ status: 400, code: 'CONTENT_ENCODING_REFUSED' })
    expect(await incidentsOf(south)).toEqual(['message-malformed'])
  })

  test('larger than any message: refused before it is read whole', async () => {
    await openBoth()
    const { headers } = await toRequest()
    const outcome = await post({ headers, body: Buffer.alloc(5_000_000, 32) }).catch(() => ({ status: 413 }))
    expect(outcome).toMatchObject({ status: 413 })
    expect(await incidentsOf(south)).toEqual(['message-too-large'])
  })

  test('without a signature, or with that of another message: refused', async () => {
    await openBoth()
    const [one, two] = [await toRequest(), await toRequest()]
    expect((await post({ headers: two.headers, body: one.body })).code).toBe('DIGEST_WRONG')
    const unsigned = ['content-type', 'application/json']
    expect((await post({ headers: unsigned, body: one.body })).status).toBe(400)
    expect(await countOf('inbox')).toBe(0)
  })
})

describe('a wrong clock', () => {
  test.each([
    [10, 'SIGNATURE_FROM_THE_FUTURE'],
    [-10, 'SIGNATURE_EXPIRED'],
  ])(
    'of a sender that is %d minutes ahead: nothing is believed, nothing is lost, both operators are told',
    async (minutes, code) => {
      await openBoth({ aheadMs: minutes * 60_000 })
      const { messageId } = await north.messages.outbox.send({
        ...{
          to: 'south',
          kind: 'message.test',
          correlationId: randomUUID(),
          body: { text: 'from another time' },
        },
      })
      await eventually(
        async () => (await north.messages.outbox.reader.findMessage(messageId))?.fault === code,
      )
      expect(await countOf('inbox')).toBe(0)
      expect(await incidentsOf(south)).toContain('clock-skewed')
      await north.stop()
      north = await here.open('north')
      // What was written in the future is believed when its time has come; what was written in the past, at once.
      if (minutes > 0)
        expect((await north.messages.outbox.reader.findMessage(messageId))?.state).toBe('waiting')
      else await eventually(async () => (await countOf('inbox')) === 1)
    },
    60_000,
  )

  test('that differs a little is tolerated, and said', async () => {
    await openBoth({ aheadMs: 60_000 })
    await north.messages.outbox.send({
      ...{ to: 'south', kind: 'message.test', correlationId: randomUUID(), body: { text: 'a minute ahead' } },
    })
    await eventually(async () => (await countOf('inbox')) === 1)
    expect(await incidentsOf(south)).toEqual(['clock-skewed'])
  })
})

describe('a peer that is not believed any more', () => {
  const without = (list: TrustList, use: string): TrustList => ({
    ...list,
    peers: list.peers.map((peer) => ({
      ...peer,
      keys: peer.keys.map((key) =>
        peer.id === 'north' && key.use === use ? { ...key, revokedAt: '2026-02-01T00:00:00Z' } : key,
      ),
    })),
  })

  test.each([
    ['signing', 'key-revoked-used'],
    ['tls', 'key-revoked-used'],
  ])('because its %s key was revoked: nothing is taken, and it is an incident', async (use, kind) => {
    south = await here.open('south', { list: without(here.list, use) })
    north = await here.open('north')
    await north.messages.outbox.send({
      ...{
        to: 'south',
        kind: 'message.test',
        correlationId: randomUUID(),
        body: { text: 'with a stolen key' },
      },
    })
    await eventually(async () => (await incidentsOf(south)).includes(kind))
    expect(await countOf('inbox')).toBe(0)
  })

  test('because the list has it no more: its connection is not taken', async () => {
    const peers = here.list.peers.filter(({ id }) => id !== 'north')
    south = await here.open('south', { list: { ...here.list, peers } })
    north = await here.open('north')
    await north.messages.outbox.send({
      ...{
        to: 'south',
        kind: 'message.test',
        correlationId: randomUUID(),
        body: { text: 'from a stranger' },
      },
    })
    await eventually(async () => (await incidentsOf(south)).includes('certificate-unknown'))
    expect(await countOf('inbox')).toBe(0)
  })
})

describe('a receiver that lies', () => {
  test('about the receipt: the message is not delivered, and it is an incident', async () => {
    south = await here.open('south', {
      alter: (messages) => {
        const { receive } = messages
        messages.receive = async (message) => {
          const receipt = JSON.parse(await receive(message)) as { log: { index: number } }
          return JSON.stringify({ ...receipt, log: { ...receipt.log, index: receipt.log.index + 1 } })
        }
      },
    })
    north = await here.open('north')
    const { messageId } = await north.messages.outbox.send({
      ...{ to: 'south', kind: 'message.test', correlationId: randomUUID(), body: { text: 'a note' } },
    })
    await eventually(async () => (await incidentsOf(north)).includes('receipt-wrong'))
    expect((await north.messages.outbox.reader.findMessage(messageId))?.state).toBe('waiting')
  })
})

async function eventually(look: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) {
    if (await look()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('it did not happen')
}
