import { NodeError } from '../platform/index.ts'

export type ExchangeErrorCode =
  | 'PEER_UNKNOWN'
  | 'PEER_UNREACHABLE'
  | 'PEER_TOO_SLOW'
  | 'PEER_REFUSED'
  | 'ANSWER_NOT_BELIEVED'
  | 'ANSWER_CUT_OFF'

/** The other peer could not be asked, or its answer is not to be believed. */
export class ExchangeError extends NodeError<ExchangeErrorCode> {
  override name = 'ExchangeError'
}
