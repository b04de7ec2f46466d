import type { PasskeyAssertion, PasskeyChallenge } from '@isthmus/contract'
import type { AuditLog } from '../../audit-log/index.ts'
import type { Clock, Database } from '../../platform/index.ts'
import { SignInError } from '../sign-in-error.ts'
import { challengeOf, counterOf, verifyOwnAssertion } from './assertion.ts'
import { ChallengeStore, challengeMs } from './challenge-store.ts'
import { recordingRefusals, toPasskeyEvent } from './passkey-log.ts'
import type { PasskeyOwner } from './passkey-owner.ts'
import { PasskeyStore, type StoredPasskey } from './passkey-store.ts'

export type StepUpParts = { database: Database; auditLog: AuditLog; clock: Clock; relyingParty: string }

/** What a fresh assertion is for: an operation of the contract, and what it is done to. */
export type StepUpUse = { operation: string; subject: string }

/** Fresh assertions of passkeys that are enrolled. */
export class StepUp {
  readonly challenges: ChallengeStore
  readonly #parts: StepUpParts
  readonly #keys: PasskeyStore

  constructor(parts: StepUpParts) {
    this.#parts = parts
    this.#keys = new PasskeyStore(parts.database)
    this.challenges = new ChallengeStore(parts.database, parts.clock)
  }

  async listUsable(officerId: string): Promise<StoredPasskey[]> {
    const keys = await this.#keys.listOf({ officerId })
    return keys.filter(({ passkey }) => passkey.revokedAt === undefined)
  }

  /** Throws SignInError PASSKEY_UNKNOWN when the officer has no passkey. */
  async prepare(owner: PasskeyOwner, use: StepUpUse): Promise<PasskeyChallenge> {
    await this.#assertHasOne(owner)
    const { challenge, expiresAt } = await this.challenges.open(owner.id, { ...use, ground: '' })
    return { publicKey: await this.requestOptions(owner.id, challenge), expiresAt }
  }

  /** PublicKeyCredentialRequestOptionsJSON over this challenge (base64url), for the keys of this officer. */
  async requestOptions(officerId: string, challenge: string): Promise<Record<string, unknown>> {
    const keys = await this.listUsable(officerId)
    return {
      ...{ challenge, rpId: this.#parts.relyingParty, timeout: challengeMs, userVerification: 'required' },
      allowCredentials: keys.map(({ passkey }) => ({ type: 'public-key', id: passkey.credentialId })),
    }
  }

  /**
   * The answer to a challenge of `prepare`, once. Throws SignInError PASSKEY_STEP_UP_NEEDED without one, PASSKEY_... as
   * `verifyUse`, PASSKEY_CHALLENGE_STALE.
   */
  async verify(owner: PasskeyOwner, use: StepUpUse, assertion: PasskeyAssertion | undefined): Promise<void> {
    if (!assertion)
      throw new SignInError('PASSKEY_STEP_UP_NEEDED', 'this has to be confirmed with a passkey', {
        remedy: 'do it on the pages of this peer, where your browser can ask for the passkey',
      })
    const challenge = challengeOf(assertion.clientData)
    await this.challenges.take(challenge, owner.id, use)
    await this.verifyUse(owner, { assertion, challenge: Buffer.from(challenge, 'base64url') }, use)
  }

  /**
   * An assertion over a challenge that the caller knows (that of an act, for instance, which is not single-use by itself).
   * Its counter is noted in one commit with the entry. A refusal is logged by the caller.
   * Throws SignInError PASSKEY_UNKNOWN, PASSKEY_REVOKED, PASSKEY_CLONED, and as `verifyOwnAssertion`.
   */
  async verifyUse(
    owner: PasskeyOwner,
    { assertion, challenge }: { assertion: PasskeyAssertion; challenge: Uint8Array },
    use: StepUpUse,
  ): Promise<void> {
    const stored = await this.#keys.findByCredential(assertion.credentialId)
    if (stored?.officerId !== owner.id)
      throw new SignInError('PASSKEY_UNKNOWN', 'you have not enrolled this passkey', {
        remedy: 'use one of your own, or enrol it first',
      })
    verifyOwnAssertion(assertion, { passkey: stored.passkey, challenge })
    await this.#parts.auditLog.appendWith(async (transaction) => {
      await noteUse(new PasskeyStore(transaction), {
        ...{ id: stored.id, counter: counterOf(assertion), at: this.#parts.clock() },
      })
      const event = toPasskeyEvent('passkey.used', owner, { key: `k${stored.id}`, for: use.operation })
      return { events: [event], result: undefined }
    })
  }

  /** Does the work after a fresh assertion, which whoever has a passkey owes. */
  async confirmed<Result>(
    owner: PasskeyOwner,
    { use, assertion }: { use: StepUpUse; assertion: PasskeyAssertion | undefined },
    work: () => Promise<Result>,
  ): Promise<Result> {
    return this.recording(owner, use.operation, async () => {
      const isOwed = assertion !== undefined || (await this.listUsable(owner.id)).length > 0
      if (isOwed) await this.verify(owner, use, assertion)
      return work()
    })
  }

  recording<Result>(owner: PasskeyOwner, operation: string, work: () => Promise<Result>): Promise<Result> {
    return recordingRefusals(this.#parts.auditLog, { actor: owner, operation }, work)
  }

  async #assertHasOne({ id }: PasskeyOwner): Promise<void> {
    if ((await this.listUsable(id)).length > 0) return
    throw new SignInError('PASSKEY_UNKNOWN', 'you have no passkey', {
      remedy: 'enrol one on the page of the passkeys',
    })
  }
}

/** Judged in the transaction, so that a revocation at the same moment holds. */
async function noteUse(keys: PasskeyStore, use: { id: number; counter: number; at: Date }): Promise<void> {
  const isCounted = await keys.count(use.id, use.counter, use.at)
  const now = await keys.find(use.id)
  if (now?.passkey.revokedAt !== undefined)
    throw new SignInError('PASSKEY_REVOKED', 'this passkey was revoked', { remedy: 'use another one' })
  if (!isCounted)
    throw new SignInError(
      'PASSKEY_CLONED',
      'the counter of this passkey went back: there may be a copy of it',
      {
        remedy: 'revoke it, use another one, and tell an operator of your peer',
      },
    )
}
