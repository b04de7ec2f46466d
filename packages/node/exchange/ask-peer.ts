import { randomBytes } from 'node:crypto'
import type { Envelope } from '@isthmus/contract'
import {
  type AnswerSecret,
  EnvelopeError,
  type Header,
  openAnswer,
  sealQuestion,
} from '@isthmus/protocol/envelope'
import { Agent, request } from 'undici'
import type { Clock } from '../platform/index.ts'
import type { KnownPeer, Trust } from '../trust/index.ts'
import { ExchangeError } from './errors.ts'
import { readLines } from './read-lines.ts'

export type QuestionKind = Extract<Envelope['kind'], 'search.ask' | 'catalogue.ask'>

/** How long a question may travel before its receiver must refuse it. */
const questionLifetimeMs = 60_000

/** A sealed answer has at most four million characters (contract), and its header some hundred. */
const longestLine = 4_500_000

/** Path of the one door through which peers speak. */
export const messagesPath = '/peer/v1/messages'

const answerKinds = { 'search.ask': 'search.answer', 'catalogue.ask': 'catalogue.answer' } as const

type Asked = { peer: KnownPeer; kind: QuestionKind; correlationId: string; secret: AnswerSecret }

/** Asks other peers: seals, signs, sends, and yields each answer's payload as it arrives and has been believed. */
export class PeerClient {
  readonly #trust: Trust
  readonly #clock: Clock
  readonly #agent = new Agent({ connections: 16, keepAliveTimeout: 30_000, connect: { timeout: 3_000 } })

  constructor(trust: Trust, clock: Clock) {
    this.#trust = trust
    this.#clock = clock
  }

  /** Throws ExchangeError, and TrustError TRUST_LIST_EXPIRED before anything is sent. */
  async *ask(
    peerId: string,
    question: { kind: QuestionKind; correlationId: string; payload: unknown },
    signal: AbortSignal,
  ): AsyncGenerator<unknown> {
    this.#trust.verifyInForce(this.#clock())
    const peer = this.#trust.findPeer(peerId)
    if (!peer) throw new ExchangeError('PEER_UNKNOWN', `${peerId} is not in the trust list`)
    const sealed = await sealQuestion(this.#headerFor(peer, question), question.payload, {
      sign: this.#trust.keys.signing,
      sealTo: peer.keys.sealing,
    })
    const lines = await this.#send(peer, sealed.envelope, signal)
    const { kind, correlationId } = question
    yield* this.#open(lines, { peer, kind, correlationId, secret: sealed.answerSecret }, signal)
  }

  /** Ends what is under way: nobody is there any more to take the answers. */
  close(): Promise<void> {
    return this.#agent.destroy()
  }

  #headerFor(peer: KnownPeer, question: { kind: QuestionKind; correlationId: string }): Header {
    const now = this.#clock()
    return {
      version: 1,
      kind: question.kind,
      from: this.#trust.self.id,
      to: peer.id,
      correlationId: question.correlationId,
      sequence: 0,
      createdAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + questionLifetimeMs).toISOString(),
      nonce: randomBytes(16).toString('base64url'),
    }
  }

  async #send(peer: KnownPeer, envelope: Envelope, signal: AbortSignal): Promise<AsyncIterable<string>> {
    const response = await request(new URL(messagesPath, peer.address), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(envelope),
      dispatcher: this.#agent,
      headersTimeout: 0,
      bodyTimeout: 0,
      signal,
    }).catch((cause: unknown) => {
      throw toExchangeError(cause, peer, signal)
    })
    if (response.statusCode === 200) return readLines(response.body, longestLine)
    await response.body.dump().catch(() => {})
    throw new ExchangeError('PEER_REFUSED', `${peer.id} refused the message (HTTP ${response.statusCode})`, {
      remedy: 'compare trust list, keys and clocks of both peers',
    })
  }

  async *#open(lines: AsyncIterable<string>, asked: Asked, signal: AbortSignal): AsyncGenerator<unknown> {
    let sequence = 1
    let isComplete = false
    try {
      // Read to the end even after the last line: a connection that is left before its end cannot be used again.
      for await (const line of lines) {
        if (isComplete) continue
        const answer = this.#openLine(line, asked, sequence)
        isComplete = answer.kind === 'exchange.end'
        if (!isComplete) yield answer.payload
        sequence += 1
      }
    } catch (cause) {
      if (!isComplete) throw toAnswerFault(cause, asked.peer, signal)
    }
    if (!isComplete) throw toAnswerFault(undefined, asked.peer, signal)
  }

  #openLine(line: string, asked: Asked, sequence: number): { kind: Envelope['kind']; payload: unknown } {
    const expected = {
      from: asked.peer.id,
      to: this.#trust.self.id,
      correlationId: asked.correlationId,
      sequence,
      signingKey: asked.peer.keys.signing,
      secret: asked.secret,
    }
    try {
      const answer = openAnswer(JSON.parse(line), expected, this.#clock())
      if (answer.kind === answerKinds[asked.kind] || answer.kind === 'exchange.end') return answer
      throw new EnvelopeError('ENVELOPE_MALFORMED', `${answer.kind} is no answer to ${asked.kind}`)
    } catch (cause) {
      const clause = cause instanceof EnvelopeError ? cause.code : 'ENVELOPE_MALFORMED'
      throw new ExchangeError(
        'ANSWER_NOT_BELIEVED',
        `an answer of ${asked.peer.id} is not to be believed (${clause})`,
        { cause },
      )
    }
  }
}

/** A connection that breaks after the peer has begun to answer is an answer cut off, not a peer that is down. */
function toAnswerFault(cause: unknown, peer: KnownPeer, signal: AbortSignal): ExchangeError {
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

function toExchangeError(cause: unknown, peer: KnownPeer, signal: AbortSignal): ExchangeError {
  if (cause instanceof ExchangeError) return cause
  if (signal.aborted) {
    return new ExchangeError('PEER_TOO_SLOW', `${peer.id} did not answer in time`)
  }
  return new ExchangeError('PEER_UNREACHABLE', `${peer.id} cannot be reached`, {
    cause,
    remedy: `ask the operator of ${peer.name} whether it runs`,
  })
}
