import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createExchangePair, type ExchangePair } from '../exchange/exchange-pair.ts'
import { openExchange, type RunningExchange } from '../exchange/open-exchange.ts'
import { times } from './fault-form.ts'
import { inboxPath, type Posted, toPosted } from './stage.ts'

let pair: ExchangePair
let north: RunningExchange

beforeAll(async () => {
  pair = await createExchangePair()
  north = await openExchange(pair.optionsOf('north'))
  await pair.start('south')
})

afterAll(async () => {
  await north?.stop()
  await pair?.stop()
})

type Request = { path: string; headers: string[]; body: Buffer }

const questionsPath = '/peer/v1/messages'

async function toRequest(kind: 'catalogue.ask' | 'message.test'): Promise<Request> {
  const [correlationId, createdAt] = [randomUUID(), new Date()]
  const path = kind === 'message.test' ? inboxPath : questionsPath
  const { body, digest } = await north.wire.seal({
    ...{ kind, to: 'south', messageId: randomUUID(), correlationId, createdAt },
    expiresAt: new Date(createdAt.getTime() + 60_000),
    payload: { content: kind === 'message.test' ? { body: { text: 'a note' } } : {} },
  })
  const fields = await north.wire.signFields({ to: 'south', correlationId }, { path, digest })
  return { path, headers: fields.flat(), body }
}

async function post(request: Request): Promise<Posted> {
  const { origin } = new URL(north.trust.findPeer('south')?.address ?? '')
  const response = await north.tls.dispatcherOf('south').request({ ...request, origin, method: 'POST' })
  return toPosted(response.statusCode, await response.body.text())
}

test('what was sent to a process that was killed is a replay for the next one, questions included', async () => {
  for (let turn = 0; turn < times(2, 10); turn += 1) {
    const requests = await Promise.all([
      ...Array.from({ length: 5 }, () => toRequest('message.test')),
      // Believed, and then refused: the peers of this test have no catalogue to tell of.
      ...Array.from({ length: 5 }, () => toRequest('catalogue.ask')),
    ])
    const before = await Promise.all(requests.map(post))
    expect(before.map(({ status, code }) => code ?? status)).toEqual([
      ...Array.from({ length: 5 }, () => 200),
      ...Array.from({ length: 5 }, () => 'KIND_UNKNOWN'),
    ])
    await pair.kill('south')
    await pair.start('south')
    const after = await Promise.all(requests.map(post))
    expect(new Set(after.map(({ code }) => code))).toEqual(new Set(['MESSAGE_REPLAYED']))
    const fresh = await Promise.all([
      post(await toRequest('message.test')),
      post(await toRequest('message.test')),
    ])
    expect(fresh.map(({ status }) => status)).toEqual([200, 200])
  }
  await expect
    .poll(() => pair.query('south', 'select kind, counterpart from incident.incident order by kind'))
    .toContainEqual({ kind: 'message-replayed', counterpart: 'north' })
}, 120_000)
