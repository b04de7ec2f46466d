import type { Envelope, Payload } from '@isthmus/contract'
import { type EnvelopeHeader, headerBytes, payloadCommitmentOf } from '../proof/index.ts'
import { encrypt, type MessageSecret, saltBytes, toMessageSecret, toRequestKey } from './message-keys.ts'
import { sha256 } from './native.ts'
import type { SenderSession } from './sessions.ts'

/** Random bytes of that number. */
export type Random = (size: number) => Buffer

export type MessageToSeal = Pick<Envelope, 'kind' | 'from' | 'to' | 'messageId' | 'correlationId'> & {
  createdAt: Date
  expiresAt: Date
  payload: Payload
  /** Of a message that is sealed again and must keep its commitment; fresh when absent. */
  salt?: Buffer
}

/** `salt` and `payload` open the commitment; `digest` is the SHA-256 of `body`. */
export type SealedMessage = {
  envelope: Envelope
  body: Buffer
  digest: Uint8Array
  secret: MessageSecret
  salt: Buffer
  payload: Buffer
}

/** The body of a request to another peer (docs/protocol.md, sections 5 and 6). */
export function sealMessage(message: MessageToSeal, session: SenderSession, random: Random): SealedMessage {
  const nonce = random(16).toString('base64url')
  const salt = message.salt ?? random(saltBytes)
  const payload = Buffer.from(JSON.stringify(message.payload), 'utf8')
  const header: EnvelopeHeader = {
    version: 2,
    kind: message.kind,
    from: message.from,
    to: message.to,
    messageId: message.messageId,
    correlationId: message.correlationId,
    sequence: 0,
    createdAt: message.createdAt.toISOString(),
    expiresAt: message.expiresAt.toISOString(),
    nonce,
    sealingKeyId: session.sealingKeyId,
    encapsulatedKey: session.encapsulatedKey,
    payloadCommitment: payloadCommitmentOf(sha256, salt, payload),
  }
  const secret = toMessageSecret(session.secret, nonce)
  const clear = Buffer.concat([salt, payload])
  const envelope = { ...header, sealed: encrypt(toRequestKey(secret), clear, headerBytes(header)) }
  const body = Buffer.from(JSON.stringify(envelope), 'utf8')
  return { envelope, body, digest: sha256(body), secret, salt, payload }
}
