import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import type { Receipt } from '@isthmus/contract'
import type { Transcript } from '../exchange/index.ts'
import { EvidenceError } from './errors.ts'

/** What is kept of a transcript: all that proves it, and no key that opens anything else. */
export type KeptTranscript = Omit<Transcript, 'secret'>

const nonceBytes = 12
const tagBytes = 16

/** Seals transcripts under the peer's `transcript` key, each bound to the message that it belongs to. */
export class TranscriptBox {
  readonly #key: KeyObject

  /** @param key 32 bytes */
  constructor(key: Buffer) {
    this.#key = createSecretKey(key)
  }

  seal(transcript: Transcript): Buffer {
    const nonce = randomBytes(nonceBytes)
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce)
    cipher.setAAD(boundTo(transcript))
    return Buffer.concat([
      nonce,
      cipher.update(toJson(transcript), 'utf8'),
      cipher.final(),
      cipher.getAuthTag(),
    ])
  }

  /** Throws EvidenceError TRANSCRIPT_UNREADABLE when it was not sealed here for this message. */
  open(message: Bound, sealed: Buffer): KeptTranscript {
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      })
      decipher.setAAD(boundTo(message))
      decipher.setAuthTag(sealed.subarray(-tagBytes))
      const clear = Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()])
      return fromJson(clear.toString('utf8'))
    } catch (cause) {
      throw new EvidenceError('TRANSCRIPT_UNREADABLE', 'a kept transcript does not open', {
        cause,
        remedy: 'the row was changed, or the keystore is not the one it was sealed with',
      })
    }
  }
}

type Bound = Pick<Transcript, 'correlationId' | 'messageId' | 'direction'>

function boundTo({ correlationId, messageId, direction }: Bound): Buffer {
  return Buffer.from(`isthmus transcript 1\n${correlationId}\n${messageId}\n${direction}`)
}

type Written = Omit<KeptTranscript, 'at' | 'request' | 'question' | 'answers' | 'receipt'> & {
  at: string
  request: { method: string; targetUri: string; fields: KeptTranscript['request']['fields']; body: string }
  question: { salt: string; payload: string }
  answers: { salt: string; payload: string; line: string }[]
  receipt?: Receipt
}

const toText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const toBytes = (text: string): Buffer => Buffer.from(text, 'base64')

function toJson({ secret: _secret, at, request, question, answers, ...rest }: Transcript): string {
  const written: Written = {
    ...rest,
    at: at.toISOString(),
    request: { ...request, body: toText(request.body) },
    question: { salt: toText(question.salt), payload: toText(question.payload) },
    answers: answers.map(({ salt, payload, line }) => ({
      line,
      salt: toText(salt),
      payload: toText(payload),
    })),
  }
  return JSON.stringify(written)
}

function fromJson(text: string): KeptTranscript {
  // Sealed by this peer: the tag has just been verified.
  const { at, request, question, answers, ...rest } = JSON.parse(text) as Written
  return {
    ...rest,
    at: new Date(at),
    request: { ...request, body: toBytes(request.body) },
    question: { salt: toBytes(question.salt), payload: toBytes(question.payload) },
    answers: answers.map(({ salt, payload, line }) => ({
      line,
      salt: toBytes(salt),
      payload: toBytes(payload),
    })),
  }
}
