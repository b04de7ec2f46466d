import { createHmac, randomUUID } from 'node:crypto'
import { type ActorStatement, ContractError, type Organisation, type Refusal } from '@isthmus/contract'
import type { FastifyRequest } from 'fastify'
import type { AuditEvent, AuditLog } from './audit-log/index.ts'
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
export type Admitted = {
  id: string
  name: string
  unit?: string
  statement: ActorStatement
  organisation: Organisation
}

/** The officer as entries of the audit log name whoever acts. */
export function toActor({
  id,
  statement,
  organisation,
}: Pick<Admitted, 'id' | 'statement' | 'organisation'>): {
  id: string
  role: string
  organisation: string
} {
  return { id, role: statement.role, organisation: organisation.id }
}

export type GuardParts = {
  policy: Policy
  trust: Trust
  auditLog: AuditLog
  pseudonymKey: Buffer
  noteOfficer?: (officer: Admitted) => void
}

/**
 * Who is signed in, as the trust list and other peers know them. Throws GuardError ORGANISATION_NOT_HOSTED, which is
 * logged (invariant I4).
 */
export async function getAdmitted(
  parts: GuardParts,
  act: { operation: string; request: FastifyRequest },
): Promise<Admitted> {
  const officer = getOfficer(act.request)
  const organisation = parts.trust.findHosted(parts.trust.self.id, officer.organisation)
  if (!organisation) {
    const actor = { id: officer.id, role: officer.role, organisation: officer.organisation }
    await parts.auditLog.append(toDeniedEntry(act.operation, { actor, reason: 'ORGANISATION_NOT_HOSTED' }))
    throw new GuardError('ORGANISATION_NOT_HOSTED', 'this peer does not host the organisation of the officer')
  }
  const statement = {
    pseudonym: pseudonymOf(parts.pseudonymKey, officer.id),
    role: officer.role,
    organisation: organisation.id,
    ...(officer.unit ? { unit: officer.unit } : {}),
  }
  const admitted = {
    id: officer.id,
    name: officer.name,
    statement,
    organisation,
    ...(officer.unit ? { unit: officer.unit } : {}),
  }
  parts.noteOfficer?.(admitted)
  return admitted
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
  const actor = toActor(admitted)
  const { code, policy } = decision.refusal
  await parts.auditLog.append(
    toDeniedEntry(act.operation, {
      actor,
      reason: code,
      policy,
      ...(act.question ? { question: act.question } : {}),
    }),
  )
  throw new GuardError('NOT_PERMITTED', decision.refusal.text, decision.refusal)
}

/** Logs that the policy refused an act of an officer whom the guards had let in (invariant I4). */
export async function recordRefused(
  { auditLog }: Pick<GuardParts, 'auditLog'>,
  {
    operation,
    officer,
    refusal,
  }: { operation: string; officer: Pick<Admitted, 'id' | 'statement' | 'organisation'>; refusal: Refusal },
): Promise<void> {
  const actor = toActor(officer)
  await auditLog.append(toDeniedEntry(operation, { actor, reason: refusal.code, policy: refusal.policy }))
}

/** Logs that a request of a known officer could not be read (invariant I4); any other fault has its entry already. */
export async function recordUnreadable(
  parts: Pick<GuardParts, 'auditLog'>,
  { operation, request, fault }: { operation: string; request: FastifyRequest; fault: Error },
): Promise<void> {
  const reason = fault instanceof ContractError ? fault.code : bodyFaultOf(fault)
  const { officer } = request
  if (!reason || !officer) return
  const actor = { id: officer.id, role: officer.role, organisation: officer.organisation }
  await parts.auditLog.append(toDeniedEntry(operation, { actor, reason }))
}

/** Fastify's own codes for a body that is too large, no JSON, or of another type. */
function bodyFaultOf(fault: Error): string | undefined {
  const { code, statusCode } = fault as { code?: unknown; statusCode?: unknown }
  const isOfBody = typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500
  if (!isOfBody || fault instanceof NodeError) return undefined
  return typeof code === 'string' ? code : 'BODY_UNREADABLE'
}

function toDeniedEntry(
  operation: string,
  denied: {
    actor: NonNullable<AuditEvent['actor']>
    reason: string
    policy?: string
    question?: StatedQuestion
  },
): AuditEvent {
  return {
    event: operation.startsWith('search.') ? 'search.refused' : 'operation.denied',
    operation: 'denied',
    correlationId: randomUUID(),
    actor: denied.actor,
    ...(denied.question ? statedOf(denied.question) : {}),
    outcome: 'refused',
    reason: denied.reason,
    detail: { operation, ...(denied.policy ? { policy: denied.policy } : {}) },
  }
}

function statedOf({
  purpose,
  legalBasis,
  caseReference,
}: StatedQuestion): Pick<StatedQuestion, 'purpose' | 'legalBasis' | 'caseReference'> {
  return { purpose, legalBasis, caseReference }
}

/** Stable for one officer at one peer; only this peer, which holds the key, can say who it is. */
export function pseudonymOf(key: Buffer, officerId: string): string {
  return createHmac('sha256', key)
    .update(`isthmus pseudonym 1\n${officerId}`)
    .digest('base64url')
    .slice(0, 32)
}
