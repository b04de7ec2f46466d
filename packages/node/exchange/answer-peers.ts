import { Readable } from 'node:stream'
import { ContractError } from '@isthmus/contract'
import {
  EnvelopeError,
  isQuestionKind,
  ProofError,
  parseEnvelope,
  type QuestionKind,
} from '@isthmus/protocol/envelope'
import { type Fields, HttpSignatureError } from '@isthmus/protocol/http-signature'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Incidents } from '../incident/index.ts'
import { toGoneSignal } from '../platform/index.ts'
import { TrustError } from '../trust/index.ts'
import { type Answerer, type AnsweringDoorParts, answerLines } from './answer-lines.ts'
import { messagesPath } from './ask-peer.ts'
import { openBundleDoor } from './bundle-door.ts'
import { ExchangeError } from './errors.ts'
import { notableSkewMs, toIncidentKind } from './message-incident.ts'
import { type Counted, MessageRate } from './message-rate.ts'
import { bundlePath, inboxPath } from './message-wire.ts'
import type { Arrived, BelievedMessage } from './wire.ts'

export type ExchangeParts = AnsweringDoorParts & {
  incidents: Pick<Incidents, 'raise'>
  /** Whose certificate the connection of a request showed; null where there is no TLS. */
  tlsPeerOf: (request: FastifyRequest) => string | null
  /** Messages that one peer may send in a minute; 240,000 when absent. */
  messagesPerMinute?: number
  /** Takes an asynchronous message and gives the signed receipt, as JSON; absent where none are taken. */
  receive?: (message: BelievedMessage, arrived: Arrived) => Promise<string>
}

export type Answerers = Partial<Record<QuestionKind, Answerer>>

/** A sealed message has at most four million characters (contract), and its header some hundred. */
const longestBody = 4_500_000

/** Twice what a peer is built to take (2,000 messages a second), so that nothing but a flood is held up. */
const defaultMessagesPerMinute = 240_000

/** Messages from one address in a minute, whoever claims to have sent them: what opening them may cost is bounded. */
const messagesPerAddress = 480_000

/** Messages from one address that are refused with an entry in a minute; an entry for each would let strangers fill the log. */
const refusalsPerMinute = 120

const noCorrelation = '00000000-0000-0000-0000-000000000000'

/** Opens the doors for other peers: questions, answered line by line, and messages, answered by a receipt. */
export function answerPeers(http: FastifyInstance, parts: ExchangeParts, answerers: Answerers): void {
  reportBombs(http, parts)
  http.register(async (door) => {
    // The signature covers the bytes as they came, so they are read as such.
    door.removeAllContentTypeParsers()
    door.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    registerDoor(door, parts, answerers)
  })
}

/** What is refused unread at any door of other peers, those of other rooms included. */
function reportBombs(http: FastifyInstance, parts: Pick<ExchangeParts, 'incidents' | 'tlsPeerOf'>): void {
  http.addHook('onSend', async (request, { statusCode }) => {
    const kind =
      statusCode === 413 ? 'message-too-large' : statusCode === 415 ? 'message-malformed' : undefined
    const counterpart = parts.tlsPeerOf(request)
    if (kind) parts.incidents.raise({ kind, ...(counterpart ? { counterpart } : {}), detail: { statusCode } })
  })
}

type Judge = (request: FastifyRequest, reply: FastifyReply, path: string) => Promise<Judged | undefined>
type Judged = { arrived: Arrived; message: BelievedMessage }

