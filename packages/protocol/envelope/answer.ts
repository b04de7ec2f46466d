import { type AnswerLine, type Envelope, hasShape } from '@isthmus/contract'
import { fromBase64Url, fromUtf8, parseJson, toBase64Url } from '../bytes/index.ts'
import { type ListedKey, toleratedSkewMs, type VerifyEd25519 } from '../http-signature/index.ts'
import {
  type AnswerHeader,
  answerLineBytes,
  headerBytes,
  payloadCommitmentOf,
  verifyAnswerLine,
  verifyCommitment,
} from '../proof/index.ts'
import { EnvelopeError } from './errors.ts'
import type { AnswerKind } from './kinds.ts'
import { decrypt, encrypt, type MessageSecret, saltBytes, toLineKey } from './message-keys.ts'
import { sha256 } from './native.ts'
import type { Random } from './seal-message.ts'

/** How long an answer line may be good (docs/protocol.md, 8.3). */
export const longestAnswerMs = 5 * 60_000

export type AnswerToSeal = {
  question: Pick<Envelope, 'from' | 'to' | 'messageId' | 'correlationId'>
  kind: AnswerKind
  sequence: number
  createdAt: Date
  expiresAt: Date
  content: unknown
}

/** `text` is the line as it travels, without its line feed. */
export type SealedAnswer = { line: AnswerLine; text: string; salt: Buffer; payload: Buffer }

/** Seals and signs one line of an answer (docs/protocol.md, section 8). */
export async function sealAnswer(
  answer: AnswerToSeal,
  keys: {
    secret: MessageSecret
    signer: { keyId: string; sign: (data: Uint8Array) => Uint8Array | Promise<Uint8Array> }
  },
  random: Random,
): Promise<SealedAnswer> {
  const salt = random(saltBytes)
  const payload = Buffer.from(JSON.stringify(answer.content), 'utf8')
  const header: AnswerHeader = {
    version: 2,
    kind: answer.kind,
    from: answer.question.to,
    to: answer.question.from,
    messageId: answer.question.messageId,
    correlationId: answer.question.correlationId,
    sequence: answer.sequence,
    createdAt: answer.createdAt.toISOString(),
    expiresAt: answer.expiresAt.toISOString(),
    nonce: random(16).toString('base64url'),
    payloadCommitment: payloadCommitmentOf(sha256, salt, payload),
  }
  const clear = Buffer.concat([salt, payload])
  const sealed = encrypt(toLineKey(keys.secret, header.nonce), clear, headerBytes(header))
  const unsigned = { ...header, sealed, keyId: keys.signer.keyId }
  const signature = toBase64Url(await keys.signer.sign(answerLineBytes(unsigned)))
  const line = { ...unsigned, signature }
  return { line, text: JSON.stringify(line), salt, payload }
}

/** What the asker knows of the line it waits for. */
export type ExpectedAnswer = {
  question: Pick<Envelope, 'from' | 'to' | 'messageId' | 'correlationId'>
  /** Kinds of lines that answer this question. */
  kinds: readonly AnswerKind[]
  sequence: number
  secret: MessageSecret
  keys: readonly ListedKey[]
  verifyEd25519: VerifyEd25519
}

export type OpenedAnswer = { line: AnswerLine; content: unknown; salt: Buffer; payload: Buffer }

/**
 * Opens the next line of an answer, clause by clause in the order of docs/protocol.md, section 8.
 * Throws EnvelopeError, ProofError and HttpSignatureError (KEY_...).
 */
export function openAnswer(text: string, expected: ExpectedAnswer, now: Date): OpenedAnswer {
  const line = parseLine(text)
  verifyExpected(line, expected)
  verifyTimes(line, now)
  verifyAnswerLine(line, expected, now.getTime())
  const { salt, payload } = openSeal(line, expected.secret)
  verifyCommitment(line.payloadCommitment, { salt, payload }, sha256)
  return { line, content: parseContent(payload), salt, payload }
}

/** Clause 8.1. */
function parseLine(text: string): AnswerLine {
  try {
    const line = parseJson(text)
    if (hasShape('AnswerLine', line) && fromBase64Url(line.sealed)) return line
  } catch {
    // The message of a SyntaxError quotes the text.
  }
  throw new EnvelopeError('ANSWER_MALFORMED', 'the line is no answer of version 2')
}

/** Clause 8.2: of this peer, to this question, of a kind that answers it, and the next one. */
function verifyExpected(line: AnswerLine, { question, kinds, sequence }: ExpectedAnswer): void {
  const isOfQuestion =
    line.from === question.to &&
    line.to === question.from &&
    line.messageId === question.messageId &&
    line.correlationId === question.correlationId &&
    kinds.includes(line.kind)
  if (!isOfQuestion) throw new EnvelopeError('ANSWER_NOT_OURS', 'the line answers another question')
  if (line.sequence === sequence) return
  throw new EnvelopeError('ANSWER_OUT_OF_ORDER', `line ${line.sequence} came where ${sequence} was due`)
}

/** Clause 8.3. */
function verifyTimes(line: AnswerLine, now: Date): void {
  const created = Date.parse(line.createdAt)
  const expires = Date.parse(line.expiresAt)
  // A date that no calendar has is NaN: only what is within bounds passes.
  if (!(expires > created && expires - created <= longestAnswerMs)) {
    throw new EnvelopeError('ENVELOPE_LIVES_TOO_LONG', 'the answer is good for longer than 5 minutes')
  }
  if (created > now.getTime() + toleratedSkewMs) {
    throw new EnvelopeError(
      'ENVELOPE_FROM_THE_FUTURE',
      'the answer was created after now; compare both clocks',
    )
  }
  if (expires < now.getTime() - toleratedSkewMs) {
    throw new EnvelopeError('ENVELOPE_EXPIRED', 'the answer has expired; compare both clocks')
  }
}

/** Clause 8.6. */
function openSeal(line: AnswerLine, secret: MessageSecret): { salt: Buffer; payload: Buffer } {
  try {
    const clear = decrypt(toLineKey(secret, line.nonce), line.sealed, headerBytes(line))
    return { salt: clear.subarray(0, saltBytes), payload: clear.subarray(saltBytes) }
  } catch (cause) {
    throw new EnvelopeError('SEAL_BROKEN', 'the answer does not open under the secret of the question', {
      cause,
    })
  }
}

function parseContent(payload: Buffer): unknown {
  try {
    return parseJson(fromUtf8(payload) ?? '')
  } catch {
    throw new EnvelopeError('PAYLOAD_UNREADABLE', 'the content of the answer is no JSON')
  }
}
