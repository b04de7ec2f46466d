import { NodeError } from '../platform/index.ts'

export type PolicyErrorCode = 'POLICY_UNREADABLE' | 'POLICY_INVALID' | 'POLICY_UNDESCRIBED'

/** A policy folder with which no peer may start. Names the file, the policy and the remedy. */
export class PolicyError extends NodeError<PolicyErrorCode> {
  override name = 'PolicyError'
}
