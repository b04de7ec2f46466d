import type { MessageEntry } from '@isthmus/contract'
import { expect, test } from 'vitest'
import { openTestApi, runIsthmus } from './test-api.ts'

const api = await openTestApi()
const id = '01937e5c-0000-7000-8000-000000000001'

const entry: MessageEntry = {
  messageId: id,
  direction: 'sent',
  counterpart: 'south',
  kind: 'message.test',
  correlationId: '11111111-1111-4111-8111-111111111111',
  state: 'waiting',
  at: '2026-11-23T20:00:00.000Z',
  deadline: '2026-11-30T20:00:00.000Z',
  attempts: 2,
  nextAttemptAt: '2026-11-23T20:00:04.000Z',
  fault: 'PEER_UNREACHABLE',
}

test('a note is sent, and what becomes of it is said in a sentence', async () => {
  api.play('POST /api/messages', (_reply, body) => {
    expect(body).toEqual({ to: 'south', text: 'Is 10:00 good?', idempotencyKey: 'meeting-1' })
    return entry
  })
  const { code, out } = await runIsthmus(api, [
    ...['message', 'send', 'south', '--text', 'Is 10:00 good?', '--key', 'meeting-1'],
  ])
  expect(code).toBe(0)
  expect(out).toContain('on its way to south, after 2 attempts')
  expect(out).toContain('Ask its operator whether it runs')
})

test('dead letters are listed with why, and how many there are', async () => {
  const messages = [{ ...entry, state: 'dead', fault: 'SEALING_KEY_UNKNOWN' }]
  api.play('GET /api/messages?box=dead', () => ({ messages, waiting: 3, dead: 1, peers: [] }))
  const { code, out, err } = await runIsthmus(api, ['message', 'list', '--box', 'dead'])
  expect(code).toBe(0)
  expect(out).toContain('dead')
  expect(err).toContain('3 waiting, 1 dead letters')
})

test('an empty box is no hit', async () => {
  api.play('GET /api/messages?box=received', () => ({ messages: [], waiting: 0, dead: 0, peers: [] }))
  const { code, out } = await runIsthmus(api, ['message', 'list', '--box', 'received'])
  expect([code, out.trim()]).toEqual([1, 'No messages.'])
})

test('a dead letter is sent again or discarded, by its id', async () => {
  api.play(`POST /api/messages/${id}/resending`, () => entry)
  api.play(`POST /api/messages/${id}/discarding`, () => ({ ...entry, state: 'discarded' }))
  expect((await runIsthmus(api, ['message', 'resend', id])).out).toContain('on its way to south')
  expect((await runIsthmus(api, ['message', 'discard', id])).out).toContain('never gave a receipt')
})

test('a note that came is shown as text, with nothing in it that a terminal would obey', async () => {
  api.play(`GET /api/messages/${id}`, () => ({ ...entry, state: 'received', note: 'a\u001b[31mred' }))
  const { out } = await runIsthmus(api, ['message', 'show', id])
  expect(out).toContain('received from south')
  expect(out).not.toContain('\u001b')
})
