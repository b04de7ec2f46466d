import { EnvelopeError, ProofError } from '@isthmus/protocol/envelope'
import { HttpSignatureError } from '@isthmus/protocol/http-signature'
import type { Dispatcher } from 'undici'
import type { KnownPeer } from '../trust/index.ts'
import { ExchangeError } from './errors.ts'
import { toIncidentKind } from './message-incident.ts'
import { readShort } from './read-short.ts'

const longestRefusal = 16_384

/**
 * The stable code of a refusal (RFC 9457); the rest of it is another peer's words and is not repeated. Throws ExchangeError
 * ANSWER_NOT_BELIEVED for a refusal without an end.
 */
export async function readRefusal({ body }: Dispatcher.ResponseData): Promise<string> {
  const text = await readShort(body, longestRefusal)
  return /"code":"([A-Z_]{3,60})"/.exec(text.slice(0, 2_000))?.[1] ?? 'no code'
}

export function notBelieved(peer: KnownPeer, cause: unknown): ExchangeError {
  const clause = clauseOf(cause) ?? 'UNKNOWN'
  return new ExchangeError(
    'ANSWER_NOT_BELIEVED',
    `an answer of ${peer.id} is not to be believed (${clause})`,
    { cause },
  )
}

export function clauseOf(cause: unknown): string | undefined {
  const isOfWire =
    cause instanceof EnvelopeError || cause instanceof ProofError || cause instanceof HttpSignatureError
  return isOfWire ? cause.code : undefined
}

export function incidentOf({ code, cause }: ExchangeError): ReturnType<typeof toIncidentKind> | undefined {
  if (code === 'PEER_UNREACHABLE') return 'peer-unreachable'
  if (code === 'PEER_TOO_SLOW') return 'peer-too-slow'
  if (code === 'ANSWER_NOT_BELIEVED' && cause instanceof RangeError) return 'message-too-large'
  if (code === 'ANSWER_NOT_BELIEVED') return toIncidentKind(clauseOf(cause) ?? '')
  return code === 'ANSWER_CUT_OFF' ? 'receipt-missing' : undefined
}

/** A connection that breaks after the peer has begun to answer is an answer cut off, not a peer that is down. */
export function toAnswerFault(cause: unknown, peer: KnownPeer, signal: AbortSignal): ExchangeError {
  if (cause instanceof ExchangeError || signal.aborted) return toExchangeError(cause, peer, signal)
  if (cause instanceof RangeError) {
    return new ExchangeError(
      'ANSWER_NOT_BELIEVED',
      `an answer of ${peer.id} is not to be believed (too long)`,
      { cause },
    )
  }
  return new ExchangeError('ANSWER_CUT_OFF', `${peer.id} stopped before its last answer`, { cause })
}

export function toExchangeError(cause: unknown, peer: KnownPeer, signal: AbortSignal): ExchangeError {
  if (cause instanceof ExchangeError) return cause
  if (signal.aborted) {
    return new ExchangeError('PEER_TOO_SLOW', `${peer.id} did not answer in time`)
  }
  return new ExchangeError('PEER_UNREACHABLE', `${peer.id} cannot be reached`, {
    cause,
    remedy: `ask the operator of ${peer.name} whether it runs`,
  })
}
