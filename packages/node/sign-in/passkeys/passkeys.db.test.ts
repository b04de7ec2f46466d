import { type MigratedDatabase, migratedDatabase } from '@isthmus/testbed/migrated-database'
import {
  createSoftwareAuthenticator,
  type SoftwareAuthenticator,
} from '@isthmus/testbed/software-authenticator'
import { openTestLog } from '@isthmus/testbed/test-log'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AuditLog } from '../../audit-log/index.ts'
import { PasskeyAdministration, type PasskeyOwner, Passkeys } from '../index.ts'

const publicUrl = 'https://isthmus.north.example'
const relyingParty = 'isthmus.north.example'
const hourMs = 3_600_000

let place: MigratedDatabase
let auditLog: AuditLog
let now: Date
let passkeys: Passkeys
let administration: PasskeyAdministration
let made = 0

beforeAll(async () => {
  place = await migratedDatabase()
  auditLog = await openTestLog(place.database)
})

beforeEach(() => {
  now = new Date('2026-11-24T03:00:00Z')
  open('demo')
})

afterAll(() => place.drop())

function open(mode: 'demo' | 'production'): void {
  const parts = { database: place.database, auditLog, clock: () => now }
  passkeys = new Passkeys({ ...parts, publicUrl, mode })
  administration = new PasskeyAdministration({ ...parts, relyingParty }, passkeys.stepUp)
}

/** Somebody whom no other test has. */
function createOwner(role: PasskeyOwner['role'] = 'officer'): PasskeyOwner {
  made += 1
  const pseudonym = `pseudonym-${String(made).padStart(12, '0')}`
  return { id: `person-${made}`, pseudonym, role, organisation: 'north-police' }
}

const challengeIn = ({ publicKey }: { publicKey: Record<string, unknown> }): string =>
  String(publicKey.challenge)

async function stepUpOf(owner: PasskeyOwner, key: SoftwareAuthenticator, operation: string, subject = '') {
  return key.assert(challengeIn(await passkeys.stepUp.prepare(owner, { operation, subject })))
}

async function enrol(owner: PasskeyOwner, given: { code?: string; by?: SoftwareAuthenticator } = {}) {
  const key = createSoftwareAuthenticator({ origin: publicUrl })
  const stepUp = given.by && (await stepUpOf(owner, given.by, 'passkeys.enrol'))
  const challenge = await passkeys.beginEnrolment(owner, {
    ...(given.code ? { code: given.code } : {}),
    ...(stepUp ? { stepUp } : {}),
  })
  const list = await passkeys.enrol(owner, { name: ' My key ', ...key.attest(challengeIn(challenge)) })
  return { key, list, id: list.passkeys[0]?.id ?? '' }
}

describe('an officer', () => {
  it('enrols a first key, a second one by the first, names and revokes them', async () => {
    const owner = createOwner()
    const first = await enrol(owner)
    expect(first.list).toMatchObject({
      pseudonym: owner.pseudonym,
      enrolment: 'step-up',
      passkeys: [{ name: 'My key', algorithm: 'ES256', isSynced: false }],
    })
    await expect(passkeys.beginEnrolment(owner, {})).rejects.toMatchObject({ code: 'PASSKEY_STEP_UP_NEEDED' })
    const second = await enrol(owner, { by: first.key })
    expect(second.list.passkeys).toHaveLength(2)
    const renamed = await passkeys.rename(owner, { id: second.id, name: 'Phone' })
    expect(renamed.passkeys.map(({ name }) => name)).toEqual(['Phone', 'My key'])
    const revoked = await passkeys.revoke(owner, first.id)
    expect(revoked.passkeys.find(({ id }) => id === first.id)).toMatchObject({ revokedBy: 'oneself' })
    await expect(passkeys.revoke(owner, first.id)).rejects.toMatchObject({ code: 'PASSKEY_NOT_FOUND' })
    expect((await passkeys.findPasskey(first.key.credentialId))?.revokedAt).toBe(now.toISOString())
  })

  it('does nothing with the keys of another', async () => {
    const { id, key } = await enrol(createOwner())
    const thief = createOwner()
    await enrol(thief)
    for (const act of [passkeys.rename(thief, { id, name: 'mine' }), passkeys.revoke(thief, id)])
      await expect(act).rejects.toMatchObject({ code: 'PASSKEY_NOT_FOUND' })
    await expect(
      stepUpOf(thief, key, 'passkeys.enrol').then((stepUp) => passkeys.beginEnrolment(thief, { stepUp })),
    ).rejects.toMatchObject({ code: 'PASSKEY_UNKNOWN' })
  })

  it('does not enrol one key twice, nor more than ten', async () => {
    const owner = createOwner()
    const { key } = await enrol(owner)
    const begin = async () =>
      passkeys.beginEnrolment(owner, { stepUp: await stepUpOf(owner, key, 'passkeys.enrol') })
    const again = key.attest(challengeIn(await begin()))
    await expect(passkeys.enrol(owner, { name: 'again', ...again })).rejects.toMatchObject({
      code: 'PASSKEY_ENROLMENT_INVALID',
    })
    for (let count = 1; count < 10; count += 1) await enrol(owner, { by: key })
    await expect(begin()).rejects.toMatchObject({ code: 'PASSKEY_TOO_MANY' })
  })

  it('does not end an enrolment with a thing that has changed since it began', async () => {
    const owner = createOwner()
    const first = await enrol(owner)
    const stepUp = await stepUpOf(owner, first.key, 'passkeys.enrol')
    const begun = await passkeys.beginEnrolment(owner, { stepUp })
    await passkeys.revoke(owner, first.id)
    const key = createSoftwareAuthenticator({ origin: publicUrl })
    await expect(
      passkeys.enrol(owner, { name: 'thief', ...key.attest(challengeIn(begun)) }),
    ).rejects.toMatchObject({ code: 'PASSKEY_CHALLENGE_STALE' })
  })
})

