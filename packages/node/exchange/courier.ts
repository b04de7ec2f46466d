import { type BundleAnswer, type BundlePlace, hasShape, type Receipt } from '@isthmus/contract'
import { parseJson } from '@isthmus/protocol/bytes'
import { sha256, verifyEd25519 } from '@isthmus/protocol/envelope'
import { type Fields, toBundleBody, toBundleTree, type VerifyEd25519 } from '@isthmus/protocol/http-signature'
import type { Dispatcher } from 'undici'
import { type Clock, framesOf, type Logger } from '../platform/index.ts'
import { toBundlePlace } from './bundle-place.ts'
import { ExchangeError } from './errors.ts'
import { type SentAttempt, toSentTranscript } from './message-transcript.ts'
import { bundlePath, inboxPath } from './message-wire.ts'
import type { OutboxParts, Sealable } from './outbox.ts'
import type { DeliveryOutcome } from './outbox-decision.ts'
import type { WaitingMessage } from './outbox-transactor.ts'
import { type PostingParts, postToPeer } from './post-to-peer.ts'
import { readShort } from './read-short.ts'
import type { MessageContent } from './stored-content.ts'
import type { OnTranscript } from './transcript.ts'
import type { Wire } from './wire.ts'

/** A receipt has some 700 characters, one of many 1,100; a problem not more. */
const longestAnswer = 16_384

const answerWithinMs = 30_000

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
      const outcome = toFailure(fault)
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
  const isAlone = messages.length === 1
  const request = isAlone ? await toSingle(parts.wire, first) : await toBundle(parts.wire, messages)
  const { path, fields, body } = request
  const response = await postToPeer(parts, { peerId: first.to, path, fields, body, signal })
  const text = await readShort(response.body, longestAnswer * messages.length)
  if (response.statusCode !== 200) return messages.map(() => toRefusal(response, text))
  const answers = isAlone ? [{ receipt: findJson(text) }] : (parseBundleAnswer(text) ?? [])
  const verify = rememberVerified(verifyEd25519)
  return messages.map((message, index) => {
    const answer = answers[index] ?? {}
    if ('status' in answer && answer.status) {
      return { kind: 'refused', status: answer.status, code: answer.code ?? `HTTP_${answer.status}` }
    }
    const { outcome, receipt } = judge(parts.wire, { message, verify }, answer.receipt)
    if (receipt) tell(parts, { message, at, receipt, path, fields, bundle: request.placeOf(index) })
    return outcome
  })
}

type Request = {
  path: string
  fields: Fields
  body: Uint8Array
  /** Undefined for a message that goes alone. */
  placeOf: (index: number) => BundlePlace | undefined
}

async function toSingle(wire: Wire, message: WaitingMessage): Promise<Request> {
  const fields = await wire.signFields(message, { path: inboxPath, digest: digestOf(message) })
  return { path: inboxPath, fields, body: message.body, placeOf: () => undefined }
}

/** Messages of one peer under one signature; each can be proven without the others. */
async function toBundle(wire: Wire, messages: readonly WaitingMessage[]): Promise<Request> {
  const tree = toBundleTree(messages.map(digestOf))
  const body = toBundleBody(messages.map((message) => message.body))
  const { to = '' } = messages[0] ?? {}
  const bundle = { bodySha256: sha256(body), size: messages.length, root: tree.root }
  const fields = await wire.signBundle(to, { path: bundlePath, ...bundle })
  return { path: bundlePath, fields, body, placeOf: (index) => toBundlePlace(tree, index) }
}

function digestOf({ digests, body }: WaitingMessage): Uint8Array {
  return digests.at(-1) ?? sha256(body)
}

/** Receipts of one answer share a signature, which is verified once. */
function rememberVerified(verify: VerifyEd25519): VerifyEd25519 {
  const known = new Map<string, boolean>()
  return (publicKey, data, signature) => {
    const name = [Buffer.from(data), signature]
      .map((part) => Buffer.from(part).toString('latin1'))
      .join(publicKey)
    const before = known.get(name)
    if (before !== undefined) return before
    const isGood = verify(publicKey, data, signature)
    known.set(name, isGood)
    return isGood
  }
}

/** A message has arrived whether or not what proves it can be kept. */
function tell(
  { wire, trust, logger, onTranscript, openContent }: CourierParts,
  { path, ...attempt }: Omit<SentAttempt, 'targetUri' | 'content'> & { path: string },
): void {
  if (!onTranscript) return
  try {
    const { salt, payload } = attempt.message.clear ?? openContent(attempt.message)
    const content = { salt, payload: Buffer.from(JSON.stringify(payload), 'utf8') }
    const targetUri = wire.targetUri(attempt.message.to, path)
    onTranscript(toSentTranscript({ ...attempt, targetUri, content }, trust.list.version))
  } catch (fault) {
    logger.warn({ stack: fault instanceof Error ? framesOf(fault) : '' }, 'a transcript could not be made')
  }
}

function toFailure(fault: unknown): DeliveryOutcome {
  if (fault instanceof ExchangeError && fault.code === 'ANSWER_NOT_BELIEVED')
    return { kind: 'receipt-wrong', code: fault.code }
  if (fault instanceof DOMException && fault.name === 'TimeoutError')
    return { kind: 'unreachable', code: 'PEER_TOO_SLOW' }
  return { kind: 'unreachable', code: codeOf(fault, 'PEER_UNREACHABLE') }
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

function findJson(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

function parseBundleAnswer(text: string): BundleAnswer['answers'] | undefined {
  const answer = findJson(text)
  return hasShape('BundleAnswer', answer) ? answer.answers : undefined
}

type Judged = { outcome: DeliveryOutcome; receipt?: Receipt }

/** A dead letter that was sent again has several digests; the receiver may have taken any of them. */
function judge(
  wire: Wire,
  { message, verify }: { message: WaitingMessage; verify: VerifyEd25519 },
  given: unknown,
): Judged {
  try {
    const stated = (given as Partial<Receipt> | null | undefined)?.digest
    const known = message.digests.find((digest) => digest.toString('base64url') === stated)
    const receipt = wire.verifyReceipt(given, { ...message, digest: known ?? sha256(message.body) }, verify)
    return { outcome: { kind: 'received', receipt: JSON.stringify(receipt) }, receipt }
  } catch (fault) {
    return { outcome: { kind: 'receipt-wrong', code: codeOf(fault, 'RECEIPT_MALFORMED') } }
  }
}

function codeOf(fault: unknown, otherwise: string): string {
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : ''
  return /^[A-Z][A-Z0-9_]{1,59}$/.test(code) ? code : otherwise
}
