import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import { PeerClient } from '@isthmus/node/exchange'
import { createLogger } from '@isthmus/node/platform'
import { createFetchText, TrustUpdates } from '@isthmus/node/trust'
import { readLogFile } from '@isthmus/node/witness'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createExchangeHere, type ExchangeHere } from '../exchange/exchange-here.ts'
import type { RunningExchange } from '../exchange/open-exchange.ts'
import { eventually } from './stage.ts'

const megabyte = 1024 * 1024

/** The longest answer that anything reads is a trust list of 12 MB; more lies in the buffers of two sockets. */
const mostOnTheWay = 40 * megabyte

let here: ExchangeHere
let north: RunningExchange
let server: Server
let answer: (response: ServerResponse) => void = (response) => response.end()
/** Bytes that the hostile peer could get rid of since the last test. */
let sent = 0

beforeAll(async () => {
  here = await createExchangeHere()
  const south = await here.open('south')
  const { certificate: cert, privateKey: key } = south.tls.identity
  await south.stop()
  north = await here.open('north')
  // Proves itself as south, and then says whatever it likes.
  server = createServer(
    { cert, key, minVersion: 'TLSv1.3', ALPNProtocols: ['http/1.1'] },
    (request, response) => {
      request.on('error', () => {}).resume()
      response.on('error', () => {})
      request.on('end', () => answer(response))
    },
  )
  await new Promise<void>((resolve) => server.listen(here.portOf('south'), '127.0.0.1', resolve))
})

afterEach(async () => {
  sent = 0
  await north.incidents.settle()
  await north.database.query('delete from incident.incident')
})

afterAll(async () => {
  server?.closeAllConnections()
  server?.close()
  await here?.close()
})

const writeForever = (status: number, part: Buffer) => (response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' })
  const more = (): void => {
    while (!response.destroyed && sent < 20 * mostOnTheWay) {
      sent += part.length
      if (!response.write(part)) return void response.once('drain', more)
    }
  }
  more()
}

const say = (status: number, text: string) => (response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(text)
}

const endless = {
  'without an end': Buffer.alloc(65_536, 0x20),
  'of brackets without an end': Buffer.alloc(65_536, 0x5b),
  'of digits without an end': Buffer.alloc(65_536, 0x39),
}
const deep = '['.repeat(4_000) + ']'.repeat(4_000)

const kinds = async (): Promise<string[]> => {
  await north.incidents.settle()
  const rows = await north.database.query<{ kind: string }>('select distinct kind from incident.incident')
  return rows.map(({ kind }) => kind).sort()
}

async function ask(): Promise<string> {
  const client = new PeerClient({
    ...{ trust: north.trust, wire: north.wire, auditLog: north.auditLog, incidents: north.incidents },
    ...{ clock: () => new Date(), dispatcherOf: north.tls.dispatcherOf },
  })
  const question = { kind: 'catalogue.ask' as const, correlationId: randomUUID(), content: {} }
  try {
    for await (const _ of client.ask('south', question, AbortSignal.timeout(10_000)));
    return 'believed'
  } catch (fault) {
    return fault instanceof Error && 'code' in fault ? String(fault.code) : 'a fault without a code'
  }
}

describe('a peer that answers a question', () => {
  test.each(Object.entries(endless))('with a line %s is left, and it is an incident', async (_what, part) => {
    answer = writeForever(200, part)
    expect(await ask()).toBe('ANSWER_NOT_BELIEVED')
    expect(sent).toBeLessThan(mostOnTheWay)
    expect(await kinds()).toEqual(['message-too-large'])
  })

  test('with a refusal without an end is left as well', async () => {
    answer = writeForever(400, endless['of brackets without an end'])
    expect(await ask()).toBe('ANSWER_NOT_BELIEVED')
    expect(sent).toBeLessThan(mostOnTheWay)
    expect(await kinds()).toEqual(['message-too-large'])
  })

  test.each([deep, '9'.repeat(100_000), `"${'x'.repeat(1_000_000)}"`, '{"version":1e999}', '\u0000'])(
    'with what is no answer line is not believed, and it is an incident',
    async (text) => {
      answer = say(200, `${text}\n`)
      expect(await ask()).toBe('ANSWER_NOT_BELIEVED')
      expect(await kinds()).toEqual(['message-malformed'])
    },
  )

  test('a byte at a time is given up when the time of the question is over', async () => {
    answer = (response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write(' '), 100)
      response.once('close', () => clearInterval(drip))
    }
    expect(await ask()).toBe('PEER_TOO_SLOW')
    expect(await kinds()).toEqual(['peer-too-slow'])
  }, 30_000)
})

describe('a peer that answers a message', () => {
  const send = async (): Promise<string> => {
    const { messageId } = await north.messages.outbox.send({
      ...{ to: 'south', kind: 'message.test', correlationId: randomUUID(), body: { text: 'a note' } },
    })
    return messageId
  }
  const faultOf = async (messageId: string) =>
    (await north.messages.outbox.reader.findMessage(messageId))?.fault ?? ''

  test.each(Object.entries(endless))(
    'with a receipt %s is left: an incident, and the message waits',
    async (_what, part) => {
      answer = writeForever(200, part)
      const messageId = await send()
      await eventually(async () => (await faultOf(messageId)) === 'ANSWER_NOT_BELIEVED')
      expect(sent).toBeLessThan(mostOnTheWay)
      expect(await kinds()).toContain('receipt-wrong')
      await north.database.query('delete from exchange.outbox')
    },
  )

  test('with a receipt of four thousand levels is not believed', async () => {
    answer = say(200, deep)
    const messageId = await send()
    await eventually(async () => (await faultOf(messageId)).startsWith('RECEIPT_'))
    expect(await kinds()).toContain('receipt-wrong')
    await north.database.query('delete from exchange.outbox')
  })
})

describe('a peer that is asked for its trust list', () => {
  const refresh = async (): Promise<void> => {
    const updates = new TrustUpdates({
      ...{ trust: north.trust, addresses: [], auditLog: north.auditLog, incidents: north.incidents },
      ...{ reader: { findHash: async () => undefined }, fetchText: createFetchText(north.tls.dispatcherOf) },
      ...{ clock: () => new Date(), logger: createLogger('silent', 'north') },
    })
    await updates.refresh()
    await updates.stop()
  }

  test('and gives one without an end is left, and it is an incident', async () => {
    answer = writeForever(200, endless['of brackets without an end'])
    await refresh()
    expect(sent).toBeLessThan(mostOnTheWay)
    expect(await kinds()).toEqual(['message-too-large'])
  })

  test('and gives a million levels is not believed, and it is an incident', async () => {
    const payload = Buffer.from('['.repeat(1_000_000) + ']'.repeat(1_000_000)).toString('base64url')
    answer = say(
      200,
      JSON.stringify({ payload, signatures: [{ protected: 'e30', signature: 'a'.repeat(86) }] }),
    )
    await refresh()
    expect(await kinds()).toEqual(['signature-wrong'])
  })
})

describe('a peer that is asked for a file of its log', () => {
  test('and gives one without an end is left', async () => {
    answer = writeForever(200, endless['without an end'])
    const reading = readLogFile(
      { trust: north.trust, dispatcherOf: north.tls.dispatcherOf },
      'south',
      'checkpoint',
    )
    await expect(reading).rejects.toMatchObject({ code: 'LOG_UNREACHABLE' })
    expect(sent).toBeLessThan(mostOnTheWay)
  })
})
