import { NodeError } from '../platform/index.ts'

export type OversightErrorCode =
  | 'ENTRY_NOT_FOUND'
  | 'NAME_UNKNOWN'
  | 'ANOMALY_NOT_FOUND'
  | 'QUESTION_NOT_FOUND'
  | 'WINDOW_INVALID'
  | 'NAME_TOO_SHORT'

export class OversightError extends NodeError<OversightErrorCode> {
  override name = 'OversightError'

  get statusCode(): number {
    return this.code === 'WINDOW_INVALID' || this.code === 'NAME_TOO_SHORT' ? 400 : 404
  }
}
