import type { Anomaly, LogErasureOrder, LogErasurePreview } from '@isthmus/contract'
import { expect, test } from 'vitest'
import { openTestApi, runIsthmus } from './test-api.ts'

const api = await openTestApi()
const id = '11111111-0000-4000-8000-000000000001'

const anomaly: Anomaly = {
  id: 'a1b2c3d4e5f60718',
  kind: 'own-name',
  pseudonym: 'pseudonym-of-somebody',
  on: '2026-11-23',
  firstAt: '2026-11-23T20:00:00.000Z',
  lastAt: '2026-11-23T20:00:00.000Z',
  count: 1,
  figures: { questions: 1, subjects: 1 },
  entries: ['e7'],
  state: 'asked',
  remarks: [{ state: 'asked', text: 'Which case was this for?', at: '2026-11-23T21:00:00.000Z' }],
}

const order: LogErasureOrder = {
  ...{ id, correlationId: id, reason: 'judgment', legalBasis: 'LED, art. 16' },
  ...{ orderedAt: '2026-11-23T20:00:00.000Z', orderedBy: 'sofia', isOwn: true, state: 'waiting' },
}

const preview: LogErasurePreview = {
  ...{ correlationId: id, isHeld: false, erasable: 1 },
  entries: [
    { index: 3, at: '2026-11-23T20:00:00.000Z', event: 'search.asked', fate: 'erased' },
    { index: 9, at: '2026-11-23T20:01:00.000Z', event: 'audit-log.held', fate: 'kept' },
  ],
}

test('an officer reads what is asked about the own acts, and answers', async () => {
  api.play('GET /api/oversight/own', () => ({ acts: [], questions: [anomaly] }))
  const { code, out } = await runIsthmus(api, ['oversight', 'questions'])
  expect(code).toBe(0)
  expect(out).toContain('asked: Which case was this for?')
  let sent: unknown
  api.play('POST /api/oversight/own/answers', (_reply, body) => {
    sent = body
    return { ...anomaly, state: 'answered' }
  })
  const answered = await runIsthmus(api, ['oversight', 'answer', anomaly.id, 'training'])
  expect([answered.code, sent]).toEqual([0, { id: anomaly.id, answer: 'training' }])
})

test('anomalies are listed, and one is asked about by its id', async () => {
  api.play('GET /api/oversight/anomalies', () => ({
    ...{ from: '2026-10-24T00:00:00Z', to: '2026-11-24T00:00:00Z', isCut: false },
    anomalies: [anomaly],
  }))
  expect((await runIsthmus(api, ['oversight', 'anomalies'])).out).toContain('own-name')
  let sent: unknown
  api.play('POST /api/oversight/anomalies', (_reply, body) => {
    sent = body
    return anomaly
  })
  await runIsthmus(api, ['oversight', 'ask', anomaly.id, 'Which case?'])
  const { kind, on, pseudonym } = anomaly
  expect(sent).toEqual({ kind, on, pseudonym, state: 'asked', note: 'Which case?' })
  expect((await runIsthmus(api, ['oversight', 'close', 'ffffffffffffffff', 'x'])).code).not.toBe(0)
})

test('an erasure is shown before it is ordered, and ordered before another person confirms it', async () => {
  api.play(`GET /api/log/erasures/preview/${id}`, () => preview)
  const shown = await runIsthmus(api, ['log', 'erase', id])
  expect(shown.out).toContain('1 of 2 entries would be erased')
  api.play('POST /api/log/erasures', () => order)
  const words = ['--reason', 'judgment', '--legal-basis', 'LED, art. 16']
  expect((await runIsthmus(api, ['log', 'erase', id, ...words])).out).toContain(`isthmus log confirm ${id}`)
  api.play('GET /api/log/erasures', () => ({ orders: [order] }))
  expect((await runIsthmus(api, ['log', 'erasures'])).out).toContain('judgment')
  api.play(`POST /api/log/erasures/${id}/confirmation`, () => ({ ...order, state: 'done', entries: 1 }))
  expect((await runIsthmus(api, ['log', 'confirm', id])).out).toContain('Erased: 1 entries.')
  api.play(`POST /api/log/erasures/${id}/withdrawal`, () => ({ ...order, state: 'withdrawn' }))
  expect((await runIsthmus(api, ['log', 'withdraw', id])).out).toContain('Withdrawn.')
})

test('what is held is listed, held with a reason, and released', async () => {
  api.play('POST /api/log/holds', () => ({ entries: 4 }))
  expect((await runIsthmus(api, ['log', 'hold', id, '--reason', 'appeal'])).out).toContain('Held: 4')
  expect((await runIsthmus(api, ['log', 'release', id, '--reason', 'ended'])).out).toContain('Released: 4')
  expect((await runIsthmus(api, ['log', 'hold', id])).code).not.toBe(0)
  const held = { correlationId: id, heldAt: '2026-11-23T20:00:00.000Z', reason: 'appeal', heldBy: 'sofia' }
  api.play('GET /api/log/holds', () => ({ holds: [held] }))
  expect((await runIsthmus(api, ['log', 'holds'])).out).toContain('appeal')
})
