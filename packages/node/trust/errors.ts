import { TrustListError, type TrustListErrorCode } from '@isthmus/protocol/trust'
import { NodeError } from '../platform/index.ts'

export type TrustErrorCode =
  | TrustListErrorCode
  | 'PEER_NOT_LISTED'
  | 'KEY_MISSING'
  | 'NO_TRUST_DESK'
  | 'TRUST_LIST_TOO_LONG'
  | 'TRUST_DESK_UNREACHABLE'
  | 'INVITATION_UNKNOWN'
  | 'INVITATION_USED'
  | 'REQUEST_UNKNOWN'
  | 'REQUEST_NOT_ADMISSIBLE'
  | 'TOO_MANY_REQUESTS'
  | 'DRAFT_UNKNOWN'
  | 'DRAFT_CLOSED'
  | 'DRAFT_IMPOSSIBLE'
  | 'SIGNATURE_NOT_ACCEPTED'

export class TrustError extends NodeError<TrustErrorCode> {
  override name = 'TrustError'

  /** What the HTTP edge answers: whoever asked asked for something that cannot be. */
  get statusCode(): number {
    return this.code.endsWith('_UNKNOWN') ? 404 : 409
  }
}

const remedies: Partial<Record<TrustErrorCode, string>> = {
  TRUST_LIST_UNREADABLE: 'fetch the list again from the federation operators',
  TRUST_LIST_SIGNATURE_WRONG: 'do not use it; tell the federation operators where it came from',
  TRUST_LIST_QUORUM_MISSED: 'fetch the list again from the federation operators; more of them must sign it',
  TRUST_LIST_ROLLED_BACK: 'tell the federation operators who served an old list',
  TRUST_LIST_FORKED: 'tell the federation operators at once: two lists of one version were signed',
  TRUST_LIST_EXPIRED: 'fetch the current list from the federation operators',
  TRUST_LIST_FROM_THE_FUTURE: 'compare the clock of this machine',
  INVITATION_EXPIRED: 'ask the federation operators for a new invitation',
  REQUEST_STALE: 'compare the clocks of both machines, then ask again',
}

/** The fault of the pure verifier as one of this room, with what to do. */
export function toTrustError(fault: unknown): unknown {
  if (!(fault instanceof TrustListError)) return fault
  const remedy = remedies[fault.code]
  return new TrustError(fault.code, fault.message, { cause: fault, ...(remedy ? { remedy } : {}) })
}

export function draftImpossible(why: string): TrustError {
  return new TrustError('DRAFT_IMPOSSIBLE', `this draft cannot be made: ${why}`, {
    remedy: 'look at the list in force (isthmus trust list), then propose again',
  })
}

export function requestNotAdmissible(why: string): TrustError {
  return new TrustError('REQUEST_NOT_ADMISSIBLE', why, {
    remedy: 'tell the organisation what is missing; who wants to join asks again with a new invitation',
  })
}
