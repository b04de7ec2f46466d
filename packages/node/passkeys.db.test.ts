import type { PasskeyChallenge, PasskeyList, PasskeyRecovery, Problem } from '@isthmus/contract'
import { createSoftwareAuthenticator } from '@isthmus/testbed/software-authenticator'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Api, startTestFederation, type TestFederation, type TestPeer } from './test-federation.ts'

let federation: TestFederation
let peer: TestPeer
let officer: Api
let operator: Api

beforeAll(async () => {
  federation = await startTestFederation()
  peer = federation.peer('north')
  officer = await peer.as('north-officer')
  operator = await peer.as('north-operator')
}, 120_000)

afterAll(() => federation?.close())

async function read<Body>(answer: Response, status = 200): Promise<Body> {
  const body: unknown = await answer.json()
  expect([answer.status, body]).toEqual([status, body])
  return body as Body
}

const challengeIn = ({ publicKey }: PasskeyChallenge): string => String(publicKey.challenge)

it('an officer enrols a passkey over the interface, and the log says so without a secret', async () => {
  const key = createSoftwareAuthenticator({ origin: new URL(peer.url).origin })
  const begun = await read<PasskeyChallenge>(await officer('POST', '/api/passkeys/enrolments', {}))
  const made = { name: 'Test key', ...key.attest(challengeIn(begun)) }
  const list = await read<PasskeyList>(await officer('POST', '/api/passkeys', made))
  expect(list.passkeys).toMatchObject([{ name: 'Test key' }])
  const again = await read<Problem>(await officer('POST', '/api/passkeys', made), 403)
  expect(again).toMatchObject({ code: 'PASSKEY_CHALLENGE_STALE' })
  const entries = await peer.entries({ newestFirst: true, limit: 2 })
  expect(entries.map(({ event }) => event)).toEqual(['passkey.refused', 'passkey.enrolled'])
  expect(JSON.stringify(entries)).not.toContain(key.credentialId)
})

it('what operators do is refused to others, and an operator does not let himself in', async () => {
  const key = createSoftwareAuthenticator({ origin: new URL(peer.url).origin })
  const begun = await read<PasskeyChallenge>(await operator('POST', '/api/passkeys/enrolments', {}))
  const own = await read<PasskeyList>(
    await operator('POST', '/api/passkeys', { name: 'Desk', ...key.attest(challengeIn(begun)) }),
  )
  const invitation = { officer: own.pseudonym }
  const refused = await read<Problem>(await officer('POST', '/api/passkeys/invitations', invitation), 403)
  expect(refused).toMatchObject({ code: 'NOT_PERMITTED' })
  const asked = await read<PasskeyRecovery>(await operator('POST', '/api/passkeys/recoveries', {}))
  const approve = async (by: Api) => by('POST', `/api/passkeys/recoveries/${asked.id}/approval`, {})
  expect(await read<Problem>(await approve(officer), 403)).toMatchObject({ code: 'NOT_PERMITTED' })
  expect(await read<Problem>(await approve(operator), 403)).toMatchObject({ code: 'PASSKEY_STEP_UP_NEEDED' })
  const use = { operation: 'passkeys.approve', subject: asked.id }
  const challenge = await read<PasskeyChallenge>(await operator('POST', '/api/passkeys/challenges', use))
  const stepUp = key.assert(challengeIn(challenge))
  const path = `/api/passkeys/recoveries/${asked.id}/approval`
  expect(await read<Problem>(await operator('POST', path, { stepUp }), 403)).toMatchObject({
    code: 'PASSKEY_OWN_ACT',
  })
})
