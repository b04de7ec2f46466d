import { randomBytes } from 'node:crypto'
import type {
  PasskeyAssertion,
  PasskeyInvitation,
  PasskeyList,
  PasskeyRecovery,
  PasskeyRecoveryList,
} from '@isthmus/contract'
import type { AuditEvent } from '../../audit-log/index.ts'
import { SignInError } from '../sign-in-error.ts'
import { codeHash, toCode } from './invitation.ts'
import { toPasskeyEvent } from './passkey-log.ts'
import type { PasskeyOwner } from './passkey-owner.ts'
import { PasskeyStore, toPasskeyEntry } from './passkey-store.ts'
import { notFound, toNumber } from './passkeys.ts'
import { isWaiting, RecoveryStore, type StoredRecovery, toRecovery } from './recovery-store.ts'
import type { StepUp, StepUpParts } from './step-up.ts'

const codeMs = 24 * 3_600_000
const recoveryMs = 24 * 3_600_000
/** How long after the second approval the officer may enrol. */
const approvedMs = 3_600_000
const neededApprovals = 2

type Confirmed = { stepUp?: PasskeyAssertion | undefined }

/** What operators do about the passkeys of others, and what an officer asks of them. */
export class PasskeyAdministration {
  readonly #parts: StepUpParts
  readonly #stepUp: StepUp
  readonly #recoveries: RecoveryStore
  readonly #keys: PasskeyStore

  constructor(parts: StepUpParts, stepUp: StepUp) {
    this.#parts = parts
    this.#stepUp = stepUp
    this.#recoveries = new RecoveryStore(parts.database)
    this.#keys = new PasskeyStore(parts.database)
  }

  async listOf(pseudonym: string): Promise<PasskeyList> {
    const keys = await this.#keys.listOf({ pseudonym })
    const isUsable = keys.some(({ passkey }) => passkey.revokedAt === undefined)
    const enrolment = isUsable ? 'step-up' : keys.length > 0 ? 'recovery' : 'code'
    return { pseudonym, passkeys: keys.map(toPasskeyEntry), enrolment }
  }

