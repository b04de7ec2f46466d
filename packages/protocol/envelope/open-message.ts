import { type Envelope, hasShape, type Payload, type Statement } from '@isthmus/contract'
import { fromUtf8, parseJson } from '../bytes/index.ts'
import {
  type ListedKey,
  toleratedSkewMs,
  type VerifiedRequest,
  type VerifyEd25519,
} from '../http-signature/index.ts'
import { headerBytes, verifyCommitment, verifyStatement } from '../proof/index.ts'
import { EnvelopeError } from './errors.ts'
import { isMessageKind, type KindRules, messageKinds } from './kinds.ts'
import { decrypt, type MessageSecret, saltBytes, toMessageSecret, toRequestKey } from './message-keys.ts'
import { sha256 } from './native.ts'
import type { ReceiverSessions } from './sessions.ts'

export type OpeningParts = {
  sessions: ReceiverSessions
  /** Own private sealing key of that id; undefined when there is none, or no longer. */
  findOpeningKey: (keyId: string) => CryptoKey | Promise<CryptoKey> | undefined
  keysOf: (peerId: string) => readonly ListedKey[] | undefined
  /** Whether the trust list places the organisation at the peer. */
  mayState: (peerId: string, organisation: string) => boolean
  verifyEd25519: VerifyEd25519
}

/** `statementText` is the JWS as it came; `salt` and `payload` open the commitment of the header. */
export type OpenedMessage = {
  envelope: Envelope
  content: Payload['content']
  statement?: Statement
  statementText?: string
  secret: MessageSecret
  salt: Buffer
  payload: Buffer
}

/**
 * Opens the body of a request whose HTTP signature has been verified, clause by clause in the order of
 * docs/protocol.md, sections 5 to 7. Throws EnvelopeError, ProofError and HttpSignatureError (KEY_...).
 */
export async function openMessage(
  { body, verified }: { body: Uint8Array; verified: VerifiedRequest },
  parts: OpeningParts,
  now: Date,
): Promise<OpenedMessage> {
  const envelope = parseEnvelope(body)
  verifySameFields(envelope, verified)
  verifyTimes(envelope, messageKinds[envelope.kind], now)
  const openingKey = await getOpeningKey(envelope, parts)
  const secret = toMessageSecret(await parts.sessions.get(envelope, openingKey), envelope.nonce)
  const { salt, payload } = openSeal(envelope, secret)
  verifyCommitment(envelope.payloadCommitment, { salt, payload }, sha256)
  const { statement: statementText, content } = parsePayload(payload)
  const opened = { envelope, content, secret, salt, payload }
  if (statementText === undefined) {
    if (messageKinds[envelope.kind].needsStatement) throw statementMissing()
    return opened
  }
  const statement = verifyStatement(statementText, {
    correlationId: envelope.correlationId,
    createdAt: Date.parse(envelope.createdAt),
    keys: parts.keysOf(envelope.from) ?? [],
    at: now.getTime(),
    mayState: (organisation) => parts.mayState(envelope.from, organisation),
    verifyEd25519: parts.verifyEd25519,
  })
  return { ...opened, statement, statementText }
}

/** Clauses 5.1 to 5.4. Throws EnvelopeError ENVELOPE_UNREADABLE, VERSION_UNSUPPORTED, KIND_UNKNOWN, ENVELOPE_MALFORMED. */
export function parseEnvelope(body: Uint8Array): Envelope {
  const message = parseObject(body)
  verifyVersion(message)
  verifyKind(message)
  if (hasShape('Envelope', message)) return message
  throw new EnvelopeError('ENVELOPE_MALFORMED', 'the body is not an envelope as the contract says')
}

/** Clause 5.1: UTF-8 and JSON (RFC 8259) of at most 64 levels. */
function parseObject(body: Uint8Array): object {
  try {
    const value = parseJson(fromUtf8(body) ?? '')
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {
    // The message of a SyntaxError quotes the text.
  }
  throw new EnvelopeError('ENVELOPE_UNREADABLE', 'the body is no JSON object in UTF-8')
}

/** Clause 5.2. */
function verifyVersion(message: object): void {
  if ('version' in message && message.version === 2) return
  throw new EnvelopeError('VERSION_UNSUPPORTED', 'this peer speaks version 2 of the wire and no other')
}

/** Clause 5.3. */
function verifyKind(message: object): void {
  if ('kind' in message && isMessageKind(message.kind)) return
  throw new EnvelopeError('KIND_UNKNOWN', 'this peer knows no message of this kind')
}

/** Clause 5.5: the envelope says what the signed fields say. */
function verifySameFields(envelope: Envelope, verified: VerifiedRequest): void {
  const isSame =
    envelope.from === verified.from &&
    envelope.to === verified.to &&
    (verified.correlationId === null || envelope.correlationId === verified.correlationId)
  if (isSame) return
  throw new EnvelopeError(
    'ENVELOPE_FIELDS_DIFFER',
    'the envelope names another sender, receiver or correlation id than the signed fields',
  )
}

/** Clause 5.6. */
function verifyTimes(envelope: Envelope, rules: KindRules, now: Date): void {
  const created = Date.parse(envelope.createdAt)
  const expires = Date.parse(envelope.expiresAt)
  // A date that no calendar has is NaN, and NaN is neither too long nor too short: only what is within bounds passes.
  if (!(expires > created && expires - created <= rules.longestLifetimeMs)) {
    throw new EnvelopeError('ENVELOPE_LIVES_TOO_LONG', 'the message is good for longer than its kind may be')
  }
  if (created > now.getTime() + toleratedSkewMs) {
    throw new EnvelopeError(
      'ENVELOPE_FROM_THE_FUTURE',
      'the message was created after now; compare both clocks',
    )
  }
  if (expires < now.getTime() - toleratedSkewMs) {
    throw new EnvelopeError('ENVELOPE_EXPIRED', 'the message has expired; compare both clocks')
  }
}

/** Clause 6.1. */
function getOpeningKey(envelope: Envelope, { findOpeningKey }: OpeningParts): CryptoKey | Promise<CryptoKey> {
  const key = findOpeningKey(envelope.sealingKeyId)
  if (key) return key
  throw new EnvelopeError(
    'SEALING_KEY_UNKNOWN',
    'the message is sealed to a key which this peer does not have',
  )
}

/** Clause 6.4. */
function openSeal(envelope: Envelope, secret: MessageSecret): { salt: Buffer; payload: Buffer } {
  try {
    const clear = decrypt(toRequestKey(secret), envelope.sealed, headerBytes(envelope))
    return { salt: clear.subarray(0, saltBytes), payload: clear.subarray(saltBytes) }
  } catch (cause) {
    throw new EnvelopeError('SEAL_BROKEN', 'the seal does not open with our key', { cause })
  }
}

/** Clause 6.6. */
function parsePayload(bytes: Uint8Array): Payload {
  try {
    const value = parseJson(fromUtf8(bytes) ?? '')
    if (hasShape('Payload', value)) return value
  } catch {
    // The message of a SyntaxError quotes the text.
  }
  throw new EnvelopeError('PAYLOAD_UNREADABLE', 'the payload is not one as the contract says')
}

/** Clause 7.1. */
function statementMissing(): EnvelopeError {
  return new EnvelopeError(
    'STATEMENT_MISSING',
    'a message of this kind states the person on whose behalf it is sent',
  )
}
