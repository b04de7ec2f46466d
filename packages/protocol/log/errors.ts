import { CodedError } from '../errors/index.ts'

export type LogErrorCode =
  | 'NOTE_MALFORMED'
  | 'NOTE_KEY_UNKNOWN'
  | 'NOTE_SIGNATURE_WRONG'
  | 'VERIFIER_KEY_MALFORMED'
  | 'CHECKPOINT_MALFORMED'
  | 'CHECKPOINT_OF_ANOTHER_LOG'
  | 'TILE_PATH_MALFORMED'
  | 'TILE_MALFORMED'
  | 'ENTRY_BUNDLE_MALFORMED'
  | 'FRONTIER_MALFORMED'
  | 'ADD_CHECKPOINT_MALFORMED'
  | 'INCLUSION_WRONG'
  | 'CONSISTENCY_WRONG'
  | 'NOT_JSON'

/** What a log shows that cannot be believed. The message names place and cause, never what an entry says. */
export class LogError extends CodedError<LogErrorCode> {
  override name = 'LogError'
}
