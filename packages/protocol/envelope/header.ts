import { type KeyObject, sign, verify } from 'node:crypto'
import type { Envelope } from '@isthmus/contract'
import { EnvelopeError } from './errors.ts'

export type Header = Omit<Envelope, 'sealed' | 'signature' | 'encapsulatedKey'>

/** Where the time of two peers may differ without harm. */
export const toleratedSkewMs = 2 * 60_000

/** How long a message may wait to be opened; it bounds what a replay guard must remember. */
export const longestLifetimeMs = 5 * 60_000

/**
 * The header as the bytes that seal and signature are bound to. No field can hold a line feed (contract), so two
 * different headers never give the same bytes.
 */
export function headerBytes(header: Header): Buffer {
  const lines = [
    'isthmus-envelope-1',
    header.kind,
    header.from,
    header.to,
    header.correlationId,
    String(header.sequence),
    header.createdAt,
    header.expiresAt,
    header.nonce,
  ]
  return Buffer.from(lines.join('\n'), 'utf8')
}

export function signEnvelope(
  header: Header,
  sealed: Omit<Envelope, keyof Header | 'signature'>,
  key: KeyObject,
): Envelope {
  const signature = sign(null, signedBytes(header, sealed), key).toString('base64url')
  return { ...header, ...sealed, signature }
}

/** Clause: the signature is the sender's (Ed25519, RFC 8032). */
export function verifySignature(envelope: Envelope, key: KeyObject): void {
  const isGood = verify(
    null,
    signedBytes(envelope, envelope),
    key,
    Buffer.from(envelope.signature, 'base64url'),
  )
  if (!isGood) throw new EnvelopeError('SIGNATURE_WRONG', `the signature is not that of ${envelope.from}`)
}

/** Clause: the message is neither expired nor from the future, and its lifetime is bounded. */
export function verifyTimes(envelope: Envelope, now: Date): void {
  const created = Date.parse(envelope.createdAt)
  const expires = Date.parse(envelope.expiresAt)
  // A date that no calendar has is NaN, and NaN is neither too long nor too short: only what is within bounds passes.
  const isWithinBounds = expires > created && expires - created <= longestLifetimeMs
  if (!isWithinBounds) {
    throw new EnvelopeError('ENVELOPE_LIVES_TOO_LONG', 'the lifetime is not between 0 and 5 minutes')
  }
  if (created > now.getTime() + toleratedSkewMs) {
    throw new EnvelopeError(
      'ENVELOPE_FROM_THE_FUTURE',
      'the message was created after now; compare the clocks of both peers',
    )
  }
  if (expires < now.getTime() - toleratedSkewMs) {
    throw new EnvelopeError('ENVELOPE_EXPIRED', 'the message has expired; compare the clocks of both peers')
  }
}

function signedBytes(header: Header, sealed: Omit<Envelope, keyof Header | 'signature'>): Buffer {
  const rest = `\n${sealed.encapsulatedKey ?? ''}\n${sealed.sealed}`
  return Buffer.concat([headerBytes(header), Buffer.from(rest, 'utf8')])
}
