import { randomBytes } from 'node:crypto'
import { type Bundle, type BundleAnswer, hasShape, type Receipt } from '@isthmus/contract'
import { sha256 } from '@isthmus/protocol/envelope'
import type { Dispatcher } from 'undici'
import { type Clock, framesOf, type Logger } from '../platform/index.ts'
import { ExchangeError } from './errors.ts'
import type { OpenedMessage } from './inbox.ts'
import { type SentAttempt, toSentTranscript } from './message-transcript.ts'
import type { OutboxParts, Sealable, SealedBody } from './outbox.ts'
import type { DeliveryOutcome } from './outbox-decision.ts'
import type { WaitingMessage } from './outbox-transactor.ts'
import { type PostingParts, postToPeer } from './post-to-peer.ts'
import type { MessageContent } from './stored-content.ts'
import type { OnTranscript } from './transcript.ts'
import type { BelievedMessage, Wire } from './wire.ts'

/** Where asynchronous messages are taken. */
export const inboxPath = '/peer/v1/inbox'

/** Where several of them are taken in one request. */
export const bundlePath = '/peer/v1/inbox/bundle'

/** A receipt has some 700 characters; a problem not more. */
const longestAnswer = 16_384

const answerWithinMs = 30_000

/** Seals messages to the present sealing key of their receiver; the salt is that of the message. */
export function createSealer(wire: Wire): OutboxParts['seal'] {
  return async ({ salt, ...message }: Sealable): Promise<SealedBody> => {
    const random = (size: number): Buffer => (size === salt.length ? salt : randomBytes(size))
    const { body, digest, envelope } = await wire.seal(message, random)
    return {
      body,
      digest: Buffer.from(digest),
      commitment: Buffer.from(envelope.payloadCommitment, 'base64url'),
    }
  }
}

export type CourierParts = PostingParts & {
  wire: Wire
  clock: Clock
  logger: Pick<Logger, 'warn'>
  onTranscript?: OnTranscript
  /** Throws ExchangeError STORED_CONTENT_UNREADABLE. */
  openContent: (message: WaitingMessage) => MessageContent<Sealable['payload']>
}

/** Brings messages to their peer in one request, and judges the receipt of each. Never throws. */
export function createCourier(parts: CourierParts): OutboxParts['deliver'] {
  return async (messages, signal) => {
    try {
      parts.trust.verifyInForce(parts.clock())
      return await deliver(parts, messages, AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]))
    } catch (fault) {
      const outcome: DeliveryOutcome = { kind: 'unreachable', code: codeOf(fault, 'PEER_UNREACHABLE') }
      return messages.map(() => outcome)
    }
  }
}

async function deliver(
  parts: CourierParts,
  messages: readonly WaitingMessage[],
  signal: AbortSignal,
): Promise<readonly DeliveryOutcome[]> {
  const [first] = messages
  if (!first) return []
  const at = parts.clock()
  const requests = await Promise.all(messages.map((message) => sign(parts.wire, message)))
  const [alone] = requests
  const isAlone = messages.length === 1 && alone !== undefined
  const response = await postToPeer(parts, {
    peerId: first.to,
    path: isAlone ? inboxPath : bundlePath,
    fields: isAlone ? alone.fields : [['content-type', 'application/json']],
    body: isAlone ? first.body : Buffer.from(JSON.stringify({ parts: requests } satisfies Bundle)),
    signal,
  })
  const text = await readShort(response.body, longestAnswer * messages.length)
  if (response.statusCode !== 200) return messages.map(() => toRefusal(response, text))
  const answers = isAlone ? [{ receipt: parseJson(text) }] : (parseBundleAnswer(text) ?? [])
  return messages.map((message, place) => {
    const answer = answers[place] ?? {}
    if ('status' in answer && answer.status) {
      return { kind: 'refused', status: answer.status, code: answer.code ?? `HTTP_${answer.status}` }
    }
    const outcome = judge(parts.wire, message, answer.receipt)
    if (outcome.kind === 'received')
      tell(parts, { message, at, fields: requests[place]?.fields ?? [], receipt: outcome.receipt })
    return outcome
  })
}

/** A message has arrived whether or not what proves it can be kept. */
function tell(
  { wire, trust, logger, onTranscript, openContent }: CourierParts,
  attempt: Omit<SentAttempt, 'targetUri' | 'content'>,
): void {
  if (!onTranscript) return
  try {
    const { salt, payload } = openContent(attempt.message)
    const content = { salt, payload: Buffer.from(JSON.stringify(payload), 'utf8') }
    const targetUri = wire.targetUri(attempt.message.to, inboxPath)
    onTranscript(toSentTranscript({ ...attempt, targetUri, content }, trust.list.version))
  } catch (fault) {
    logger.warn({ stack: fault instanceof Error ? framesOf(fault) : '' }, 'a transcript could not be made')
  }
}

/** The whole request in which the message travels alone; a bundle carries several of them. */
async function sign(
  wire: Wire,
  message: WaitingMessage,
): Promise<{ fields: [string, string][]; body: string }> {
  const digest = message.digests.at(-1) ?? sha256(message.body)
  const fields = await wire.signFields(message, { path: inboxPath, digest })
  return { fields: fields.map(([name, value]) => [name, value]), body: message.body.toString('utf8') }
}

/** A peer that answers without an end is cut off. */
async function readShort(body: AsyncIterable<Buffer>, longest: number): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of body) {
    length += part.length
    if (length > longest) throw new ExchangeError('ANSWER_NOT_BELIEVED', 'the receipt is too long')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function toRefusal({ statusCode, headers }: Dispatcher.ResponseData, text: string): DeliveryOutcome {
  const code = /"code":"([A-Z0-9_]{2,60})"/.exec(text)?.[1] ?? `HTTP_${statusCode}`
  const seconds = Number(headers['retry-after'])
  return {
    kind: 'refused',
    status: statusCode,
    code,
    ...(seconds > 0 ? { retryAfterMs: seconds * 1_000 } : {}),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function parseBundleAnswer(text: string): BundleAnswer['answers'] | undefined {
  const answer = parseJson(text)
  return hasShape('BundleAnswer', answer) ? answer.answers : undefined
}

/** A dead letter that was sent again has several digests; the receiver may have taken any of them. */
function judge(wire: Wire, message: WaitingMessage, receipt: unknown): DeliveryOutcome {
  try {
    const given = (receipt as Partial<Receipt> | null | undefined)?.digest
    const known = message.digests.find((digest) => digest.toString('base64url') === given)
    wire.verifyReceipt(receipt, { ...message, digest: known ?? sha256(message.body) })
    return { kind: 'received', receipt: JSON.stringify(receipt) }
  } catch (fault) {
    return { kind: 'receipt-wrong', code: codeOf(fault, 'RECEIPT_MALFORMED') }
  }
}

/** A believed message as the inbox takes it. */
export function toOpened({ envelope, content, statement, verified }: BelievedMessage): OpenedMessage {
  return {
    from: verified.from,
    messageId: envelope.messageId,
    kind: envelope.kind,
    correlationId: envelope.correlationId,
    commitment: Buffer.from(envelope.payloadCommitment, 'base64url'),
    digest: Buffer.from(verified.digest),
    content,
    ...(statement
      ? { actor: { id: statement.pseudonym, role: statement.role, organisation: statement.organisation } }
      : {}),
  }
}

function codeOf(fault: unknown, otherwise: string): string {
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : ''
  return /^[A-Z0-9_]{2,60}$/.test(code) ? code : otherwise
}