function registerDoor(door: FastifyInstance, parts: ExchangeParts, answerers: Answerers): void {
  const refusals = new MessageRate({ most: refusalsPerMinute, clock: parts.clock })
  const rates = createRates(parts)
  const judge = createJudge(parts, rates)
  const refuse = (request: FastifyRequest, reply: FastifyReply, fault: Refusable): Promise<FastifyReply> =>
    refuseMessage(parts, { request, reply, fault, countRefusal: () => refusals.take(request.ip, 1) })
  door.addHook('onSend', async (_request, reply) => {
    reply.header('isthmus-trust-list', parts.trust.list.version)
  })
  door.setErrorHandler((fault: FastifyError | Refusable, request, reply) => {
    if (isRefusable(fault)) return refuse(request, reply, fault)
    if ('statusCode' in fault && fault.statusCode === 413)
      return sendProblem(reply, { status: 413, code: 'MESSAGE_TOO_LARGE' })
    // A nonce that could not be noted; of rows it is the database that says so.
    if (fault.code === 'DISK_FULL') parts.incidents.raise({ kind: 'disk-full' })
    // Whoever left before the end of the request needs no answer.
    if (!reply.raw.destroyed) {
      parts.logger.error({ code: fault.code, fault: fault.name }, 'a message could not be taken')
    }
    return sendProblem(reply, { status: 500, code: 'FAULT' })
  })
  door.post(messagesPath, { bodyLimit: longestBody }, async (request, reply) => {
    const judged = await judge(request, reply, messagesPath)
    if (!judged) return reply
    const answerer = getAnswerer(answerers, judged.message)
    const lines = answerLines({ parts, answerer, ...judged }, toGoneSignal(reply))
    return reply
      .type('application/x-ndjson')
      .send(Readable.from(lines, { objectMode: true, highWaterMark: 8 }))
  })
  const { receive } = parts
  if (!receive) return
  door.post(inboxPath, { bodyLimit: longestBody }, async (request, reply) => {
    const judged = await judge(request, reply, inboxPath)
    if (!judged) return reply
    assertNoQuestion(judged.message)
    const receipt = await receive(judged.message, judged.arrived)
    return reply.type('application/json').send(receipt)
  })
  openBundleDoor(door, {
    toArrived: (request) => toArrived(request, { path: bundlePath, tlsPeer: parts.tlsPeerOf(request) }),
    admit: (request, reply, messages) => !sendTooMany(reply, rates.ofAddress.take(request.ip, messages)),
    verify: (arrived) => parts.wire.verifyBundle(arrived),
    admitPeer: (bundle, request, reply) => {
      noteSender(parts, { request, reply }, bundle)
      return admitPeer(parts, rates, { reply, from: bundle.from, messages: bundle.lines.length })
    },
    open: async ({ lines, digests, from, to, keyId, clockAheadMs }, at) => {
      const [body = new Uint8Array(0), digest = new Uint8Array(0)] = [lines[at], digests[at]]
      const verified = { from, to, keyId, clockAheadMs, correlationId: null, digest }
      const message = await parts.wire.openVerified(body, verified)
      assertNoQuestion(message)
      return message
    },
    receive,
    refuse: async (request, fault) => {
      if (!isRefusable(fault)) throw fault
      await recordRefusal(parts, { request, fault, countRefusal: () => refusals.take(request.ip, 1) })
      return { status: statusOf(fault), code: fault.code }
    },
  })
}

/** `ofPeer` is asked of believed messages only: nobody can use up another peer's share by claiming to be that peer. */
type Rates = { ofAddress: MessageRate; ofPeer: MessageRate }

function createRates({ messagesPerMinute = defaultMessagesPerMinute, clock }: ExchangeParts): Rates {
  return {
    ofAddress: new MessageRate({ most: messagesPerAddress, clock }),
    ofPeer: new MessageRate({ most: messagesPerMinute, clock }),
  }
}

/** Believes a request, or answers it: with 429 when there are too many. Throws what `Wire.open` throws. */
function createJudge(parts: ExchangeParts, rates: Rates): Judge {
  return async (request, reply, path) => {
    if (sendTooMany(reply, rates.ofAddress.take(request.ip, 1))) return undefined
    const arrived = toArrived(request, { path, tlsPeer: parts.tlsPeerOf(request) })
    const message = await parts.wire.open(arrived)
    noteSender(parts, { request, reply }, message.verified)
    return admitPeer(parts, rates, { reply, from: message.verified.from, messages: 1 })
      ? { arrived, message }
      : undefined
  }
}

type Taking = { reply: FastifyReply; from: string; messages: number }

function admitPeer(
  { incidents }: ExchangeParts,
  { ofPeer }: Rates,
  { reply, from, messages }: Taking,
): boolean {
  if (!sendTooMany(reply, ofPeer.take(from, messages))) return true
  incidents.raise({ kind: 'peer-flooding', counterpart: from })
  return false
}

function sendTooMany(reply: FastifyReply, count: Counted): boolean {
  if (!count.isExceeded) return false
  reply.header('retry-after', count.ttlInSeconds)
  void sendProblem(reply, { status: 429, code: 'TOO_MANY_MESSAGES' })
  return true
}

function toArrived(
  request: FastifyRequest,
  { path, tlsPeer }: { path: string; tlsPeer: string | null },
): Arrived {
  const body = request.body instanceof Buffer ? request.body : Buffer.alloc(0)
  const targetUri = `${request.protocol}://${request.host}${request.url}`
  const fields = toFields(request.raw.rawHeaders)
  assertVersion(fields, body)
  return { request: { method: request.method, targetUri, fields, body }, path, tlsPeer }
}