  /** Throws SignInError PASSKEY_NOT_FOUND, and as StepUp.verify. */
  withdraw(operator: PasskeyOwner, id: string, { stepUp }: Confirmed): Promise<PasskeyList> {
    const use = { operation: 'passkeys.withdraw', subject: id }
    return this.#stepUp.confirmed(operator, { use, assertion: stepUp }, async () => {
      const stored = await this.#keys.find(toNumber(id, 'k'))
      if (!stored) throw notFound()
      await this.#parts.auditLog.appendWith(async (transaction) => {
        const keys = new PasskeyStore(transaction)
        if (!(await keys.revoke(stored.id, 'operator', this.#parts.clock()))) throw notFound()
        const detail = { key: id, by: 'operator', officer: stored.passkey.pseudonym }
        return { events: [toPasskeyEvent('passkey.revoked', operator, detail)], result: undefined }
      })
      return this.listOf(stored.passkey.pseudonym)
    })
  }

  /** Throws SignInError PASSKEY_OWN_ACT, PASSKEY_RECOVERY_NEEDED (the officer has had keys), and as StepUp.verify. */
  invite(
    operator: PasskeyOwner,
    { officer, stepUp }: Confirmed & { officer: string },
  ): Promise<PasskeyInvitation> {
    const use = { operation: 'passkeys.invite', subject: officer }
    return this.#stepUp.confirmed(operator, { use, assertion: stepUp }, async () => {
      if (officer === operator.pseudonym) throw ownAct()
      if ((await this.#keys.listOf({ pseudonym: officer })).length > 0)
        throw new SignInError('PASSKEY_RECOVERY_NEEDED', 'this officer has had a passkey already', {
          remedy:
            'a further key is enrolled with a former one; when all are lost, two operators approve a recovery',
        })
      const code = toCode(randomBytes(16))
      const expiresAt = new Date(this.#parts.clock().getTime() + codeMs)
      await this.#parts.auditLog.appendWith(async (transaction) => {
        const invitation = { pseudonym: officer, codeHash: codeHash(code), expiresAt }
        await new RecoveryStore(transaction).invite(invitation)
        return { events: [toPasskeyEvent('passkey.invited', operator, { officer })], result: undefined }
      })
      return { code, expiresAt: expiresAt.toISOString() }
    })
  }

  /** An officer who can no longer use any passkey. Throws SignInError PASSKEY_RECOVERY_NEEDLESS without ever having had one. */
  ask(owner: PasskeyOwner): Promise<PasskeyRecovery> {
    return this.#stepUp.recording(owner, 'passkeys.recover', async () => {
      if ((await this.#keys.listOf({ officerId: owner.id })).length === 0)
        throw new SignInError('PASSKEY_RECOVERY_NEEDLESS', 'you have never had a passkey', {
          remedy: 'enrol a first one',
        })
      const askedAt = this.#parts.clock()
      const expiresAt = new Date(askedAt.getTime() + recoveryMs)
      const opened = { officerId: owner.id, pseudonym: owner.pseudonym, askedAt, expiresAt }
      return this.#changing(async (recoveries) => {
        const recovery = await recoveries.lock(await recoveries.open(opened))
        const event = toPasskeyEvent('passkey.recovery-asked', owner, { recovery: `y${recovery?.id}` })
        return { recovery, event }
      })
    })
  }

  async list(operator: PasskeyOwner): Promise<PasskeyRecoveryList> {
    const now = this.#parts.clock()
    const recoveries = await this.#recoveries.list()
    return { recoveries: recoveries.map((one) => toRecovery(one, now, operator.id)) }
  }

  /**
   * The second approval, of another person, lets the officer enrol within an hour. Throws SignInError PASSKEY_OWN_ACT,
   * PASSKEY_APPROVED_TWICE, PASSKEY_RECOVERY_OVER, PASSKEY_RECOVERY_NOT_FOUND, and as StepUp.verify.
   */
  approve(operator: PasskeyOwner, id: string, { stepUp }: Confirmed): Promise<PasskeyRecovery> {
    const use = { operation: 'passkeys.approve', subject: id }
    return this.#stepUp.confirmed(operator, { use, assertion: stepUp }, () =>
      this.#changing(async (recoveries) => {
        const { recovery, now } = await this.#lockOpen(recoveries, { id, operator })
        if (!(await recoveries.approve(recovery.id, operator.id, now)))
          throw new SignInError('PASSKEY_APPROVED_TWICE', 'you have approved this recovery already', {
            remedy: 'another operator of your peer has to approve it too',
          })
        const approvals = recovery.approvers.length + 1
        if (approvals >= neededApprovals)
          await recoveries.end(recovery.id, 'approved', new Date(now.getTime() + approvedMs))
        const detail = { recovery: id, approvals, officer: recovery.pseudonym }
        const event = toPasskeyEvent('passkey.recovery-approved', operator, detail)
        return { recovery: await recoveries.lock(recovery.id), event }
      }, operator),
    )
  }

  /** Throws SignInError PASSKEY_OWN_ACT, PASSKEY_RECOVERY_OVER, PASSKEY_RECOVERY_NOT_FOUND, and as StepUp.verify. */
  refuse(operator: PasskeyOwner, id: string, { stepUp }: Confirmed): Promise<PasskeyRecovery> {
    const use = { operation: 'passkeys.refuse', subject: id }
    return this.#stepUp.confirmed(operator, { use, assertion: stepUp }, () =>
      this.#changing(async (recoveries) => {
        const { recovery } = await this.#lockOpen(recoveries, { id, operator })
        await recoveries.end(recovery.id, 'refused', recovery.expiresAt)
        const detail = { recovery: id, officer: recovery.pseudonym }
        const event = toPasskeyEvent('passkey.recovery-refused', operator, detail)
        return { recovery: await recoveries.lock(recovery.id), event }
      }, operator),
    )
  }

  async #lockOpen(
    recoveries: RecoveryStore,
    { id, operator }: { id: string; operator: PasskeyOwner },
  ): Promise<{ recovery: StoredRecovery; now: Date }> {
    const recovery = await recoveries.lock(toNumber(id, 'y'))
    const now = this.#parts.clock()
    if (!recovery)
      throw new SignInError('PASSKEY_RECOVERY_NOT_FOUND', 'there is no such recovery', {
        remedy: 'see the list of the recoveries',
      })
    if (recovery.officerId === operator.id) throw ownAct()
    if (recovery.state === 'open' && isWaiting(recovery, now)) return { recovery, now }
    throw new SignInError('PASSKEY_RECOVERY_OVER', 'this recovery is over', {
      remedy: 'the officer asks for recovery again',
    })
  }

  #changing(
    change: (
      recoveries: RecoveryStore,
    ) => Promise<{ recovery: StoredRecovery | undefined; event: AuditEvent }>,
    viewer?: PasskeyOwner,
  ): Promise<PasskeyRecovery> {
    return this.#parts.auditLog.appendWith(async (transaction) => {
      const { recovery, event } = await change(new RecoveryStore(transaction))
      if (!recovery) throw new TypeError('a recovery that was just written is gone')
      return { events: [event], result: toRecovery(recovery, this.#parts.clock(), viewer?.id) }
    })
  }
}

function ownAct(): SignInError {
  return new SignInError('PASSKEY_OWN_ACT', 'nobody lets themselves in: this takes another operator', {
    remedy: 'ask another operator of your peer',
  })
}
