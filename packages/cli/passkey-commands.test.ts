import type { PasskeyList, PasskeyRecovery } from '@isthmus/contract'
import { expect, test } from 'vitest'
import { openTestApi, runIsthmus } from './test-api.ts'

const api = await openTestApi()

const list: PasskeyList = {
  pseudonym: 'pseudonym-of-mine',
  enrolment: 'step-up',
  passkeys: [
    {
      ...{ id: 'k7', name: 'Work phone', algorithm: 'ES256', isSynced: true },
      enrolledAt: '2026-11-24T03:00:00.000Z',
    },
  ],
}

const recovery: PasskeyRecovery = {
  ...{ id: 'y3', pseudonym: 'pseudonym-of-mine', state: 'open', approvals: 1, mayApprove: true },
  ...{ askedAt: '2026-11-24T03:00:00.000Z', expiresAt: '2026-11-25T03:00:00.000Z' },
}

test('passkeys are listed, and where another one is enrolled', async () => {
  api.play('GET /api/passkeys', () => list)
  const { code, out, err } = await runIsthmus(api, ['passkey', 'list'])
  expect(code).toBe(0)
  expect(out).toContain('Work phone')
  expect(err).toContain('in a browser')
})

test('no usable passkey is no hit, and says what to do', async () => {
  api.play('GET /api/passkeys', () => ({ ...list, enrolment: 'code', passkeys: [] }))
  const { code, out, err } = await runIsthmus(api, ['passkey', 'list'])
  expect([code, out.trim()]).toEqual([1, 'You have no passkey.'])
  expect(err).toContain('Your pseudonym: pseudonym-of-mine')
})

test('a passkey is renamed and revoked', async () => {
  api.play('PUT /api/passkeys/k7', () => list)
  expect((await runIsthmus(api, ['passkey', 'rename', 'k7', 'Work phone'])).out).toContain('Work phone')
  const revoked = { ...list.passkeys[0], revokedAt: '2026-11-25T03:00:00.000Z', revokedBy: 'oneself' }
  api.play('DELETE /api/passkeys/k7', () => ({ ...list, enrolment: 'recovery', passkeys: [revoked] }))
  const { out, err } = await runIsthmus(api, ['passkey', 'revoke', 'k7'])
  expect(out).toContain('2026-11-25 (oneself)')
  expect(err).toContain('isthmus passkey recover')
})

test('recovery is asked for, and operators see that it waits for them', async () => {
  api.play('POST /api/passkeys/recoveries', () => recovery)
  const asked = await runIsthmus(api, ['passkey', 'recover'])
  expect(asked.out).toContain('Recovery y3 is asked for until 2026-11-25T03:00:00.000Z.')
  api.play('GET /api/passkeys/recoveries', () => ({ recoveries: [recovery] }))
  const { code, out } = await runIsthmus(api, ['passkey', 'recoveries'])
  expect(code).toBe(0)
  expect(out).toContain('1 of 2 approved')
  expect(out).toContain('waits for you')
  api.play('GET /api/passkeys/recoveries', () => ({ recoveries: [] }))
  expect(await runIsthmus(api, ['passkey', 'recoveries'])).toMatchObject({ code: 1 })
})
