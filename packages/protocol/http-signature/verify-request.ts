import { toUtf8 } from '../bytes/index.ts'
import { parseContentDigest } from './content-digest.ts'
import { HttpSignatureError, type HttpSignatureErrorCode } from './errors.ts'
import { type ParsedSignature, parseSignature } from './parse-signature.ts'
import {
  jsonType,
  type ListedKey,
  longestSignatureMs,
  toleratedSkewMs,
  type VerifyEd25519,
} from './profile.ts'
import { type Fields, listValues, toSignatureBase } from './signature-base.ts'
import { verifyKey } from './verify-key.ts'

/** A request as it arrived. `targetUri`: scheme of the connection, Host field and request target. */
export type ReceivedRequest = { method: string; targetUri: string; fields: Fields; body: Uint8Array }

/** What the receiver knows when a request arrives. */
export type VerifyingParts = {
  selfId: string
  /** Address of this peer in the trust list, with the path. */
  targetUri: string
  /** The peer whose certificate the TLS connection showed; null where a proof is judged without the connection. */
  tlsPeer: string | null
  /** Keys of a peer of the trust list; undefined for a stranger. */
  keysOf: (peerId: string) => readonly ListedKey[] | undefined
  verifyEd25519: VerifyEd25519
  sha256: (data: Uint8Array) => Uint8Array
  /** Remembers a nonce and says whether it has been seen before. Called once, and only for a signature that is good. */
  isReplay: (seen: SeenSignature) => boolean
}

/** Times in milliseconds since 1970. */
export type SeenSignature = { from: string; nonce: string; createdAt: number; expiresAt: number }

export type VerifiedRequest = {
  from: string
  to: string
  correlationId: string
  keyId: string
  /** SHA-256 of the body, 32 bytes: the digest of the message in logs and receipts. */
  digest: Uint8Array
  /** How far the sender's clock is ahead of ours; negative also while the message travels. Within 2 minutes. */
  clockAheadMs: number
}

/**
 * Judges a request of another peer, clause by clause in the order of docs/protocol.md, section 4.
 * Throws HttpSignatureError at the first clause that fails.
 */
export function verifyRequest(request: ReceivedRequest, parts: VerifyingParts, now: Date): VerifiedRequest {
  verifyMethod(request)
  verifyTarget(request, parts)
  verifyContentType(request.fields)
  verifyContentEncoding(request.fields)
  const stated = parseStatedFields(request.fields)
  verifyAudience(stated, parts)
  const keys = verifySender(stated, parts)
  verifyTlsPeer(stated, parts)
  const signature = parseSignature(stated.signatureInput, stated.signature)
  verifyTimes(signature, now)
  const key = verifyKey(keys, { use: 'signing', keyId: signature.keyId, at: now.getTime() })
  const digest = verifyDigest(stated, { request, parts })
  verifySignature({ request, signature }, key, parts)
  verifyFreshness(stated, signature, parts)
  return {
    from: stated.from,
    to: stated.to,
    correlationId: stated.correlationId,
    keyId: key.id,
    digest,
    clockAheadMs: signature.created * 1000 - now.getTime(),
  }
}

/** Clause 4.1. */
function verifyMethod({ method }: ReceivedRequest): void {
  if (method !== 'POST') throw refuse('METHOD_WRONG', 'a message comes by POST')
}

/** Clause 4.2: a request made for another peer, or for another path of this one, is not for this door. */
function verifyTarget(request: ReceivedRequest, parts: VerifyingParts): void {
  if (request.targetUri === parts.targetUri) return
  throw refuse('TARGET_WRONG', 'the target is not the address of this peer in the trust list')
}

/** Clause 4.3. */
function verifyContentType(fields: Fields): void {
  if (findOnly(fields, 'content-type') === jsonType) return
  throw refuse('CONTENT_TYPE_WRONG', `the content-type is not ${jsonType}`)
}

/** Clause 4.4: what unpacks to more than it was is not read. */
function verifyContentEncoding(fields: Fields): void {
  if (listValues(fields, 'content-encoding').length === 0) return
  throw refuse('CONTENT_ENCODING_REFUSED', 'a message is not compressed')
}

type StatedFields = {
  from: string
  to: string
  correlationId: string
  contentDigest: string
  signatureInput: string
  signature: string
}

