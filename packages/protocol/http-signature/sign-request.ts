import { toBase64, toUtf8 } from '../bytes/index.ts'
import { toBundleField } from './bundle-field.ts'
import { toContentDigest } from './content-digest.ts'
import {
  bundleProfile,
  messageProfile,
  type SignatureProfile,
  signatureAlgorithm,
  signatureLabel,
} from './profile.ts'
import { type Fields, toSignatureBase } from './signature-base.ts'
import type { BareItem, InnerList } from './structured-fields.ts'

export type RequestToSign = {
  method: 'POST'
  /** Address of the receiver in the trust list, with the path. */
  targetUri: string
  /** SHA-256 of the body, 32 bytes. */
  bodySha256: Uint8Array
  correlationId: string
  from: string
  to: string
}

export type SigningParts = {
  keyId: string
  sign: (data: Uint8Array) => Uint8Array | Promise<Uint8Array>
  /** Seconds since 1970. */
  created: number
  expires: number
  /** Base64url of 16 random bytes. */
  nonce: string
}

/** Instead of a correlation id a bundle has the root over its messages. */
export type BundleToSign = Omit<RequestToSign, 'correlationId'> & { size: number; root: Uint8Array }

/** The header fields with which a request to another peer leaves (docs/protocol.md, section 4). */
export function signRequest(request: RequestToSign, parts: SigningParts): Promise<Fields> {
  return sign({ request, profile: messageProfile, own: request.correlationId }, parts)
}

/** The header fields with which a bundle of messages leaves (docs/protocol.md, 10.18). */
export function signBundle(request: BundleToSign, parts: SigningParts): Promise<Fields> {
  return sign({ request, profile: bundleProfile, own: toBundleField(request) }, parts)
}

type ToSign = { request: Omit<RequestToSign, 'correlationId'>; profile: SignatureProfile; own: string }

async function sign({ request, profile, own }: ToSign, parts: SigningParts): Promise<Fields> {
  const fields: Fields = [
    ['content-type', profile.contentType],
    ['content-digest', toContentDigest(request.bodySha256)],
    [profile.ownField, own],
    ['isthmus-from', request.from],
    ['isthmus-to', request.to],
  ]
  const signed: InnerList = { items: profile.covered.map(toItem), parameters: toParameters(parts, profile) }
  const base = toSignatureBase({ method: request.method, targetUri: request.targetUri, fields }, signed)
  const input = base.slice(base.lastIndexOf('\n') + '\n"@signature-params": '.length)
  const signature = await parts.sign(toUtf8(base))
  return [
    ...fields,
    ['signature-input', `${signatureLabel}=${input}`],
    ['signature', `${signatureLabel}=:${toBase64(signature)}:`],
  ]
}

function toItem(value: string): InnerList['items'][number] {
  return { item: { kind: 'string', value }, parameters: new Map() }
}

function toParameters(
  { created, expires, keyId, nonce }: SigningParts,
  { tag }: SignatureProfile,
): Map<string, BareItem> {
  return new Map<string, BareItem>([
    ['created', { kind: 'integer', value: created }],
    ['expires', { kind: 'integer', value: expires }],
    ['nonce', { kind: 'string', value: nonce }],
    ['keyid', { kind: 'string', value: keyId }],
    ['alg', { kind: 'string', value: signatureAlgorithm }],
    ['tag', { kind: 'string', value: tag }],
  ])
}
