import type {
  PasskeyChallengeRequest,
  PasskeyEnrolment,
  PasskeyEnrolmentRequest,
  PasskeyInvitationRequest,
  PasskeyName,
  PasskeyStepUp,
} from '@isthmus/contract'
import type { Call, Handlers } from './api.ts'
import type { Admitted } from './guards.ts'
import type { PasskeyAdministration, PasskeyOwner, Passkeys } from './sign-in/index.ts'

export type PasskeyParts = { passkeys: Passkeys; passkeyAdministration: PasskeyAdministration }

/** An officer who passed the guards, as the owner of passkeys. */
export function toPasskeyOwner({ id, statement, organisation }: Admitted): PasskeyOwner {
  return { id, pseudonym: statement.pseudonym, role: statement.role, organisation: organisation.id }
}

export function passkeyHandlers({
  passkeys,
  passkeyAdministration: administration,
}: PasskeyParts): Pick<Handlers, Extract<keyof Handlers, `passkeys.${string}`>> {
  const owner = ({ officer }: Call) => toPasskeyOwner(officer)
  return {
    'passkeys.list': (call) => passkeys.list(owner(call)),
    'passkeys.challenge': (call) => {
      const { operation, subject = '' } = call.body as PasskeyChallengeRequest
      return passkeys.stepUp.prepare(owner(call), { operation, subject })
    },
    'passkeys.begin': (call) => passkeys.beginEnrolment(owner(call), call.body as PasskeyEnrolmentRequest),
    'passkeys.enrol': (call) => passkeys.enrol(owner(call), call.body as PasskeyEnrolment),
    'passkeys.rename': (call) =>
      passkeys.rename(owner(call), { id: call.id, name: (call.body as PasskeyName).name }),
    'passkeys.revoke': (call) => passkeys.revoke(owner(call), call.id),
    'passkeys.recover': (call) => administration.ask(owner(call)),
    'passkeys.officer': ({ query }) => administration.listOf(pseudonymOf(query.officer)),
    'passkeys.withdraw': (call) => administration.withdraw(owner(call), call.id, call.body as PasskeyStepUp),
    'passkeys.invite': (call) => administration.invite(owner(call), call.body as PasskeyInvitationRequest),
    'passkeys.recoveries': (call) => administration.list(owner(call)),
    'passkeys.approve': (call) => administration.approve(owner(call), call.id, call.body as PasskeyStepUp),
    'passkeys.refuse': (call) => administration.refuse(owner(call), call.id, call.body as PasskeyStepUp),
  }
}

/** Pseudonyms are base64url; anything else names nobody. */
function pseudonymOf(value: unknown): string {
  return typeof value === 'string' && /^[A-Za-z0-9_-]{16,64}$/.test(value) ? value : '-'.repeat(16)
}
