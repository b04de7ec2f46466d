import { NodeError } from '../platform/index.ts'

export type IntakeErrorCode =
  | 'MAPPING_UNREADABLE'
  | 'MAPPING_INVALID'
  | 'MAPPING_NAMES_MISSING_FIELD'
  | 'SOURCE_NOT_FOUND'
  | 'SOURCE_ALREADY_CONNECTED'
  | 'SECRET_IN_CONFIGURATION'
  | 'SOURCE_PLACE_REFUSED'
  | 'READ_ABANDONED'
  | 'RUN_NOT_FOUND'
  | 'RUN_ALREADY_RUNNING'
  /** A run would take more records out of the index than it may. */
  | 'DELETIONS_UNCONFIRMED'

export class IntakeError extends NodeError<IntakeErrorCode> {
  override name = 'IntakeError'
}
