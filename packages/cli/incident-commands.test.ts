import type { Incident, ReconciliationRun } from '@isthmus/contract'
import { expect, test } from 'vitest'
import { openTestApi, runIsthmus } from './test-api.ts'

const api = await openTestApi()

const incident: Incident = {
  id: 'i7',
  kind: 'signature-wrong',
  severity: 'severe',
  state: 'open',
  firstSeenAt: '2026-11-23T20:00:00.000Z',
  lastSeenAt: '2026-11-23T21:00:00.000Z',
  count: 3,
  detail: { code: 'SIGNATURE_WRONG' },
  counterpart: {
    id: 'south',
    organisation: {
      id: 'coast',
      name: 'Coast Guard',
      kind: 'border-guard',
      regime: 'LED',
      country: 'IT',
      contact: '+39 06 1234567',
    },
  },
}

const run: ReconciliationRun = {
  id: 'c1',
  peerId: 'south',
  from: '2026-11-22T00:00:00.000Z',
  to: '2026-11-23T00:00:00.000Z',
  startedAt: '2026-11-23T00:10:00.000Z',
  state: 'done',
  compared: 4,
  agreeing: 4,
  missing: 0,
  late: 0,
  contradicting: 0,
  erased: 0,
  proven: 0,
  unproven: 0,
  unfounded: 0,
  repaired: 0,
}

test('incidents are listed in words, with whom to call', async () => {
  api.play('GET /api/incidents', () => ({ incidents: [incident], severe: 1 }))
  const { code, out } = await runIsthmus(api, ['incident', 'list'])
  expect(code).toBe(0)
  expect(out).toContain('A signature was wrong')
  expect(out).toContain('Call Coast Guard: +39 06 1234567')
})

test('no incident is no hit', async () => {
  api.play('GET /api/incidents', () => ({ incidents: [], severe: 0 }))
  const { code, out } = await runIsthmus(api, ['incident', 'list'])
  expect([code, out.trim()]).toEqual([1, 'Nothing is open.'])
})

test('an incident is closed with a note, and not without', async () => {
  api.play('POST /api/incidents/i7/closing', (_reply, body) => {
    expect(body).toEqual({ note: 'new key' })
    return { ...incident, state: 'closed' }
  })
  const { code, out } = await runIsthmus(api, ['incident', 'close', 'i7', '--note', 'new key'])
  expect([code, out.trim()]).toEqual([0, 'i7 is closed: A signature was wrong'])
  expect((await runIsthmus(api, ['incident', 'close', 'i7'])).code).toBe(2)
})

test('two logs that agree are a hit; what does not agree is named, with an exit code of its own', async () => {
  api.play('POST /api/reconciliations', (_reply, body) => {
    expect(body).toEqual({ peerId: 'south', from: '2026-11-22T00:00:00.000Z' })
    return run
  })
  const agreeing = await runIsthmus(api, ['reconcile', 'south', '--from', '2026-11-22'])
  expect(agreeing.code).toBe(0)
  expect(agreeing.out).toContain('4 of 4 entries agree')
  const finding = { kind: 'contradicting', messageId: 'm-1', correlationId: 'c-1' }
  api.play('POST /api/reconciliations', () => ({
    ...run,
    agreeing: 3,
    contradicting: 1,
    findings: [finding],
  }))
  const differing = await runIsthmus(api, ['reconcile', 'south'])
  expect(differing.code).toBe(6)
  expect(differing.out).toContain('contradicting  message m-1')
  api.play('POST /api/reconciliations', () => ({ ...run, state: 'failed', fault: 'PEER_UNREACHABLE' }))
  const failed = await runIsthmus(api, ['reconcile', 'south'])
  expect([failed.code, failed.out.trim().split('\n')]).toEqual([
    4,
    [
      'The logs could not be compared.',
      'The peer does not answer. Ask its operator whether it runs. (PEER_UNREACHABLE)',
    ],
  ])
})

test('a comparison needs a peer and instants that are some', async () => {
  expect((await runIsthmus(api, ['reconcile'])).code).toBe(2)
  expect((await runIsthmus(api, ['reconcile', 'south', '--from', 'yesterday'])).code).toBe(2)
})

test('the latest comparisons are listed', async () => {
  api.play('GET /api/reconciliations', () => ({ runs: [run], peers: [] }))
  const { out } = await runIsthmus(api, ['reconcile', '--list'])
  expect(out).toContain('4/4')
})
