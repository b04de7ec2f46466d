import { equalBytes, toUtf8 } from '../bytes/index.ts'
import { parseContentDigest } from './content-digest.ts'
import { HttpSignatureError, type HttpSignatureErrorCode } from './errors.ts'
import { type ParsedSignature, parseSignature } from './parse-signature.ts'
import { type ListedKey, longestSignatureMs, type SignatureProfile, toleratedSkewMs } from './profile.ts'
import { type Fields, listValues, toSignatureBase } from './signature-base.ts'
import { verifyKey } from './verify-key.ts'
import type { ReceivedRequest, VerifyingParts } from './verify-request.ts'

export type StatedFields = {
  from: string
  to: string
  /** The field that only requests of the profile have. */
  own: string
  contentDigest: string
  signatureInput: string
  signature: string
}

export type Judging<Content> = {
  profile: SignatureProfile
  now: Date
  /** Clause 4.17: that what was signed is what is here. Throws HttpSignatureError. */
  verifyContent: (stated: StatedFields) => Content
}

export type JudgedRequest<Content> = {
  from: string
  to: string
  own: string
  keyId: string
  clockAheadMs: number
  content: Content
}

/** Section 4 of docs/protocol.md for any kind of request. Throws HttpSignatureError at the first clause that fails. */
export function judgeRequest<Content>(
  request: Omit<ReceivedRequest, 'body'>,
  parts: VerifyingParts,
  { profile, now, verifyContent }: Judging<Content>,
): JudgedRequest<Content> {
  verifyMethod(request)
  verifyTarget(request, parts)
  verifyContentType(request.fields, profile)
  verifyContentEncoding(request.fields)
  const stated = parseStatedFields(request.fields, profile)
  verifyAudience(stated, parts)
  const keys = verifySender(stated, parts)
  verifyTlsPeer(stated, parts)
  const signature = parseSignature(stated, profile)
  verifyTimes(signature, now)
  const key = verifyKey(keys, { use: 'signing', keyId: signature.keyId, at: now.getTime() })
  const content = verifyContent(stated)
  verifySignature({ request, signature }, key, parts)
  verifyFreshness(stated, signature, parts)
  const clockAheadMs = signature.created * 1000 - now.getTime()
  return { from: stated.from, to: stated.to, own: stated.own, keyId: key.id, clockAheadMs, content }
}

/** Clause 4.1. */
function verifyMethod({ method }: Pick<ReceivedRequest, 'method'>): void {
  if (method !== 'POST') throw refuse('METHOD_WRONG', 'a message comes by POST')
}

/** Clause 4.2: a request made for another peer, or for another path of this one, is not for this door. */
function verifyTarget(request: Pick<ReceivedRequest, 'targetUri'>, parts: VerifyingParts): void {
  if (request.targetUri === parts.targetUri) return
  throw refuse('TARGET_WRONG', 'the target is not the address of this peer in the trust list')
}

/** Clause 4.3. */
function verifyContentType(fields: Fields, { contentType }: SignatureProfile): void {
  if (findOnly(fields, 'content-type') === contentType) return
  throw refuse('CONTENT_TYPE_WRONG', `the content-type is not ${contentType}`)
}

/** Clause 4.4: what unpacks to more than it was is not read. */
function verifyContentEncoding(fields: Fields): void {
  if (listValues(fields, 'content-encoding').length === 0) return
  throw refuse('CONTENT_ENCODING_REFUSED', 'a message is not compressed')
}

const peerIdPattern = /^[a-z0-9-]{2,64}$/

/** Clause 4.5: each field of the message is there once, and as its pattern says. */
function parseStatedFields(fields: Fields, { ownField, ownPattern }: SignatureProfile): StatedFields {
  const stated = {
    from: getOnly(fields, 'isthmus-from'),
    to: getOnly(fields, 'isthmus-to'),
    own: getOnly(fields, ownField),
    contentDigest: getOnly(fields, 'content-digest'),
    signatureInput: getOnly(fields, 'signature-input'),
    signature: getOnly(fields, 'signature'),
  }
  if (peerIdPattern.test(stated.from) && peerIdPattern.test(stated.to) && ownPattern.test(stated.own))
    return stated
  throw refuse('FIELD_MALFORMED', `isthmus-from, isthmus-to or ${ownField} is malformed`)
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

/** Clause 4.17: the body is the one that was signed. Gives its SHA-256. Throws HttpSignatureError DIGEST_... */
export function verifyDigest(
  contentDigest: string,
  body: Uint8Array,
  sha256: VerifyingParts['sha256'],
): Uint8Array {
  const stated = parseContentDigest(contentDigest)
  if (equalBytes(sha256(body), stated)) return stated
  throw refuse('DIGEST_WRONG', 'the body is not the one of content-digest')
}

/** Clause 4.18 (RFC 9421 section 3.2, RFC 8032). */
function verifySignature(
  { request, signature }: { request: Omit<ReceivedRequest, 'body'>; signature: ParsedSignature },
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
