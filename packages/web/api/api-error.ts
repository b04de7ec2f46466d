import type { Problem } from '@isthmus/contract/types'

export type ApiErrorCode =
  | 'NOT_SIGNED_IN'
  | 'PROBLEM_ANSWERED'
  | 'PEER_UNREACHABLE'
  | 'ANSWER_UNREADABLE'
  | 'STREAM_BROKEN'

/** A call to the own peer that failed. `problem` is what the peer said (RFC 9457), if it said anything. */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly code: ApiErrorCode
  readonly problem: Problem | undefined

  constructor(code: ApiErrorCode, message: string, problem?: Problem) {
    super(message)
    this.code = code
    this.problem = problem
  }
}
