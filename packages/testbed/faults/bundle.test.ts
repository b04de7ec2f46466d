import { randomBytes, randomUUID } from 'node:crypto'
import { sha256 } from '@isthmus/protocol/envelope'
import { toBundleBody, toBundleTree } from '@isthmus/protocol/http-signature'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createRandom, seed, times, toRepeat } from './fault-form.ts'
import { inboxPath, Stage } from './stage.ts'

const path = `${inboxPath}/bundle`

let stage: Stage

beforeAll(async () => {
  stage = await Stage.open()
})

afterEach(() => stage.clear())

afterAll(() => stage?.close())

type Sealed = { messageId: string; body: Buffer }

async function toSealed(agoMs = 0): Promise<Sealed> {
  const [messageId, createdAt] = [randomUUID(), new Date(Date.now() - agoMs)]
  const { body } = await stage.north.wire.seal({
    ...{ kind: 'message.test', to: 'south', messageId, correlationId: randomUUID(), createdAt },
    expiresAt: new Date(createdAt.getTime() + 60_000),
    payload: { content: { body: { text: 'a note' } } },
  })
  return { messageId, body }
}

/** Signed as north would sign it; what is said of another body than the one that is sent is a lie. */
async function sign(messages: readonly Uint8Array[], said = messages): Promise<Request> {
  const body = Buffer.from(toBundleBody(messages))
  const { root } = toBundleTree(said.map(sha256))
  const about = { path, bodySha256: sha256(toBundleBody(said)), size: said.length, root }
  return { headers: (await stage.north.wire.signBundle('south', about)).flat(), body }
}

type Request = { headers: string[]; body: Buffer }
type Answer = { receipt?: { messageId: string }; code?: string }

async function post(request: Request): Promise<{ status: number; code?: string; answers: Answer[] }> {
  const { text, ...posted } = await stage.post({ ...request, path })
  const { answers = [] } = JSON.parse(text || '{}') as { answers?: Answer[] }
  return { ...posted, answers }
}

test('each message of a bundle is judged by itself and has a receipt of its own', async () => {
  const [one, other, expired] = [await toSealed(), await toSealed(), await toSealed(600_000)]
  const messages = [one.body, expired.body, other.body, one.body]
  const { status, answers } = await post(await sign(messages))
  expect(status).toBe(200)
  expect(answers.map(({ receipt, code }) => receipt?.messageId ?? code)).toEqual([
    ...[one.messageId, 'ENVELOPE_EXPIRED', other.messageId, one.messageId],
  ])
  expect(await stage.effectsOf(one.messageId, other.messageId, expired.messageId)).toBe(2)
  expect(await stage.incidentsOf('south')).toEqual(['clock-skewed'])
})

test('the very same bundle again is a replay as a whole', async () => {
  const sealed = [await toSealed(), await toSealed()]
  const request = await sign(sealed.map(({ body }) => body))
  expect((await post(request)).status).toBe(200)
  expect(await post(request)).toMatchObject({ status: 400, code: 'MESSAGE_REPLAYED' })
  expect(await stage.effectsOf(...sealed.map(({ messageId }) => messageId))).toBe(2)
  expect(await stage.incidentsOf('south')).toEqual(['message-replayed'])
})

test('a bundle to which a message was added, from which one was taken, or whose order was changed is refused whole', async () => {
  const sealed = [await toSealed(), await toSealed(), await toSealed()]
  const [one, two, three] = sealed.map(({ body }) => body)
  if (!one || !two || !three) throw new Error('three messages were sealed')
  for (const [sent, said] of [
    [
      [one, two, three],
      [one, two],
    ],
    [
      [one, two],
      [one, two, three],
    ],
    [
      [two, one, three],
      [one, two, three],
    ],
  ] as const) {
    expect(await post(await sign(sent, said))).toMatchObject({ status: 400, code: 'DIGEST_WRONG' })
  }
  expect(await stage.effectsOf(...sealed.map(({ messageId }) => messageId))).toBe(0)
  expect(await stage.incidentsOf('south')).toEqual(['signature-wrong'])
})

test('what is no bundle, or too many messages, is refused whole', async () => {
  const { body } = await toSealed()
  const many = Array.from({ length: 257 }, () => body)
  expect(await post(await sign(many))).toMatchObject({ status: 400, code: 'BUNDLE_MALFORMED' })
  expect(await post({ ...(await sign([body])), body: Buffer.alloc(0) })).toMatchObject({ status: 400 })
  expect(await stage.incidentsOf('south')).toContain('message-malformed')
})

test(`lines of any bytes under a good signature have no effect and do no harm, seed ${seed}`, async () => {
  const random = createRandom(seed)
  for (let turn = 0; turn < times(20, 300); turn += 1) {
    const good = await toSealed()
    const junk = Array.from({ length: 1 + Math.floor(random() * 8) }, () => toJunk(random, good.body))
    const { status, answers } = await post(await sign([...junk, good.body]))
    const again = `again: ${toRepeat('bundle')}`
    expect(status, again).toBe(200)
    expect(answers.at(-1)?.receipt?.messageId, again).toBe(good.messageId)
    expect(
      answers.slice(0, -1).every(({ receipt }) => receipt === undefined),
      again,
    ).toBe(true)
    expect(await stage.effectsOf(good.messageId), again).toBe(1)
  }
  expect(await stage.incidentsOf('south')).toContain('message-malformed')
})

/** A message as it must not be: altered in one place, deep, long, numbers without end, or noise. */
function toJunk(random: () => number, body: Buffer): Buffer {
  const kinds = [
    () => {
      const altered = Buffer.from(body)
      const at = Math.floor(random() * altered.length)
      altered[at] = (altered[at] ?? 0) ^ (1 + Math.floor(random() * 254))
      return altered
    },
    () => body.subarray(0, 1 + Math.floor(random() * (body.length - 1))),
    () => Buffer.from('['.repeat(50_000)),
    () => Buffer.from(`{"version":${'9'.repeat(50_000)}}`),
    () => Buffer.from(`{"version":1e${'9'.repeat(400)}}`),
    () => Buffer.from(`{${'"a":1,'.repeat(10_000)}"__proto__":{"version":2}}`),
    () => Buffer.from(`"${'x'.repeat(200_000)}"`),
    () => randomBytes(1 + Math.floor(random() * 2_000)),
  ]
  const made = (kinds[Math.floor(random() * kinds.length)] ?? kinds[0])?.() ?? body
  const line = Buffer.from(made.map((byte) => (byte === 0x0a ? 0x20 : byte)))
  return line.equals(body) ? Buffer.from('{}') : line
}
