import { NodeError } from '../platform/index.ts'

export type WitnessErrorCode =
  /** The other peer does not give the file; nothing is known of its log. */
  | 'LOG_UNREACHABLE'
  /** Nobody has seen more of this log than it has: there is nothing to begin anew for. */
  | 'LOG_NOT_SHRUNK'

export class WitnessError extends NodeError<WitnessErrorCode> {
  override name = 'WitnessError'
}
