import type { AuthorizationAnswer } from '@cedar-policy/cedar-wasm/nodejs'
import type { Refusal } from '@isthmus/contract'
import type { PolicyNote } from './policy-set.ts'

/** `policy` is the @id of the Cedar policy that decided. */
export type Decision = { allowed: true; policy: string } | { allowed: false; refusal: Refusal }

export const notForeseen: Refusal = {
  code: 'NOT_FORESEEN',
  policy: 'default-deny',
  text: 'No policy of this peer allows this, and what no policy allows is refused.',
  unblock:
    'The organisation that owns this peer: its operators can add a policy once its data-protection officer agrees.',
}

export const decisionFailed: Refusal = {
  code: 'DECISION_FAILED',
  policy: 'default-deny',
  text: 'The policies of this peer could not be applied to this, so it is refused.',
  unblock: 'An operator of this peer: the fault is in the request or in the policies, not in your rights.',
}

/** What Cedar's answer means. Everything that is not a clean permit is a refusal. */
export function toDecision(answer: AuthorizationAnswer, notes: readonly PolicyNote[]): Decision {
  if (answer.type === 'failure') return { allowed: false, refusal: decisionFailed }
  const { decision, diagnostics } = answer.response
  // Cedar skips a policy that fails; a skipped `forbid` would open the door.
  if (diagnostics.errors.length > 0) return { allowed: false, refusal: decisionFailed }
  const deciding = notes.find(({ id }) => diagnostics.reason.includes(id))
  if (decision !== 'allow') return { allowed: false, refusal: deciding?.refusal ?? notForeseen }
  if (!deciding) return { allowed: false, refusal: decisionFailed }
  return { allowed: true, policy: deciding.id }
}
