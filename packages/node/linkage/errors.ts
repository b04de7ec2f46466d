import { NodeError } from '../platform/index.ts'

export type LinkageErrorCode =
  | 'RUN_NOT_FOUND'
  | 'RUN_ALREADY_RUNNING'
  | 'RUN_NOT_RUNNING'
  | 'RUN_CANCELLED'
  | 'PAIR_NOT_FOUND'
  | 'SOURCE_NOT_FOUND'
  | 'NOT_PERMITTED'
  | 'REASON_MISSING'
  /** A source has more persons than one run can hold. */
  | 'SOURCE_TOO_LARGE'
  /** DuckDB refused a step, or a worker ended. */
  | 'STEP_FAILED'

export class LinkageError extends NodeError<LinkageErrorCode> {
  override name = 'LinkageError'
}
