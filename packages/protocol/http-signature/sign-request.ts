import { toBase64, toUtf8 } from '../bytes/index.ts'
import { toContentDigest } from './content-digest.ts'
import { coveredComponents, jsonType, signatureAlgorithm, signatureLabel, signatureTag } from './profile.ts'
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

const covered = coveredComponents.map((value) => ({
  item: { kind: 'string' as const, value },
  parameters: new Map<string, BareItem>(),
}))

/** The header fields with which a request to another peer leaves (docs/protocol.md, section 4). */
export async function signRequest(request: RequestToSign, parts: SigningParts): Promise<Fields> {
  const fields: Fields = [
    ['content-type', jsonType],
    ['content-digest', toContentDigest(request.bodySha256)],
    ['isthmus-correlation-id', request.correlationId],
    ['isthmus-from', request.from],
    ['isthmus-to', request.to],
  ]
  const signed: InnerList = { items: covered, parameters: toParameters(parts) }
  const base = toSignatureBase({ method: request.method, targetUri: request.targetUri, fields }, signed)
  const input = base.slice(base.lastIndexOf('\n') + '\n"@signature-params": '.length)
  const signature = await parts.sign(toUtf8(base))
  return [
    ...fields,
    ['signature-input', `${signatureLabel}=${input}`],
    ['signature', `${signatureLabel}=:${toBase64(signature)}:`],
  ]
}

function toParameters({ created, expires, keyId, nonce }: SigningParts): Map<string, BareItem> {
  return new Map<string, BareItem>([
    ['created', { kind: 'integer', value: created }],
    ['expires', { kind: 'integer', value: expires }],
    ['nonce', { kind: 'string', value: nonce }],
    ['keyid', { kind: 'string', value: keyId }],
    ['alg', { kind: 'string', value: signatureAlgorithm }],
    ['tag', { kind: 'string', value: signatureTag }],
  ])
}
