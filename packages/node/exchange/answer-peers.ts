import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Envelope } from '@isthmus/contract'
import { type AnswerSecret, EnvelopeError, type OpenedQuestion, openQuestion, sealAnswer } from '@isthmus/protocol/envelope'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { AuditLog } from '../audit-log/index.ts'
import type { Clock, Logger } from '../platform/index.ts'
import type { Trust } from '../trust/index.ts'
import { messagesPath, type QuestionKind } from './ask-peer.ts'
import { ReplayGuard } from './replay-guard.ts'

/** The asker of a question that has been opened and believed. */
export type Asker = { peerId: string; correlationId: string }

export type Answerer = {
  answerKind: Extract<Envelope['kind'], 'search.answer' | 'catalogue.answer'>
  answer: (payload: unknown, asker: Asker, signal: AbortSignal) => AsyncIterable<unknown>
}

export type ExchangeParts = { trust: Trust; auditLog: AuditLog; clock: Clock; logger: Logger }

const answerLifetimeMs = 60_000
const noCorrelation = '00000000-0000-0000-0000-000000000000'

/** Opens the door for other peers: one path, envelopes in, one sealed line for each answer out. */
export function answerPeers(http: FastifyInstance, parts: ExchangeParts, answerers: Record<QuestionKind, Answerer>): void {
  const replayGuard = new ReplayGuard(parts.clock)
  const self = {
    id: parts.trust.self.id,
    sealingKey: parts.trust.keys.sealing,
    signingKeyOf: (peerId: string) => parts.trust.findPeer(peerId)?.keys.signing,
    isReplay: (envelope: Envelope) => replayGuard.isReplay(envelope),
  }
  http.post(messagesPath, { bodyLimit: 4_500_000 }, async (request, reply) => {
    try {
      const opened = await openQuestion(request.body, self, parts.clock())
      const answerer = findAnswerer(answerers, opened.envelope.kind)
      return await sendAnswers(reply, opened, { parts, answerer })
    } catch (fault) {
      if (!(fault instanceof EnvelopeError)) throw fault
      await recordRefusal(parts.auditLog, request.body, fault)
      return reply.code(400).send({ status: 400, code: fault.code, title: 'The message was not believed' })
    }
  })
}

function findAnswerer(answerers: Record<QuestionKind, Answerer>, kind: Envelope['kind']): Answerer {
  if (kind === 'search.ask' || kind === 'catalogue.ask') return answerers[kind]
  throw new EnvelopeError('ENVELOPE_MALFORMED', `a message of kind ${kind} is not a question`)
}

async function sendAnswers(
  reply: FastifyReply,
  opened: OpenedQuestion,
  work: { parts: ExchangeParts; answerer: Answerer },
): Promise<FastifyReply> {
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  return reply
    .type('application/x-ndjson')
    .send(Readable.from(sealedLines(opened, work, gone.signal), { objectMode: true, highWaterMark: 8 }))
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
    if (!signal.aborted) parts.logger.error({ code: codeOf(fault), correlationId: asker.correlationId }, 'an answer broke off')
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
async function recordRefusal(auditLog: AuditLog, message: unknown, fault: EnvelopeError): Promise<void> {
  const claimed = typeof message === 'object' && message !== null && 'from' in message ? message.from : undefined
  await auditLog.append({
    event: 'exchange.refused',
    operation: 'denied',
    correlationId: noCorrelation,
    outcome: 'refused',
    reason: fault.code,
    detail: { claimedSender: typeof claimed === 'string' && /^[a-z0-9-]{2,64}$/.test(claimed) ? claimed : 'unreadable' },
  })
}

function codeOf(fault: unknown): string {
  return fault instanceof Error && 'code' in fault ? String(fault.code) : 'UNKNOWN'
}