describe('an assertion', () => {
  it('counts once, for two minutes, and for what it was asked for', async () => {
    const owner = createOwner()
    const { key } = await enrol(owner)
    const use = { operation: 'passkeys.withdraw', subject: 'k1' }
    const signed = await stepUpOf(owner, key, use.operation, use.subject)
    await passkeys.stepUp.verify(owner, use, signed)
    await expect(passkeys.stepUp.verify(owner, use, signed)).rejects.toMatchObject({
      code: 'PASSKEY_CHALLENGE_STALE',
    })
    const other = await stepUpOf(owner, key, use.operation, 'k2')
    await expect(passkeys.stepUp.verify(owner, use, other)).rejects.toMatchObject({
      code: 'PASSKEY_CHALLENGE_WRONG',
    })
    const late = await stepUpOf(owner, key, use.operation, use.subject)
    now = new Date(now.getTime() + 120_000)
    await expect(passkeys.stepUp.verify(owner, use, late)).rejects.toMatchObject({
      code: 'PASSKEY_CHALLENGE_STALE',
    })
  })

  it.each([
    ['of another site', { origin: 'https://evil.example' }, 'PASSKEY_ORIGIN_WRONG'],
    ['without the person', { isUserVerified: false }, 'PASSKEY_USER_NOT_VERIFIED'],
    ['of a copy of the key', { counter: 1 }, 'PASSKEY_CLONED'],
  ] as const)('%s is refused and logged', async (_, deviation, code) => {
    const owner = createOwner()
    const { key } = await enrol(owner)
    const use = { operation: 'passkeys.withdraw', subject: 'k1' }
    await passkeys.stepUp.verify(owner, use, await stepUpOf(owner, key, use.operation, use.subject))
    const begun = await passkeys.stepUp.prepare(owner, use)
    const { size } = auditLog.state()
    await expect(
      passkeys.stepUp.confirmed(
        owner,
        { use, assertion: key.assert(challengeIn(begun), deviation) },
        async () => {
          throw new TypeError('done all the same')
        },
      ),
    ).rejects.toMatchObject({ code })
    expect(auditLog.state().size).toBe(size + 1)
  })

  it('over a challenge of the caller is believed while its key is not revoked', async () => {
    const owner = createOwner()
    const { key, id } = await enrol(owner)
    const challenge = Buffer.alloc(32, 3)
    const options = await passkeys.toRequestOptions(owner, challenge)
    expect(options).toMatchObject({
      challenge: challenge.toString('base64url'),
      allowCredentials: [{ type: 'public-key', id: key.credentialId }],
    })
    const use = { operation: 'procedure.decide', subject: 'a' }
    await passkeys.verifyUse(owner, { assertion: key.assert(challenge), challenge }, use)
    await expect(
      passkeys.verifyUse(owner, { assertion: key.assert(Buffer.alloc(32, 4)), challenge }, use),
    ).rejects.toMatchObject({ code: 'PASSKEY_CHALLENGE_WRONG' })
    await passkeys.revoke(owner, id)
    await expect(
      passkeys.verifyUse(owner, { assertion: key.assert(challenge), challenge }, use),
    ).rejects.toMatchObject({ code: 'PASSKEY_REVOKED' })
  })
})

