import { createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto'

export type Validity = { notBefore: Date; notAfter: Date }

const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
  context3: 0xa3,
} as const

/** Object identifiers as DER. */
const oids = {
  ecdsaWithSha256: Buffer.from('06082a8648ce3d040302', 'hex'),
  commonName: Buffer.from('0603550403', 'hex'),
  basicConstraints: Buffer.from('0603551d13', 'hex'),
  keyUsage: Buffer.from('0603551d0f', 'hex'),
  extendedKeyUsage: Buffer.from('0603551d25', 'hex'),
  serverAuth: Buffer.from('06082b06010505070301', 'hex'),
  clientAuth: Buffer.from('06082b06010505070302', 'hex'),
}

/**
 * A self-signed X.509 certificate (RFC 5280) for TLS between peers, as DER: P-256 key, ECDSA with SHA-256, no authority,
 * for servers and clients. One shape and nothing read, so that a library of certificates is not needed.
 */
export function createSelfSignedCertificate(
  privateKey: KeyObject,
  { name, notBefore, notAfter }: Validity & { name: string },
): Buffer {
  const algorithm = der('sequence', oids.ecdsaWithSha256)
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  const issuer = toName(name)
  const toBeSigned = der(
    'sequence',
    der('context0', der('integer', Buffer.from([2]))),
    der('integer', toSerial()),
    algorithm,
    issuer,
    der('sequence', toTime(notBefore), toTime(notAfter)),
    issuer,
    publicKey,
    der('context3', der('sequence', ...extensions())),
  )
  const signature = sign('sha256', toBeSigned, privateKey)
  return der('sequence', toBeSigned, algorithm, der('bitString', Buffer.from([0]), signature))
}

export function toPem(label: 'CERTIFICATE', content: Buffer): string {
  const lines = content.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}

function extensions(): Buffer[] {
  const critical = der('boolean', Buffer.from([0xff]))
  const digitalSignature = der('bitString', Buffer.from([7, 0x80]))
  return [
    der('sequence', oids.basicConstraints, critical, der('octetString', der('sequence'))),
    der('sequence', oids.keyUsage, critical, der('octetString', digitalSignature)),
    der(
      'sequence',
      oids.extendedKeyUsage,
      der('octetString', der('sequence', oids.serverAuth, oids.clientAuth)),
    ),
  ]
}

function toName(commonName: string): Buffer {
  const attribute = der('sequence', oids.commonName, der('utf8String', Buffer.from(commonName, 'utf8')))
  return der('sequence', der('set', attribute))
}

/** Positive, and without a leading zero byte that DER does not allow. */
function toSerial(): Buffer {
  const serial = randomBytes(16)
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  return serial
}

/** RFC 5280 section 4.1.2.5: two digits for the year until 2049. */
function toTime(instant: Date): Buffer {
  const text = instant.toISOString().replaceAll(/[-:T]|\.\d+/g, '')
  return instant.getUTCFullYear() < 2050
    ? der('utcTime', Buffer.from(text.slice(2), 'latin1'))
    : der('generalizedTime', Buffer.from(text, 'latin1'))
}

function der(tag: keyof typeof tags, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content)
  return Buffer.concat([Buffer.from([tags[tag]]), toLength(body.length), body])
}

function toLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  return length < 0x100 ? Buffer.from([0x81, length]) : Buffer.from([0x82, length >> 8, length & 0xff])
}
