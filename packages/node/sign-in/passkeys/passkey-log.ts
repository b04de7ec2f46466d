import { randomUUID } from 'node:crypto'
import type { AuditEvent, AuditEventName, AuditLog } from '../../audit-log/index.ts'
import { SignInError } from '../sign-in-error.ts'
import { type PasskeyOwner, toPasskeyActor } from './passkey-owner.ts'

type PasskeyEventName = Extract<AuditEventName, `passkey.${string}`>

const approvals: readonly string[] = ['passkey.used', 'passkey.recovery-approved', 'passkey.recovery-refused']

/** An entry about an act on passkeys; `detail` names keys and recoveries by their number. */
export function toPasskeyEvent(
  event: PasskeyEventName,
  actor: PasskeyOwner,
  detail: Record<string, string | number>,
): AuditEvent {
  return {
    event,
    operation: approvals.includes(event) ? 'approval' : 'config',
    correlationId: randomUUID(),
    actor: toPasskeyActor(actor),
    outcome: 'done',
    detail,
  }
}

/** Does the work; when it is refused, the refusal becomes an entry before it is thrown (invariant I4). */
export async function recordingRefusals<Result>(
  auditLog: AuditLog,
  { actor, operation }: { actor: PasskeyOwner; operation: string },
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (fault) {
    if (!(fault instanceof SignInError)) throw fault
    await auditLog.append({
      event: 'passkey.refused',
      operation: 'denied',
      correlationId: randomUUID(),
      actor: toPasskeyActor(actor),
      outcome: 'refused',
      reason: fault.code,
      detail: { operation },
    })
    throw fault
  }
}
