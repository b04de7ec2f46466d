import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import type { Passkey, PasskeyAssertion } from '@isthmus/contract'

export type PasskeyAlgorithm = Passkey['algorithm']

/** What the pages send after `navigator.credentials.create`, without the name. */
export type SoftwareAttestation = { credentialId: string; clientData: string; attestation: string }

/** How an assertion may be wrong; unless said, it is right. */
export type Deviation = {
  origin?: string
  relyingParty?: string
  type?: string
  crossOrigin?: boolean
  isUserPresent?: boolean
  isUserVerified?: boolean
  /** Instead of one more than before. */
  counter?: number
}

export type SoftwareAuthenticator = {
  readonly credentialId: string
  /** Enrols: the answer to the challenge (base64url) of creation options, with attestation `none`. */
  attest: (challenge: string, deviation?: Deviation) => SoftwareAttestation
  /** Signs: the assertion over a challenge (bytes, or base64url as in request options). */
  assert: (challenge: Uint8Array | string, deviation?: Deviation) => PasskeyAssertion
  /** The passkey as a peer vouches for it. */
  toPasskey: (owner: { pseudonym: string; enrolledAt: string; revokedAt?: string }) => Passkey
}

/**
 * An authenticator of one credential, as a browser at `origin` would drive it: real keys and real signatures, no browser.
 * `relyingParty` is the host name of the origin unless said.
 */
export function createSoftwareAuthenticator({
  origin,
  relyingParty = new URL(origin).hostname,
  algorithm = 'ES256',
}: {
  origin: string
  relyingParty?: string
  algorithm?: PasskeyAlgorithm
}): SoftwareAuthenticator {
  const { publicKey, privateKey } =
    algorithm === 'EdDSA'
      ? generateKeyPairSync('ed25519')
      : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const rawId = randomBytes(32)
  const credentialId = rawId.toString('base64url')
  let counter = 0
  const toHead = (deviation: Deviation, extra: number): Buffer => {
    counter = deviation.counter ?? counter + 1
    const present = deviation.isUserPresent === false ? 0 : 0x01
    const verified = deviation.isUserVerified === false ? 0 : 0x04
    const tail = Buffer.alloc(5)
    tail[0] = present | verified | extra
    tail.writeUInt32BE(counter, 1)
    return Buffer.concat([digest(deviation.relyingParty ?? relyingParty), tail])
  }
  const toClientData = (type: string, challenge: string, deviation: Deviation): Buffer =>
    Buffer.from(
      JSON.stringify({
        ...{ type: deviation.type ?? type, challenge },
        ...{ origin: deviation.origin ?? origin, crossOrigin: deviation.crossOrigin ?? false },
      }),
    )
  return {
    credentialId,
    attest: (challenge, deviation = {}) => {
      const length = Buffer.from([0, rawId.length])
      const attested = Buffer.concat([Buffer.alloc(16), length, rawId, toCoseKey(publicKey)])
      const data = Buffer.concat([toHead(deviation, 0x40), attested])
      const clientData = toClientData('webauthn.create', challenge, deviation)
      return { credentialId, clientData: encode(clientData), attestation: encode(toAttestation(data)) }
    },
    assert: (challenge, deviation = {}) => {
      const text = typeof challenge === 'string' ? challenge : Buffer.from(challenge).toString('base64url')
      const clientData = toClientData('webauthn.get', text, deviation)
      const data = toHead(deviation, 0)
      const signed = Buffer.concat([data, digest(clientData)])
      const signature = sign(algorithm === 'EdDSA' ? null : 'sha256', signed, privateKey)
      return {
        credentialId,
        clientData: encode(clientData),
        authenticatorData: encode(data),
        signature: encode(signature),
      }
    },
    toPasskey: (owner) => ({
      ...{ credentialId, algorithm, publicKey: encode(toRawKey(publicKey)), relyingParty, origin },
      ...owner,
    }),
  }
}

function digest(data: Buffer | string): Buffer {
  return createHash('sha256').update(data).digest()
}

function encode(bytes: Buffer): string {
  return bytes.toString('base64url')
}

/** P-256: uncompressed point, 65 bytes; Ed25519: 32 bytes. */
function toRawKey(key: KeyObject): Buffer {
  const { kty, x = '', y = '' } = key.export({ format: 'jwk' })
  const parts = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]
  return kty === 'EC' ? Buffer.concat([Buffer.from([4]), ...parts]) : Buffer.concat(parts)
}

/** COSE_Key in canonical CBOR (RFC 9053, sections 7.1 and 7.2). */
function toCoseKey(key: KeyObject): Buffer {
  const { kty, x = '', y = '' } = key.export({ format: 'jwk' })
  const bytes = (label: number, text: string): Buffer =>
    Buffer.concat([Buffer.from([label, 0x58, 32]), Buffer.from(text, 'base64url')])
  if (kty !== 'EC')
    return Buffer.concat([Buffer.from([0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06]), bytes(0x21, x)])
  const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01])
  return Buffer.concat([head, bytes(0x21, x), bytes(0x22, y)])
}

/** `{ fmt: "none", attStmt: {}, authData }` in CBOR. */
function toAttestation(data: Buffer): Buffer {
  const text = (value: string): Buffer =>
    Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)])
  const length = Buffer.from([0x59, data.length >> 8, data.length & 0xff])
  return Buffer.concat([
    ...[Buffer.from([0xa3]), text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0])],
    ...[text('authData'), length, data],
  ])
}
