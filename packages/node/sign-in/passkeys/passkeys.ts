import type {
  Passkey,
  PasskeyAssertion,
  PasskeyChallenge,
  PasskeyEnrolment,
  PasskeyEnrolmentRequest,
  PasskeyList,
} from '@isthmus/contract'
import type { Transaction } from '../../platform/index.ts'
import { SignInError } from '../sign-in-error.ts'
import { challengeOf } from './assertion.ts'
import { coseAlgorithms, verifyAttestation } from './attestation.ts'
import { challengeMs } from './challenge-store.ts'
import { isInvited } from './invitation.ts'
import { toPasskeyEvent } from './passkey-log.ts'
import type { PasskeyOwner } from './passkey-owner.ts'
import { PasskeyStore, toPasskeyEntry } from './passkey-store.ts'
import { isWaiting, RecoveryStore, toRecovery } from './recovery-store.ts'
import { StepUp, type StepUpParts, type StepUpUse } from './step-up.ts'

export type PasskeysParts = Omit<StepUpParts, 'relyingParty'> & {
  /** Where browsers reach this peer; its host name is the relying party. */
  publicUrl: string
  /** At a demonstration peer a first key needs no code: there, whoever opens the page can be any officer anyhow. */
  mode: 'demo' | 'production'
}

type Ground = PasskeyList['enrolment']

/** What may prove that an officer may enrol. */
type Proof = { [K in keyof PasskeyEnrolmentRequest]: PasskeyEnrolmentRequest[K] | undefined }

const mostUsable = 10

/** The passkeys of officers: enrolment, list, revocation, and fresh assertions (`stepUp`). */
export class Passkeys {
  readonly stepUp: StepUp
  readonly #parts: PasskeysParts
  readonly #origin: string
  readonly #relyingParty: string
  readonly #keys: PasskeyStore
  readonly #recoveries: RecoveryStore

  constructor(parts: PasskeysParts) {
    const { origin, hostname } = new URL(parts.publicUrl)
    this.#parts = parts
    this.#origin = origin
    this.#relyingParty = hostname
    this.#keys = new PasskeyStore(parts.database)
    this.#recoveries = new RecoveryStore(parts.database)
    this.stepUp = new StepUp({ ...parts, relyingParty: hostname })
  }

