import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { isLong } from './fault-form.ts'
import { eventually, Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await Stage.open()
})

afterEach(() => stage.clear())

afterAll(() => stage?.close())

describe('a message that arrives twice', () => {
  test('as the very same request is a replay: refused, one effect, and an incident', async () => {
    const request = await stage.toRequest()
    expect(await stage.post(request)).toMatchObject({ status: 200 })
    for (let again = 0; again < 3; again += 1) {
      expect(await stage.post(request)).toMatchObject({ status: 400, code: 'MESSAGE_REPLAYED' })
    }
    expect(await stage.incidentsOf('south')).toEqual(['message-replayed'])
    expect(await stage.effectsOf(request.messageId)).toBe(1)
  })

  test('under a fresh signature, because its receipt got lost, gets the same receipt and no second effect', async () => {
    const request = await stage.toRequest()
    const before = await stage.countReceived()
    const receipts = [await stage.post(request), await stage.post(await request.sign())]
    expect(receipts[1]).toEqual(receipts[0])
    expect(await stage.effectsOf(request.messageId)).toBe(1)
    expect(await stage.countReceived()).toBe(before + 1)
    expect(await stage.incidentsOf('south')).toEqual([])
  })

  test('many times at once has one effect, one entry and one receipt', async () => {
    const request = await stage.toRequest()
    const before = await stage.countReceived()
    const copies = await Promise.all(Array.from({ length: isLong ? 200 : 20 }, () => request.sign()))
    const answers = await Promise.all(copies.map((copy) => stage.post(copy)))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(await stage.effectsOf(request.messageId)).toBe(1)
    expect(await stage.countReceived()).toBe(before + 1)
  })

  test('before and after the receiver was restarted is a replay: the next process knows the nonce', async () => {
    const request = await stage.toRequest()
    expect(await stage.post(request)).toMatchObject({ status: 200 })
    await stage.restart('south')
    expect(await stage.post(request)).toMatchObject({ status: 400, code: 'MESSAGE_REPLAYED' })
    expect(await stage.incidentsOf('south')).toEqual(['message-replayed'])
    expect(await stage.effectsOf(request.messageId)).toBe(1)
  })

  test('with other content under the same id is refused, and an incident', async () => {
    const request = await stage.toRequest()
    await stage.post(request)
    const other = await stage.toRequest({
      messageId: request.messageId,
      content: { body: { text: 'another note' } },
    })
    expect(await stage.post(other)).toMatchObject({ status: 409, code: 'MESSAGE_ID_REUSED' })
    expect(await stage.incidentsOf('south')).toEqual(['message-replayed'])
    expect(await stage.effectsOf(request.messageId)).toBe(1)
  })
})

describe('messages in another order than they were sent', () => {
  test('are each taken once, and each has its own receipt', async () => {
    const requests = await Promise.all(Array.from({ length: isLong ? 100 : 20 }, () => stage.toRequest()))
    const answers = await Promise.all(requests.toReversed().map((request) => stage.post(request)))
    expect(answers.map(({ status }) => status)).toEqual(requests.map(() => 200))
    const receipted = answers.map(({ text }) => (JSON.parse(text) as { messageId: string }).messageId)
    expect(new Set(receipted).size).toBe(requests.length)
    expect(await stage.effectsOf(...receipted)).toBe(requests.length)
  })
})

describe('a message that was delayed', () => {
  test('beyond its signature is refused, and an incident; under a fresh signature it is taken', async () => {
    const request = await stage.toRequest()
    await stage.restart('south', { aheadMs: 4 * 60_000 })
    expect(await stage.post(request)).toMatchObject({ status: 400, code: 'SIGNATURE_EXPIRED' })
    expect(await stage.incidentsOf('south')).toEqual(['clock-skewed'])
    expect(await stage.effectsOf(request.messageId)).toBe(0)
    await stage.restart('south')
    expect(await stage.post(await request.sign())).toMatchObject({ status: 200 })
    expect(await stage.effectsOf(request.messageId)).toBe(1)
  })

  test('by a slow or a broken line arrives once, and the sender is told of the line', async () => {
    stage.here.network.become('cut')
    const sent = [await stage.send('one'), await stage.send('two')]
    await eventually(async () => (await stage.incidentsOf('north')).includes('peer-unreachable'))
    expect(await stage.effectsOf(...sent)).toBe(0)
    stage.here.network.become('slow')
    await eventually(async () => (await stage.effectsOf(...sent)) === 2)
    for (const id of sent) await eventually(async () => (await stage.stateOf(id)) === 'delivered')
  })

  test('beyond its own deadline becomes a dead letter, which can be sent again', async () => {
    stage.here.network.become('cut')
    const { messageId } = await stage.north.messages.outbox.send({
      ...{ to: 'south', kind: 'message.test', correlationId: crypto.randomUUID(), lifetimeMs: 300 },
      body: { text: 'too late' },
    })
    await eventually(async () => (await stage.stateOf(messageId)).startsWith('dead'))
    expect(await stage.incidentsOf('north')).toContain('dead-letter')
    stage.here.network.become('sound')
    expect(await stage.effectsOf(messageId)).toBe(0)
    await stage.north.messages.outbox.resend(messageId)
    await eventually(async () => (await stage.effectsOf(messageId)) === 1)
  })
})

describe('what is not as it was signed', () => {
  test('is not taken wherever it was cut off, and is an incident', async () => {
    const { headers, body, messageId } = await stage.toRequest()
    const cuts = isLong
      ? Array.from({ length: 200 }, (_, n) => Math.floor((body.length * n) / 200))
      : [0, 1, 400]
    for (const end of [...cuts, body.length - 1]) {
      const { status } = await stage.post({ headers, body: body.subarray(0, end) })
      // Beyond the refusals that one address has in a minute the answer is 429, and no entry.
      expect([400, 429]).toContain(status)
    }
    expect(await stage.incidentsOf('south')).toContain('signature-wrong')
    expect(await stage.effectsOf(messageId)).toBe(0)
    expect(await stage.post({ headers, body })).toMatchObject({ status: 200 })
  })

  test('is not taken whichever bit was flipped', async () => {
    const { headers, body, messageId } = await stage.toRequest()
    // Short of the refusals that one address has entered in the log in a minute.
    const turns = isLong ? 90 : 8
    for (let turn = 0; turn < turns; turn += 1) {
      const flipped = Buffer.from(body)
      const at = Math.floor((body.length * (turn + 0.5)) / turns)
      flipped[at] = (flipped[at] ?? 0) ^ 1
      const posted = await stage.post({ headers, body: flipped })
      expect([400, 429]).toContain(posted.status)
    }
    expect(await stage.effectsOf(messageId)).toBe(0)
  })

  test('is not taken without any one of its fields', async () => {
    const { headers, body, messageId } = await stage.toRequest()
    const fields = toPairs(headers)
    for (const [left] of fields) {
      const rest = fields.filter(([name]) => name !== left).flat()
      const posted = await stage.post({ headers: rest, body })
      expect([400, 429]).toContain(posted.status)
    }
    expect(await stage.effectsOf(messageId)).toBe(0)
  })

  test('is not taken with the signature of another message', async () => {
    const [one, two] = [await stage.toRequest(), await stage.toRequest()]
    expect((await stage.post({ headers: two.headers, body: one.body })).status).not.toBe(200)
    expect(await stage.effectsOf(one.messageId, two.messageId)).toBe(0)
  })
})

function toPairs(headers: readonly string[]): [string, string][] {
  return Array.from({ length: headers.length / 2 }, (_, n) => [
    headers[2 * n] ?? '',
    headers[2 * n + 1] ?? '',
  ])
}
