import { NodeError } from '../platform/index.ts'

export type MatchingErrorCode =
  /** Another build of the same source is running. */
  | 'INDEX_BUSY'
  /** The build was cancelled by its caller. */
  | 'BUILD_CANCELLED'
  /** The source has more records than one generation can number. */
  | 'SOURCE_TOO_LARGE'
  /** A payload of the index does not have its layout. */
  | 'INDEX_DAMAGED'
  /** The answering generation changed again and again while it was read. */
  | 'INDEX_UNSETTLED'

export class MatchingError extends NodeError<MatchingErrorCode> {
  override name = 'MatchingError'
}

export function busy(sourceId: string): MatchingError {
  return new MatchingError('INDEX_BUSY', `source ${sourceId} is being indexed already`, {
    remedy: 'wait until that run has ended',
  })
}
