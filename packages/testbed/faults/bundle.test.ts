import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createExchangeHere, type ExchangeHere } from '../exchange/exchange-here.ts'
import type { RunningExchange } from '../exchange/open-exchange.ts'

let here: ExchangeHere
let north: RunningExchange
let south: RunningExchange

beforeAll(async () => {
  here = await createExchangeHere()
  south = await here.open('south')
  north = await here.open('north')
})

afterAll(() => here.close())

type Part = { fields: (readonly [string, string])[]; body: string }

async function toPart(path = '/peer/v1/inbox'): Promise<Part> {
  const correlationId = randomUUID()
  const createdAt = new Date()
  const { body, digest } = await north.wire.seal({
    ...{ kind: 'message.test' as const, to: 'south', messageId: randomUUID(), correlationId, createdAt },
    expiresAt: new Date(createdAt.getTime() + 60_000),
    payload: { content: { body: { text: 'a note' } } },
  })
  const fields = await north.wire.signFields({ to: 'south', correlationId }, { path, digest })
  return { fields: [...fields], body: body.toString() }
}

async function post(
  body: object,
): Promise<{ status: number; answers: { receipt?: object; code?: string }[] }> {
  const { origin } = new URL(here.list.peers[1]?.address ?? '')
  const response = await north.tls.dispatcherOf('south').request({
    ...{ origin, path: '/peer/v1/inbox/bundle', method: 'POST' as const, body: JSON.stringify(body) },
    headers: { 'content-type': 'application/json' },
  })
  const answer = (await response.body.json()) as { answers?: { receipt?: object; code?: string }[] }
  return { status: response.statusCode, answers: answer.answers ?? [] }
}

test('each part of a bundle is judged by itself and has a receipt of its own', async () => {
  const [good, other, bad] = [await toPart(), await toPart(), await toPart()]
  const { status, answers } = await post({ parts: [good, { ...bad, body: other.body }, other, good] })
  expect(status).toBe(200)
  expect(answers.map(({ code }) => code ?? 'receipt')).toEqual([
    'receipt',
    'DIGEST_WRONG',
    'receipt',
    'MESSAGE_REPLAYED',
  ])
  expect(await south.database.query('select count(*)::int as n from exchange.note')).toEqual([{ n: 2 }])
})

test('a part is signed for the inbox, not for the bundle: it is the request that it would be alone', async () => {
  const { answers } = await post({ parts: [await toPart('/peer/v1/inbox/bundle')] })
  expect(answers).toMatchObject([{ code: 'SIGNATURE_WRONG' }])
})

test('what is no bundle, or too many parts, is refused whole', async () => {
  expect((await post({ parts: [] })).status).toBe(400)
  const part = await toPart()
  expect((await post({ parts: Array.from({ length: 65 }, () => part) })).status).toBe(400)
})
