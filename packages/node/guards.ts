import { createHmac } from 'node:crypto'
import type { ActorStatement, Organisation, Refusal } from '@isthmus/contract'
import type { FastifyRequest } from 'fastify'
import type { AuditLog } from './audit-log/index.ts'
import { NodeError } from './platform/index.ts'
import type { Policy, StatedQuestion } from './policy/index.ts'
import { getOfficer } from './sign-in/index.ts'
import type { Trust } from './trust/index.ts'

export type GuardErrorCode = 'NOT_PERMITTED' | 'ORGANISATION_NOT_HOSTED'

/** What the policy does not allow; carries why, and who can unblock it. */
export class GuardError extends NodeError<GuardErrorCode> {
  override name = 'GuardError'
  readonly refusal: Refusal | undefined

  constructor(code: GuardErrorCode, message: string, refusal?: Refusal) {
    super(code, message, refusal ? { remedy: refusal.unblock } : {})
    this.refusal = refusal
  }

  get statusCode(): number {
    return 403
  }
}

/** An officer who has passed the guard of one operation. */
export type Admitted = { id: string; name: string; unit?: string; statement: ActorStatement; organisation: Organisation }

export type GuardParts = { policy: Policy; trust: Trust; auditLog: AuditLog; pseudonymKey: Buffer }

/** Who is signed in, as the trust list and other peers know them. Throws GuardError ORGANISATION_NOT_HOSTED. */
export function toAdmitted(parts: GuardParts, request: FastifyRequest): Admitted {
  const officer = getOfficer(request)
  const organisation = parts.trust.findHosted(parts.trust.self.id, officer.organisation)
  if (!organisation) throw new GuardError('ORGANISATION_NOT_HOSTED', 'this peer does not host the organisation of the officer')
  const statement = {
    pseudonym: pseudonymOf(parts.pseudonymKey, officer.id),
    role: officer.role,
    organisation: organisation.id,
    ...(officer.unit ? { unit: officer.unit } : {}),
  }
  return { id: officer.id, name: officer.name, statement, organisation, ...(officer.unit ? { unit: officer.unit } : {}) }
}

/** Lets the officer perform the operation when the policy does; a refusal is logged (invariant I4) and thrown. */
export async function verifyPermitted(
  parts: GuardParts,
  admitted: Admitted,
  act: { operation: string; question?: StatedQuestion },
): Promise<void> {
  const { self } = parts.trust
  const decision = parts.policy.mayPerform(admitted.statement, admitted.organisation, {
    operation: act.operation,
    peer: { id: self.id, owner: self.owner },
    ...(act.question ? { question: act.question } : {}),
  })
  if (decision.allowed) return
  await parts.auditLog.append({
    event: act.operation.startsWith('search.') ? 'search.refused' : 'operation.denied',
    operation: 'denied',
    correlationId: crypto.randomUUID(),
    actor: { id: admitted.id, role: admitted.statement.role, organisation: admitted.organisation.id },
    ...(act.question ? statedOf(act.question) : {}),
    outcome: 'refused',
    reason: decision.refusal.code,
    detail: { operation: act.operation, policy: decision.refusal.policy },
  })
  throw new GuardError('NOT_PERMITTED', decision.refusal.text, decision.refusal)
}

function statedOf({ purpose, legalBasis, caseReference }: StatedQuestion): Pick<StatedQuestion, 'purpose' | 'legalBasis' | 'caseReference'> {
  return { purpose, legalBasis, caseReference }
}

/** Stable for one officer at one peer; only this peer, which holds the key, can say who it is. */
function pseudonymOf(key: Buffer, officerId: string): string {
  return createHmac('sha256', key).update(`isthmus pseudonym 1\n${officerId}`).digest('base64url').slice(0, 32)
}
