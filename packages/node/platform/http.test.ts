import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createHttp, NodeError, toGoneSignal } from './index.ts'

class TestError extends NodeError<'TEST' | 'SOURCE_NOT_FOUND'> {}

const logged: string[] = []
const logger = pino(
  { level: 'info' },
  new Writable({ write: (chunk, _encoding, done) => done(void logged.push(String(chunk))) }),
)
const http = createHttp(logger)
let address: string
let gone: AbortSignal | undefined

beforeAll(async () => {
  http.get('/unforeseen', async () => {
    throw new TypeError('cannot read the birth of Kowalski')
  })
  http.get('/own', async () => {
    throw new TestError('TEST', 'the table of Kowalski is broken')
  })
  http.get('/known', async () => {
    throw new TestError('SOURCE_NOT_FOUND', 'no such source', { remedy: 'look into the list' })
  })
  http.get('/waits', async (_request, reply) => {
    gone = toGoneSignal(reply)
    await new Promise<void>((resolve) => gone?.addEventListener('abort', () => resolve(), { once: true }))
    return 'late'
  })
  address = await http.listen({ port: 0, host: '127.0.0.1' })
})

afterAll(() => http.close())

afterEach(() => {
  logged.length = 0
})

describe('an error', () => {
  it('that nobody foresaw leaves as a bare 500 and is logged with its stack', async () => {
    const answer = await fetch(`${address}/unforeseen?name=Kowalski`)
    expect(answer.status).toBe(500)
    expect(await answer.json()).toEqual({
      status: 500,
      code: 'FAULT',
      title: 'Something failed here; it has been logged',
    })
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(logged.join()).toContain('"path":"/unforeseen"')
    expect(logged.join()).toMatch(/"fault":"TypeError","stack":" {4}at .*http\.test\.ts/)
    expect(logged.join()).not.toContain('Kowalski')
  })

  it('of our own that is no business of a stranger leaves its code and nothing else', async () => {
    const answer = await fetch(`${address}/own`)
    expect(await answer.json()).toEqual({ status: 500, code: 'TEST', title: expect.any(String) })
  })

  it('that helps whoever asked leaves in words, with the remedy', async () => {
    const answer = await fetch(`${address}/known`)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(await answer.json()).toMatchObject({
      code: 'SOURCE_NOT_FOUND',
      detail: 'no such source',
      remedy: 'look into the list',
    })
    expect(logged).toEqual([])
  })
})

it('the address of whoever asks is that which a trusted proxy names, and no other', async () => {
  for (const [trustedProxies, expected] of [
    [['127.0.0.1'], '203.0.113.9'],
    [['10.0.0.7'], '127.0.0.1'],
    [[], '127.0.0.1'],
  ] as const) {
    const behind = createHttp(logger, { trustedProxies })
    behind.get('/', async ({ ip }) => ip)
    const answer = await behind.inject({ url: '/', headers: { 'x-forwarded-for': '203.0.113.9' } })
    expect(answer.body).toBe(expected)
    await behind.close()
  }
})

it('the work behind an answer learns that nobody waits for it any more', async () => {
  const leaving = new AbortController()
  const asking = fetch(`${address}/waits`, { signal: leaving.signal }).catch(() => 'left')
  await expect.poll(() => gone?.aborted).toBe(false)
  leaving.abort()
  expect(await asking).toBe('left')
  await expect.poll(() => gone?.aborted).toBe(true)
})