describe('in production', () => {
  beforeEach(() => open('production'))

  it('a first key takes the code of an operator, once, within a day', async () => {
    const [owner, operator] = [createOwner(), createOwner('operator')]
    await expect(enrol(owner)).rejects.toMatchObject({ code: 'PASSKEY_CODE_WRONG' })
    await expect(administration.invite(operator, { officer: operator.pseudonym })).rejects.toMatchObject({
      code: 'PASSKEY_OWN_ACT',
    })
    const late = await administration.invite(operator, { officer: owner.pseudonym })
    now = new Date(now.getTime() + 24 * hourMs)
    await expect(enrol(owner, late)).rejects.toMatchObject({ code: 'PASSKEY_CODE_WRONG' })
    const { code } = await administration.invite(operator, { officer: owner.pseudonym })
    await expect(enrol(createOwner(), { code })).rejects.toMatchObject({ code: 'PASSKEY_CODE_WRONG' })
    // As somebody writes it down.
    await enrol(owner, {
      code: code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l'),
    })
    await expect(administration.invite(operator, { officer: owner.pseudonym })).rejects.toMatchObject({
      code: 'PASSKEY_RECOVERY_NEEDED',
    })
  })

  it('an operator with a passkey confirms with it', async () => {
    const [operator, other, owner] = [createOwner('operator'), createOwner('operator'), createOwner()]
    const { key } = await enrol(operator, await administration.invite(other, { officer: operator.pseudonym }))
    const officer = owner.pseudonym
    await expect(administration.invite(operator, { officer })).rejects.toMatchObject({
      code: 'PASSKEY_STEP_UP_NEEDED',
    })
    const stepUp = await stepUpOf(operator, key, 'passkeys.invite', officer)
    const owned = await enrol(owner, await administration.invite(operator, { officer, stepUp }))
    const withdrawal = await stepUpOf(operator, key, 'passkeys.withdraw', owned.id)
    const list = await administration.withdraw(operator, owned.id, { stepUp: withdrawal })
    expect(list).toMatchObject({ enrolment: 'recovery', passkeys: [{ revokedBy: 'operator' }] })
    expect(await administration.listOf(officer)).toEqual(list)
  })
})

describe('an officer who has lost every key', () => {
  const loseAll = async () => {
    const owner = createOwner()
    const { id } = await enrol(owner)
    await passkeys.revoke(owner, id)
    return owner
  }

  it('enrols anew after two operators have approved, and every former key is revoked', async () => {
    const [owner, one, two] = [createOwner(), createOwner('operator'), createOwner('operator')]
    const former = await enrol(owner)
    const { id } = await administration.ask(owner)
    expect(await administration.approve(one, id, {})).toMatchObject({ state: 'open', approvals: 1 })
    await expect(administration.approve(one, id, {})).rejects.toMatchObject({
      code: 'PASSKEY_APPROVED_TWICE',
    })
    expect((await passkeys.list(owner)).enrolment).toBe('step-up')
    expect(await administration.approve(two, id, {})).toMatchObject({ state: 'approved', approvals: 2 })
    expect((await passkeys.list(owner)).enrolment).toBe('recovered')
    const { list } = await enrol(owner)
    expect(list.passkeys.find((one) => one.id === former.id)).toMatchObject({ revokedBy: 'recovery' })
    expect(list.enrolment).toBe('step-up')
    expect(list.recovery).toBeUndefined()
  })

  it('is let in by nobody alone, not by oneself, not without having asked', async () => {
    const owner = await loseAll()
    await expect(enrol(owner)).rejects.toMatchObject({ code: 'PASSKEY_RECOVERY_NEEDED' })
    const { id } = await administration.ask(owner)
    await expect(administration.approve(owner, id, {})).rejects.toMatchObject({ code: 'PASSKEY_OWN_ACT' })
    await administration.approve(createOwner('operator'), id, {})
    await expect(enrol(owner)).rejects.toMatchObject({ code: 'PASSKEY_RECOVERY_NEEDED' })
    await expect(administration.ask(createOwner())).rejects.toMatchObject({
      code: 'PASSKEY_RECOVERY_NEEDLESS',
    })
    for (const wrong of ['y999999', 'k1', 'x'])
      await expect(administration.approve(createOwner('operator'), wrong, {})).rejects.toMatchObject({
        code: 'PASSKEY_RECOVERY_NOT_FOUND',
      })
  })

  it('asks again when a day has passed, an hour after the second approval, or after a refusal', async () => {
    const owner = await loseAll()
    const operators = [createOwner('operator'), createOwner('operator')] as const
    const refused = await administration.ask(owner)
    await administration.refuse(operators[0], refused.id, {})
    await expect(administration.approve(operators[1], refused.id, {})).rejects.toMatchObject({
      code: 'PASSKEY_RECOVERY_OVER',
    })
    const stale = await administration.ask(owner)
    now = new Date(now.getTime() + 24 * hourMs)
    await expect(administration.approve(operators[0], stale.id, {})).rejects.toMatchObject({
      code: 'PASSKEY_RECOVERY_OVER',
    })
    const { id } = await administration.ask(owner)
    for (const operator of operators) await administration.approve(operator, id, {})
    now = new Date(now.getTime() + hourMs)
    await expect(enrol(owner)).rejects.toMatchObject({ code: 'PASSKEY_RECOVERY_NEEDED' })
    const { recoveries } = await administration.list(operators[0])
    expect(recoveries.find((one) => one.id === id)).toMatchObject({ state: 'expired' })
  })

  it('is counted once for two approvals at the same time by one operator', async () => {
    const owner = await loseAll()
    const { id } = await administration.ask(owner)
    const operator = createOwner('operator')
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => administration.approve(operator, id, {})))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await passkeys.list(owner)).recovery).toMatchObject({ approvals: 1, state: 'open' })
  })
})
