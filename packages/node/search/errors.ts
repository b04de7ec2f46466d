import type { Refusal } from '@isthmus/contract'
import { NodeError } from '../platform/index.ts'

export type SearchErrorCode =
  | 'SEARCH_REFUSED'
  | 'SOURCE_NOT_INDEXED'
  | 'SOURCE_REPLACED'
  | 'BATCH_UNREADABLE'
  | 'BATCH_TOO_LONG'

export class SearchError extends NodeError<SearchErrorCode> {
  override name = 'SearchError'
  readonly refusal: Refusal | undefined

  constructor(
    code: SearchErrorCode,
    message: string,
    options?: ErrorOptions & { remedy?: string; refusal?: Refusal },
  ) {
    super(code, message, options)
    this.refusal = options?.refusal
  }
}
