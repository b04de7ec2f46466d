import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import rateLimit from '@fastify/rate-limit'
import type { Envelope } from '@isthmus/contract'
import {
  type AnswerSecret,
  EnvelopeError,
  type OpenedQuestion,
  openQuestion,
  sealAnswer,
} from '@isthmus/protocol/envelope'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AuditLog } from '../audit-log/index.ts'
import { type Clock, type Logger, toGoneSignal } from '../platform/index.ts'
import { type Trust, TrustError } from '../trust/index.ts'
import { messagesPath, type QuestionKind } from './ask-peer.ts'
import { ReplayGuard } from './replay-guard.ts'

/** The asker of a question that has been opened and believed. */
export type Asker = { peerId: string; correlationId: string }

export type Answerer = {
  answerKind: Extract<Envelope['kind'], 'search.answer' | 'catalogue.answer'>
  answer: (payload: unknown, asker: Asker, signal: AbortSignal) => AsyncIterable<unknown>
}

export type ExchangeParts = {
  trust: Trust
  auditLog: AuditLog
  clock: Clock
  logger: Logger
  /** Questions that one peer may put in a minute; 30,000 when absent. */
  questionsPerMinute?: number
}

const defaultQuestionsPerMinute = 30_000

/** Messages from one address in a minute, whoever claims to have sent them: what opening them may cost is bounded. */
const messagesPerMinute = 120_000

/** Messages from one address that are refused with an entry in a minute; an entry for each would let strangers fill the log. */
const refusalsPerMinute = 120

const answerLifetimeMs = 60_000
const noCorrelation = '00000000-0000-0000-0000-000000000000'

type Answerers = Record<QuestionKind, Answerer>

/** Opens the door for other peers: one path, envelopes in, one sealed line for each answer out. */
export function answerPeers(http: FastifyInstance, parts: ExchangeParts, answerers: Answerers): void {
  http.register(async (door) => {
    await door.register(rateLimit, { global: false })
    registerDoor(door, parts, answerers)
  })
}

function registerDoor(door: FastifyInstance, parts: ExchangeParts, answerers: Answerers): void {
  const replayGuard = new ReplayGuard(parts.clock)
  const self = {
    id: parts.trust.self.id,
    sealingKey: parts.trust.keys.sealing,
    signingKeyOf: (peerId: string) => parts.trust.findPeer(peerId)?.keys.signing,
    isReplay: (envelope: Envelope) => replayGuard.isReplay(envelope),
  }
  const countRefusal = door.createRateLimit({ max: refusalsPerMinute, timeWindow: 60_000 })
  const countMessage = door.createRateLimit({ max: messagesPerMinute, timeWindow: 60_000 })
  // Asked of believed messages only: nobody can use up another peer's share by claiming to be that peer.
  const countQuestion = door.createRateLimit({
    max: parts.questionsPerMinute ?? defaultQuestionsPerMinute,
    timeWindow: 60_000,
    keyGenerator: ({ body }) => claimedSender(body),
  })
  door.post(messagesPath, { bodyLimit: 4_500_000 }, async (request, reply) => {
    if (isExceeded(await countMessage(request))) return sendTooMany(reply)
    try {
      parts.trust.verifyInForce(parts.clock())
      const opened = await openQuestion(request.body, self, parts.clock())
      if (isExceeded(await countQuestion(request))) return sendTooMany(reply)
      const answerer = findAnswerer(answerers, opened.envelope.kind)
      return sendAnswers(reply, opened, { parts, answerer })
    } catch (fault) {
      if (!(fault instanceof EnvelopeError || fault instanceof TrustError)) throw fault
      if (isExceeded(await countRefusal(request))) return sendTooMany(reply)
      await recordRefusal(parts.auditLog, request, fault)
      return reply.code(400).send({ status: 400, code: fault.code, title: 'The message was not believed' })
    }
  })
}

function isExceeded(count: { isAllowed: boolean; isExceeded?: boolean }): boolean {
  return count.isExceeded ?? false
}

function sendTooMany(reply: FastifyReply): FastifyReply {
  return reply.code(429).send({ status: 429, code: 'TOO_MANY_MESSAGES', title: 'Too many messages' })
}

function findAnswerer(answerers: Record<QuestionKind, Answerer>, kind: Envelope['kind']): Answerer {
  if (kind === 'search.ask' || kind === 'catalogue.ask') return answerers[kind]
  throw new EnvelopeError('ENVELOPE_MALFORMED', `a message of kind ${kind} is not a question`)
}

function sendAnswers(
  reply: FastifyReply,
  opened: OpenedQuestion,
  work: { parts: ExchangeParts; answerer: Answerer },
): FastifyReply {
  const lines = sealedLines(opened, work, toGoneSignal(reply))
  return reply.type('application/x-ndjson').send(Readable.from(lines, { objectMode: true, highWaterMark: 8 }))
}

async function* sealedLines(
  opened: OpenedQuestion,
  { parts, answerer }: { parts: ExchangeParts; answerer: Answerer },
  signal: AbortSignal,
): AsyncGenerator<string> {
  const { envelope, answerSecret } = opened
  const asker = { peerId: envelope.from, correlationId: envelope.correlationId }
  let sequence = 1
  const line = (kind: Envelope['kind'], payload: unknown): string =>
    `${JSON.stringify(sealLine(parts, { envelope, answerSecret, kind, sequence }, payload))}\n`
  try {
    for await (const payload of answerer.answer(opened.payload, asker, signal)) {
      yield line(answerer.answerKind, payload)
      sequence += 1
    }
    yield line('exchange.end', {})
  } catch (fault) {
    if (!signal.aborted)
      parts.logger.error({ code: codeOf(fault), correlationId: asker.correlationId }, 'an answer broke off')
    throw fault
  }
}

function sealLine(
  { trust, clock }: ExchangeParts,
  line: { envelope: Envelope; answerSecret: AnswerSecret; kind: Envelope['kind']; sequence: number },
  payload: unknown,
): Envelope {
  const now = clock()
  const header = {
    version: 1 as const,
    kind: line.kind,
    from: trust.self.id,
    to: line.envelope.from,
    correlationId: line.envelope.correlationId,
    sequence: line.sequence,
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + answerLifetimeMs).toISOString(),
    nonce: randomBytes(16).toString('base64url'),
  }
  return sealAnswer(header, payload, { sign: trust.keys.signing, secret: line.answerSecret })
}

/** The sender of a message that is not believed is only claimed; it is logged as such, and bounded. */
async function recordRefusal(
  auditLog: AuditLog,
  request: FastifyRequest,
  fault: EnvelopeError | TrustError,
): Promise<void> {
  await auditLog.append({
    event: 'exchange.refused',
    operation: 'denied',
    correlationId: noCorrelation,
    outcome: 'refused',
    reason: fault.code,
    detail: { claimedSender: claimedSender(request.body), address: request.ip },
  })
}

function claimedSender(message: unknown): string {
  const claimed =
    typeof message === 'object' && message !== null && 'from' in message ? message.from : undefined
  return typeof claimed === 'string' && /^[a-z0-9-]{2,64}$/.test(claimed) ? claimed : 'unreadable'
}

function codeOf(fault: unknown): string {
  return fault instanceof Error && 'code' in fault ? String(fault.code) : 'UNKNOWN'
}
