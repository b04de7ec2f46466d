import { createCipheriv, createDecipheriv, hkdfSync, type KeyObject } from 'node:crypto'
import { type Envelope, hasShape } from '@isthmus/contract'
import { EnvelopeError } from './errors.ts'
import { type Header, headerBytes, signEnvelope, verifySignature, verifyTimes } from './header.ts'
import { type AnswerSecret, verifyAudience } from './question.ts'

const tagBytes = 16

/**
 * Seals one answer line under the question's exported secret, as RFC 9458 section 4.4 does for responses: a fresh key
 * and nonce from HKDF with the line's own nonce as salt, so that no pair is ever used twice.
 */
export function sealAnswer(
  header: Header,
  payload: unknown,
  keys: { sign: KeyObject; secret: AnswerSecret },
): Envelope {
  const { key, iv } = lineKey(keys.secret, header)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  cipher.setAAD(headerBytes(header))
  const sealed = Buffer.concat([
    cipher.update(JSON.stringify(payload), 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  return signEnvelope(header, { sealed: sealed.toString('base64url') }, keys.sign)
}

/** What the asker knows of the answer it waits for. */
export type ExpectedAnswer = {
  from: string
  to: string
  correlationId: string
  sequence: number
  signingKey: KeyObject
  secret: AnswerSecret
}

/** Opens the next answer line; throws EnvelopeError when it is not the one that must come now from this peer. */
export function openAnswer(
  message: unknown,
  expected: ExpectedAnswer,
  now: Date,
): { kind: Envelope['kind']; payload: unknown } {
  if (!hasShape('Envelope', message))
    throw new EnvelopeError('ENVELOPE_MALFORMED', 'the answer is not an envelope of version 1')
  verifyAudience(message, expected.to)
  if (message.from !== expected.from)
    throw new EnvelopeError('SENDER_UNKNOWN', 'the answer is not from the peer that was asked')
  verifySignature(message, expected.signingKey)
  verifyTimes(message, now)
  if (message.correlationId !== expected.correlationId || message.sequence !== expected.sequence) {
    throw new EnvelopeError(
      'ANSWER_OUT_OF_ORDER',
      `answer ${message.sequence} came where ${expected.sequence} was due`,
    )
  }
  return { kind: message.kind, payload: openLine(message, expected.secret) }
}

function openLine(envelope: Envelope, secret: AnswerSecret): unknown {
  const { key, iv } = lineKey(secret, envelope)
  const sealed = Buffer.from(envelope.sealed, 'base64url')
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes })
    decipher.setAAD(headerBytes(envelope))
    decipher.setAuthTag(sealed.subarray(-tagBytes))
    const clear = Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()])
    return JSON.parse(clear.toString('utf8'))
  } catch (cause) {
    throw new EnvelopeError('SEAL_BROKEN', 'the answer does not open under the secret of the question', {
      cause,
    })
  }
}

function lineKey(secret: AnswerSecret, header: Header): { key: Buffer; iv: Buffer } {
  const salt = Buffer.from(header.nonce, 'base64url')
  const derived = Buffer.from(hkdfSync('sha256', secret, salt, 'isthmus answer line 1', 44))
  return { key: derived.subarray(0, 32), iv: derived.subarray(32) }
}