const peerIdPattern = /^[a-z0-9-]{2,64}$/
const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Clause 4.5: each field of the message is there once, and as its pattern says. */
function parseStatedFields(fields: Fields): StatedFields {
  const stated = {
    from: getOnly(fields, 'isthmus-from'),
    to: getOnly(fields, 'isthmus-to'),
    correlationId: getOnly(fields, 'isthmus-correlation-id'),
    contentDigest: getOnly(fields, 'content-digest'),
    signatureInput: getOnly(fields, 'signature-input'),
    signature: getOnly(fields, 'signature'),
  }
  if (
    peerIdPattern.test(stated.from) &&
    peerIdPattern.test(stated.to) &&
    uuidPattern.test(stated.correlationId)
  )
    return stated
  throw refuse('FIELD_MALFORMED', 'isthmus-from, isthmus-to or isthmus-correlation-id is malformed')
}

function findOnly(fields: Fields, name: string): string | undefined {
  const values = listValues(fields, name)
  return values.length === 1 ? values[0] : undefined
}

function getOnly(fields: Fields, name: string): string {
  const [value, ...more] = listValues(fields, name)
  if (value === undefined) throw refuse('FIELD_MISSING', `the request lacks ${name}`)
  if (more.length > 0) throw refuse('FIELD_REPEATED', `the request has ${name} more than once`)
  return value
}

/** Clause 4.6. */
function verifyAudience({ to }: StatedFields, { selfId }: VerifyingParts): void {
  if (to !== selfId) throw refuse('MESSAGE_NOT_FOR_US', 'the message is addressed to another peer')
}

/** Clause 4.7. */
function verifySender({ from }: StatedFields, { keysOf }: VerifyingParts): readonly ListedKey[] {
  const keys = keysOf(from)
  if (!keys) throw refuse('SENDER_UNKNOWN', 'the sender is not in the trust list')
  return keys
}

/** Clause 4.8: who speaks is who connected. */
function verifyTlsPeer({ from }: StatedFields, { tlsPeer }: VerifyingParts): void {
  if (tlsPeer === null || tlsPeer === from) return
  throw refuse('TLS_PEER_DIFFERS', 'the certificate of the connection is not that of the sender')
}

/** Clause 4.15. */
function verifyTimes({ created, expires }: ParsedSignature, now: Date): void {
  const [createdMs, expiresMs, nowMs] = [created * 1000, expires * 1000, now.getTime()]
  if (!(expiresMs > createdMs && expiresMs - createdMs <= longestSignatureMs)) {
    throw refuse('SIGNATURE_LIVES_TOO_LONG', 'the signature is not good for between 1 second and 5 minutes')
  }
  if (createdMs > nowMs + toleratedSkewMs) {
    throw refuse('SIGNATURE_FROM_THE_FUTURE', 'the signature was made after now; compare both clocks')
  }
  if (expiresMs < nowMs - toleratedSkewMs) {
    throw refuse('SIGNATURE_EXPIRED', 'the signature has expired; compare both clocks')
  }
}

/** Clause 4.17: the body is the one that was signed. */
function verifyDigest(
  { contentDigest }: StatedFields,
  { request, parts }: { request: ReceivedRequest; parts: VerifyingParts },
): Uint8Array {
  const stated = parseContentDigest(contentDigest)
  const digest = parts.sha256(request.body)
  if (digest.length === stated.length && digest.every((byte, at) => byte === stated[at])) return stated
  throw refuse('DIGEST_WRONG', 'the body is not the one of content-digest')
}

/** Clause 4.18 (RFC 9421 section 3.2, RFC 8032). */
function verifySignature(
  { request, signature }: { request: ReceivedRequest; signature: ParsedSignature },
  { key }: ListedKey,
  { verifyEd25519 }: VerifyingParts,
): void {
  const base = toUtf8(toSignatureBase(request, signature.covered))
  if (verifyEd25519(key, base, signature.signature)) return
  throw refuse('SIGNATURE_WRONG', 'the signature is not that of the sender over this request')
}

/** Clause 4.19. */
function verifyFreshness(
  { from }: StatedFields,
  { nonce, created, expires }: ParsedSignature,
  { isReplay }: VerifyingParts,
): void {
  if (!isReplay({ from, nonce, createdAt: created * 1000, expiresAt: expires * 1000 })) return
  throw refuse('MESSAGE_REPLAYED', 'a request with this nonce was accepted before')
}

function refuse(code: HttpSignatureErrorCode, message: string): HttpSignatureError {
  return new HttpSignatureError(code, message)
}
