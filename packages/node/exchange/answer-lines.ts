import { createHash, randomBytes } from 'node:crypto'
import type { ExchangeEnd, Receipt, Statement } from '@isthmus/contract'
import { type AnswerKind, type SealedAnswer, sealAnswer } from '@isthmus/protocol/envelope'
import type { AuditLog } from '../audit-log/index.ts'
import type { Clock, Logger } from '../platform/index.ts'
import type { Trust } from '../trust/index.ts'
import {
  type ExchangeMessage,
  toAnsweredEvent,
  toBrokenEvent,
  toReceivedQuestionEvent,
} from './exchange-events.ts'
import { type OnTranscript, TranscriptLines } from './transcript.ts'
import type { Arrived, BelievedMessage, Wire } from './wire.ts'

/** The asker of a question that has been opened and believed. `statement`: the person, where the kind demands one. */
export type Asker = { peerId: string; correlationId: string; statement?: Statement }

export type Answerer = {
  answerKind: Exclude<AnswerKind, 'exchange.end'>
  answer: (content: unknown, asker: Asker, signal: AbortSignal) => AsyncIterable<unknown>
}

export type AnsweringDoorParts = {
  trust: Trust
  wire: Wire
  auditLog: Pick<AuditLog, 'append' | 'origin'>
  clock: Clock
  logger: Pick<Logger, 'error'>
  onTranscript?: OnTranscript
}

const answerLifetimeMs = 60_000

type Work = { parts: AnsweringDoorParts; answerer: Answerer; arrived: Arrived; message: BelievedMessage }

/**
 * The lines of the answer to one question, each sealed and signed, and a last one that says that nothing is missing.
 * The question has its entry before it is answered, the answer has its own before the last line leaves.
 */
export async function* answerLines(work: Work, signal: AbortSignal): AsyncGenerator<string> {
  const { parts, message } = work
  const known = toExchangeMessage(message)
  const receipt = await receive(work, known)
  const answer = new Answer(work, receipt)
  try {
    yield* answer.lines(signal)
    const digest = answer.digest()
    const [entry] = await parts.auditLog.append(toAnsweredEvent(known, digest, answer.count))
    if (!entry) throw new TypeError('the log gave no place')
    const log = { origin: parts.auditLog.origin, ...entry }
    yield await answer.end({ receipt, answered: { digest: digest.toString('base64url'), log } })
    answer.tell()
  } catch (fault) {
    const code = signal.aborted ? 'ASKER_LEFT' : codeOf(fault)
    if (!signal.aborted) {
      parts.logger.error({ code, correlationId: known.correlationId }, 'an answer broke off')
    }
    answer.tell(code)
    await parts.auditLog.append(toBrokenEvent('exchange.answered', known, code))
    throw fault
  } finally {
    if (!answer.isTold) {
      answer.tell('ASKER_LEFT')
      await parts.auditLog.append(toBrokenEvent('exchange.answered', known, 'ASKER_LEFT'))
    }
  }
}

async function receive({ parts, message }: Work, known: ExchangeMessage): Promise<Receipt> {
  const receivedAt = parts.clock()
  const { digest } = message.verified
  const [entry] = await parts.auditLog.append(toReceivedQuestionEvent(known, digest))
  if (!entry) throw new TypeError('the log gave no place')
  const { from, to, messageId, correlationId } = message.envelope
  return parts.wire.signReceipt({
    from,
    to,
    messageId,
    correlationId,
    digest: Buffer.from(digest).toString('base64url'),
    receivedAt: receivedAt.toISOString(),
    log: { origin: parts.auditLog.origin, ...entry },
  })
}

/** The lines of one answer as they leave, with what the log and the transcript say of them. */
class Answer {
  readonly #work: Work
  readonly #receipt: Receipt
  readonly #hash = createHash('sha256')
  readonly #kept: TranscriptLines | undefined
  readonly #at: Date
  count = 0
  isTold = false

  constructor(work: Work, receipt: Receipt) {
    this.#work = work
    this.#receipt = receipt
    this.#kept = work.parts.onTranscript ? new TranscriptLines() : undefined
    this.#at = work.parts.clock()
  }

  async *lines(signal: AbortSignal): AsyncGenerator<string> {
    const { answerer, message } = this.#work
    const { envelope, content, statement } = message
    const asker = {
      peerId: envelope.from,
      correlationId: envelope.correlationId,
      ...(statement ? { statement } : {}),
    }
    for await (const part of answerer.answer(content, asker, signal)) {
      const line = await this.#seal(answerer.answerKind, part)
      this.#hash.update(line)
      this.count += 1
      yield line
    }
  }

  digest(): Buffer {
    return this.#hash.digest()
  }

  end(content: ExchangeEnd): Promise<string> {
    return this.#seal('exchange.end', content)
  }

  tell(fault?: string): void {
    if (this.isTold) return
    this.isTold = true
    const { parts, arrived, message } = this.#work
    const { envelope, secret, salt, payload } = message
    const { method, targetUri, fields, body } = arrived.request
    parts.onTranscript?.({
      direction: 'received',
      counterpart: envelope.from,
      kind: envelope.kind,
      messageId: envelope.messageId,
      correlationId: envelope.correlationId,
      at: this.#at,
      trustListVersion: parts.trust.list.version,
      request: { method, targetUri, fields, body: Buffer.from(body) },
      secret,
      question: { salt, payload },
      answers: this.#kept?.answers ?? [],
      receipt: this.#receipt,
      ...(fault === undefined ? this.#kept?.fault : { fault }),
    })
  }

  async #seal(kind: AnswerKind, content: unknown): Promise<string> {
    const { parts, message } = this.#work
    const createdAt = parts.clock()
    const sealed: SealedAnswer = await sealAnswer(
      {
        question: message.envelope,
        kind,
        sequence: this.count + 1,
        createdAt,
        expiresAt: new Date(createdAt.getTime() + answerLifetimeMs),
        content,
      },
      { secret: message.secret, signer: parts.wire.signer() },
      randomBytes,
    )
    this.#kept?.add(sealed.text, sealed)
    return `${sealed.text}\n`
  }
}

function toExchangeMessage({ envelope, statement }: BelievedMessage): ExchangeMessage {
  return {
    messageId: envelope.messageId,
    kind: envelope.kind,
    counterpart: envelope.from,
    correlationId: envelope.correlationId,
    ...(statement ? { statement } : {}),
  }
}

function codeOf(fault: unknown): string {
  return fault instanceof Error && 'code' in fault ? String(fault.code) : 'UNKNOWN'
}
