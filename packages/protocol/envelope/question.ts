import type { KeyObject } from 'node:crypto'
import { type Envelope, hasShape } from '@isthmus/contract'
import { EnvelopeError } from './errors.ts'
import { type Header, headerBytes, signEnvelope, verifySignature, verifyTimes } from './header.ts'
import { suite } from './suite.ts'

/** What an answer is sealed under: exported from the question's HPKE context (RFC 9180 section 5.3), 32 bytes. */
export type AnswerSecret = Buffer

const info = bytes('isthmus question 1')
const answerContext = bytes('isthmus answer 1')

export type SealedQuestion = { envelope: Envelope; answerSecret: AnswerSecret }
export type OpenedQuestion = { envelope: Envelope; payload: unknown; answerSecret: AnswerSecret }

/** Seals a payload to the receiver's key and signs the whole as the sender. */
export async function sealQuestion(
  header: Header,
  payload: unknown,
  keys: { sign: KeyObject; sealTo: CryptoKey },
): Promise<SealedQuestion> {
  const context = await suite.createSenderContext({ recipientPublicKey: keys.sealTo, info })
  const sealed = await context.seal(bytes(JSON.stringify(payload)), viewOf(headerBytes(header)))
  const answerSecret = Buffer.from(await context.export(answerContext, 32))
  const envelope = signEnvelope(
    header,
    {
      encapsulatedKey: Buffer.from(context.enc).toString('base64url'),
      sealed: Buffer.from(sealed).toString('base64url'),
    },
    keys.sign,
  )
  return { envelope, answerSecret }
}

export type OpeningPeer = {
  id: string
  sealingKey: CryptoKey
  /** The signing key of a peer of the trust list; undefined for a stranger. */
  signingKeyOf: (peerId: string) => KeyObject | undefined
  /** Remembers the nonce and says whether it has been seen before. */
  isReplay: (envelope: Envelope) => boolean
}

/** Opens a question, clause by clause in the order of the README; throws EnvelopeError at the first that fails. */
export async function openQuestion(message: unknown, self: OpeningPeer, now: Date): Promise<OpenedQuestion> {
  const envelope = verifyFormat(message)
  verifyAudience(envelope, self.id)
  verifySignature(envelope, verifySender(envelope, self))
  verifyTimes(envelope, now)
  verifyFreshness(envelope, self)
  return openSeal(envelope, self.sealingKey)
}

function verifyFormat(message: unknown): Envelope {
  if (!hasShape('Envelope', message))
    throw new EnvelopeError('ENVELOPE_MALFORMED', 'the message is not an envelope of version 1')
  if (message.sequence !== 0 || message.encapsulatedKey === undefined) {
    throw new EnvelopeError('ENVELOPE_MALFORMED', 'a question has sequence 0 and an encapsulated key')
  }
  return message
}

export function verifyAudience(envelope: Envelope, selfId: string): void {
  if (envelope.to === selfId) return
  throw new EnvelopeError('ENVELOPE_NOT_FOR_US', `the message is addressed to ${envelope.to}`)
}

function verifySender(envelope: Envelope, self: OpeningPeer): KeyObject {
  const key = self.signingKeyOf(envelope.from)
  if (key) return key
  throw new EnvelopeError('SENDER_UNKNOWN', `${envelope.from} is not in the trust list`)
}

function verifyFreshness(envelope: Envelope, self: OpeningPeer): void {
  if (!self.isReplay(envelope)) return
  throw new EnvelopeError('ENVELOPE_REPLAYED', 'a message with this nonce was opened before')
}

async function openSeal(envelope: Envelope, key: CryptoKey): Promise<OpenedQuestion> {
  try {
    const enc = bytesOfBase64(envelope.encapsulatedKey ?? '')
    const context = await suite.createRecipientContext({ recipientKey: key, enc, info })
    const clear = await context.open(bytesOfBase64(envelope.sealed), viewOf(headerBytes(envelope)))
    const answerSecret = Buffer.from(await context.export(answerContext, 32))
    return { envelope, payload: JSON.parse(Buffer.from(clear).toString('utf8')), answerSecret }
  } catch (cause) {
    throw new EnvelopeError('SEAL_BROKEN', 'the seal does not open with our key', { cause })
  }
}

function bytes(text: string): ArrayBuffer {
  return viewOf(Buffer.from(text, 'utf8'))
}

function bytesOfBase64(text: string): ArrayBuffer {
  return viewOf(Buffer.from(text, 'base64url'))
}

function viewOf(buffer: Buffer): ArrayBuffer {
  return new Uint8Array(buffer).buffer
}
