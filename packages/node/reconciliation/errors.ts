import { NodeError } from '../platform/index.ts'

export type ReconciliationErrorCode =
  | 'PEER_UNKNOWN'
  | 'WINDOW_INVALID'
  | 'RECONCILIATION_RUNNING'
  /** The other peer's answer does not go on, or goes back. */
  | 'ANSWER_UNUSABLE'

export class ReconciliationError extends NodeError<ReconciliationErrorCode> {
  override name = 'ReconciliationError'
}