/** Clause 15.2: a peer of version 1 signs no request; it learns why it is refused. */
function assertVersion(fields: Fields, body: Buffer): void {
  const isSigned = fields.some(([name]) => name.toLowerCase() === 'signature-input')
  if (!isSigned && body.length > 0) parseEnvelope(body)
}

function toFields(rawHeaders: readonly string[]): Fields {
  const fields: [string, string][] = []
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    fields.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? ''])
  }
  return fields
}

type Sender = { from: string; clockAheadMs: number; correlationId?: string | null }

/** Hears of its trust list; says how far the clocks differ, and reports it when it is much (clause 4.21). */
function noteSender(
  { incidents, trust }: ExchangeParts,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  { from, clockAheadMs, correlationId }: Sender,
): void {
  const hint = request.headers['isthmus-trust-list']
  if (typeof hint === 'string' && /^[0-9]{1,15}$/.test(hint)) trust.hearOf(Number(hint), from)
  reply.header('isthmus-clock-ahead', Math.round(clockAheadMs / 1000))
  if (Math.abs(clockAheadMs) <= notableSkewMs) return
  incidents.raise({
    kind: 'clock-skewed',
    counterpart: from,
    ...(correlationId ? { correlationId } : {}),
    detail: { aheadSeconds: Math.round(clockAheadMs / 1000) },
  })
}

function getAnswerer(answerers: Answerers, { envelope }: BelievedMessage): Answerer {
  const answerer = isQuestionKind(envelope.kind) ? answerers[envelope.kind] : undefined
  if (answerer) return answerer
  throw new EnvelopeError('KIND_UNKNOWN', 'questions of this kind are not answered here')
}

function assertNoQuestion({ envelope }: BelievedMessage): void {
  if (isQuestionKind(envelope.kind)) throw new EnvelopeError('KIND_UNKNOWN', 'a question does not come here')
}

type Refusable = EnvelopeError | HttpSignatureError | ProofError | TrustError | ExchangeError | ContractError

/** What is wrong with a message, or does not fit what this peer has; anything else is a fault of this peer. */
function isRefusable(fault: unknown): fault is Refusable {
  if (fault instanceof EnvelopeError || fault instanceof HttpSignatureError) return true
  if (fault instanceof ProofError || fault instanceof TrustError) return true
  return fault instanceof ExchangeError || fault instanceof ContractError
}

/** A message that was believed and is not taken differs from one that is not believed: sending it again is of no use. */
function statusOf(fault: Refusable): number {
  if (fault.code === 'MESSAGE_REFUSED') return 422
  return fault instanceof ExchangeError ? 409 : 400
}

type Refused = {
  request: FastifyRequest
  reply: FastifyReply
  fault: Refusable
  countRefusal: () => Counted
}

async function refuseMessage(parts: ExchangeParts, { reply, ...refused }: Refused): Promise<FastifyReply> {
  const count = await recordRefusal(parts, refused)
  if (sendTooMany(reply, count)) return reply
  return sendProblem(reply, { status: statusOf(refused.fault), code: refused.fault.code })
}

/** Entry and incident; the sender of a message that is not believed is only claimed, and logged as such. */
async function recordRefusal(
  parts: ExchangeParts,
  { request, fault, countRefusal }: Omit<Refused, 'reply'>,
): Promise<Counted> {
  parts.incidents.raise({
    kind: toIncidentKind(fault.code),
    ...counterpartOf(parts, request),
    detail: { code: fault.code },
  })
  const count = countRefusal()
  if (count.isExceeded) return count
  await parts.auditLog.append({
    event: 'exchange.refused',
    operation: 'denied',
    correlationId: noCorrelation,
    outcome: 'refused',
    reason: fault.code,
    detail: { claimedSender: claimedSender(request), address: request.ip },
  })
  return count
}

function sendProblem(reply: FastifyReply, { status, code }: { status: number; code: string }): FastifyReply {
  const title = status === 429 ? 'Too many messages' : 'The message was not accepted'
  return reply.code(status).type('application/problem+json').send({ status, code, title })
}

function counterpartOf(parts: ExchangeParts, request: FastifyRequest): { counterpart: string } {
  return { counterpart: parts.tlsPeerOf(request) ?? claimedSender(request) }
}

function claimedSender(request: FastifyRequest): string {
  const claimed = request.headers['isthmus-from']
  return typeof claimed === 'string' && /^[a-z0-9-]{2,64}$/.test(claimed) ? claimed : 'unreadable'
}