  /** As this peer vouches for it, for `verifyAct`; revoked ones too, since acts signed before stay. */
  async findPasskey(credentialId: string): Promise<Passkey | undefined> {
    return (await this.#keys.findByCredential(credentialId))?.passkey
  }

  /** Options with which the browser of this officer signs a challenge that the caller made (that of an act). */
  async toRequestOptions(owner: PasskeyOwner, challenge: Uint8Array): Promise<Record<string, unknown>> {
    return this.stepUp.requestOptions(owner.id, Buffer.from(challenge).toString('base64url'))
  }

  /**
   * Notes that this officer signed a challenge that the caller made. Refusals are logged.
   * Throws SignInError PASSKEY_UNKNOWN, PASSKEY_REVOKED, PASSKEY_CLONED, PASSKEY_CHALLENGE_WRONG, PASSKEY_ORIGIN_WRONG,
   * PASSKEY_USER_NOT_VERIFIED, PASSKEY_SIGNATURE_WRONG.
   */
  verifyUse(
    owner: PasskeyOwner,
    signed: { assertion: PasskeyAssertion; challenge: Uint8Array },
    use: StepUpUse,
  ): Promise<void> {
    return this.stepUp.recording(owner, use.operation, () => this.stepUp.verifyUse(owner, signed, use))
  }

  async list(owner: PasskeyOwner): Promise<PasskeyList> {
    const keys = await this.#keys.listOf({ officerId: owner.id })
    const recovery = await this.#recoveries.findWaiting(owner.id)
    const now = this.#parts.clock()
    return {
      pseudonym: owner.pseudonym,
      passkeys: keys.map(toPasskeyEntry),
      enrolment: await this.#groundFor(owner),
      ...(recovery ? { recovery: toRecovery(recovery, now) } : {}),
    }
  }

  /** Throws SignInError PASSKEY_STEP_UP_NEEDED, PASSKEY_CODE_WRONG, PASSKEY_RECOVERY_NEEDED, PASSKEY_TOO_MANY. */
  beginEnrolment(owner: PasskeyOwner, { code, stepUp }: PasskeyEnrolmentRequest): Promise<PasskeyChallenge> {
    return this.stepUp.recording(owner, 'passkeys.begin', async () => {
      const ground = await this.#groundFor(owner)
      const usable = await this.stepUp.listUsable(owner.id)
      if (usable.length >= mostUsable)
        throw new SignInError('PASSKEY_TOO_MANY', `an officer has at most ${mostUsable} passkeys`, {
          remedy: 'revoke one that you no longer use',
        })
      await this.#verifyGround(owner, ground, { code, stepUp })
      const use = { operation: 'passkeys.enrol', subject: '', ground }
      const { challenge, expiresAt } = await this.stepUp.challenges.open(owner.id, use)
      const known = usable.map(({ passkey }) => passkey.credentialId)
      return { publicKey: this.#creationOptions(owner, { challenge, known }), expiresAt }
    })
  }

  /** Throws SignInError PASSKEY_ENROLMENT_INVALID, PASSKEY_CHALLENGE_STALE, PASSKEY_CHALLENGE_WRONG, PASSKEY_CODE_WRONG. */
  enrol(owner: PasskeyOwner, enrolment: PasskeyEnrolment): Promise<PasskeyList> {
    return this.stepUp.recording(owner, 'passkeys.enrol', async () => {
      const challenge = challengeOf(enrolment.clientData)
      const use = { operation: 'passkeys.enrol', subject: '' }
      const ground = await this.stepUp.challenges.take(challenge, owner.id, use)
      // What allowed it may have ended since: the key of the thief who began it, for instance.
      if ((await this.#groundFor(owner)) !== ground)
        throw new SignInError('PASSKEY_CHALLENGE_STALE', 'your passkeys have changed since this began', {
          remedy: 'begin again',
        })
      const place = { origin: this.#origin, relyingParty: this.#relyingParty }
      const { counter, isSynced, ...key } = await verifyAttestation(enrolment, { challenge, ...place })
      const at = this.#parts.clock()
      const passkey = { ...key, ...place, pseudonym: owner.pseudonym, enrolledAt: at.toISOString() }
      await this.#parts.auditLog.appendWith(async (transaction) => {
        const revoked = await this.#useGround(transaction, owner, { ground, at })
        const added = { officerId: owner.id, name: enrolment.name.trim(), counter, isSynced, passkey }
        if (!(await new PasskeyStore(transaction).insert(added)))
          throw new SignInError('PASSKEY_ENROLMENT_INVALID', 'this passkey is enrolled already', {
            remedy: 'use it as it is, or take another authenticator',
          })
        const stored = await new PasskeyStore(transaction).findByCredential(key.credentialId)
        const detail = { key: `k${stored?.id}`, ground, algorithm: key.algorithm }
        return { events: [...revoked, toPasskeyEvent('passkey.enrolled', owner, detail)], result: undefined }
      })
      return this.list(owner)
    })
  }

  /** Throws SignInError PASSKEY_NOT_FOUND. */
  rename(owner: PasskeyOwner, { id, name }: { id: string; name: string }): Promise<PasskeyList> {
    return this.stepUp.recording(owner, 'passkeys.rename', async () => {
      const key = await this.#getOwn(owner, id)
      await this.#parts.auditLog.appendWith(async (transaction) => {
        await new PasskeyStore(transaction).rename(key, name.trim())
        return { events: [toPasskeyEvent('passkey.renamed', owner, { key: id })], result: undefined }
      })
      return this.list(owner)
    })
  }

  /** Needs no fresh assertion: whoever fears for a key must be able to end it at once. Throws SignInError PASSKEY_NOT_FOUND. */
  revoke(owner: PasskeyOwner, id: string): Promise<PasskeyList> {
    return this.stepUp.recording(owner, 'passkeys.revoke', async () => {
      const key = await this.#getOwn(owner, id)
      await this.#parts.auditLog.appendWith(async (transaction) => {
        const keys = new PasskeyStore(transaction)
        if (!(await keys.revoke(key, 'oneself', this.#parts.clock()))) throw notFound()
        const event = toPasskeyEvent('passkey.revoked', owner, { key: id, by: 'oneself' })
        return { events: [event], result: undefined }
      })
      return this.list(owner)
    })
  }

  async #getOwn(owner: PasskeyOwner, id: string): Promise<number> {
    const stored = await this.#keys.find(toNumber(id, 'k'))
    if (stored?.officerId === owner.id) return stored.id
    throw notFound()
  }

  /** What enrolling another key needs. A first key differs from one after a loss: a thief of the session must not begin anew. */
  async #groundFor({ id }: PasskeyOwner): Promise<Ground> {
    const recovery = await this.#recoveries.findWaiting(id)
    if (recovery?.state === 'approved' && isWaiting(recovery, this.#parts.clock())) return 'recovered'
    const keys = await this.#keys.listOf({ officerId: id })
    if (keys.some(({ passkey }) => passkey.revokedAt === undefined)) return 'step-up'
    if (keys.length > 0) return 'recovery'
    return this.#parts.mode === 'demo' ? 'session' : 'code'
  }

  async #verifyGround(owner: PasskeyOwner, ground: Ground, given: Proof): Promise<void> {
    if (ground === 'step-up')
      await this.stepUp.verify(owner, { operation: 'passkeys.enrol', subject: '' }, given.stepUp)
    if (ground === 'code') {
      const invitation = await this.#recoveries.findInvitation(owner.pseudonym)
      if (!isInvited(invitation, { code: given.code ?? '', now: this.#parts.clock() })) throw codeWrong()
    }
    if (ground === 'recovery')
      throw new SignInError(
        'PASSKEY_RECOVERY_NEEDED',
        'your passkeys are revoked; a new one needs a recovery',
        {
          remedy: 'ask for recovery on the page of the passkeys; two operators of your peer approve it',
        },
      )
  }

  /** Uses up what allowed the enrolment; after a recovery all former keys are revoked. */
  async #useGround(
    transaction: Transaction,
    owner: PasskeyOwner,
    { ground, at }: { ground: string; at: Date },
  ) {
    const recoveries = new RecoveryStore(transaction)
    if (ground === 'code' && !(await recoveries.useInvitation(owner.pseudonym))) throw codeWrong()
    if (ground !== 'recovered') return []
    const found = await recoveries.findWaiting(owner.id)
    const recovery = found && (await recoveries.lock(found.id))
    if (recovery?.state !== 'approved' || !isWaiting(recovery, at))
      throw new SignInError('PASSKEY_RECOVERY_OVER', 'the recovery has expired or was used', {
        remedy: 'ask for recovery again',
      })
    await recoveries.end(recovery.id, 'used', recovery.expiresAt)
    const keys = new PasskeyStore(transaction)
    const events = []
    for (const { id } of await keys.listOf({ officerId: owner.id })) {
      if (!(await keys.revoke(id, 'recovery', at))) continue
      events.push(toPasskeyEvent('passkey.revoked', owner, { key: `k${id}`, by: 'recovery' }))
    }
    return events
  }

  /** The authenticator learns a pseudonym and no name: passkeys are copied to clouds of their makers. */
  #creationOptions(
    { pseudonym }: PasskeyOwner,
    { challenge, known }: { challenge: string; known: readonly string[] },
  ): Record<string, unknown> {
    const name = `Isthmus ${pseudonym.slice(0, 8)}`
    return {
      ...{ challenge, timeout: challengeMs, attestation: 'none' },
      rp: { id: this.#relyingParty, name: 'Isthmus' },
      user: { id: Buffer.from(pseudonym).toString('base64url'), name, displayName: name },
      pubKeyCredParams: coseAlgorithms.map((alg) => ({ type: 'public-key', alg })),
      excludeCredentials: known.map((id) => ({ type: 'public-key', id })),
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    }
  }
}

/** Outside, keys are `k1` and recoveries `y1`; anything else names nothing. */
export function toNumber(id: string, letter: 'k' | 'y'): number {
  const isOne = id.startsWith(letter) && /^\d{1,15}$/.test(id.slice(1))
  return isOne ? Number(id.slice(1)) : -1
}

export function notFound(): SignInError {
  return new SignInError('PASSKEY_NOT_FOUND', 'there is no such passkey that could be changed', {
    remedy: 'see the list of the passkeys',
  })
}

function codeWrong(): SignInError {
  return new SignInError(
    'PASSKEY_CODE_WRONG',
    'the code is not the one that was made for you, or it has expired',
    {
      remedy: 'tell an operator of your peer the pseudonym on this page, and ask for a new code',
    },
  )
}
