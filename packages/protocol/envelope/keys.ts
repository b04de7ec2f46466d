import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { suite } from './suite.ts'

/** A peer's private keys as they lie in its secrets folder: raw 32-byte values, base64url. */
export type PeerSecrets = { signing: string; sealing: string }

/** A peer's public keys as they stand in the trust list: raw 32-byte values, base64url. */
export type PeerPublicKeys = { signingKey: string; sealingKey: string }

export type PrivateKeys = { signing: KeyObject; sealing: CryptoKey }
export type PublicKeys = { signing: KeyObject; sealing: CryptoKey }

export async function generatePeerKeys(): Promise<{ secrets: PeerSecrets; publicKeys: PeerPublicKeys }> {
  const signing = generateKeyPairSync('ed25519')
  const sealing = generateKeyPairSync('x25519')
  const signingSecret = signing.privateKey.export({ format: 'jwk' })
  const sealingSecret = sealing.privateKey.export({ format: 'jwk' })
  return {
    secrets: { signing: textOf(signingSecret.d), sealing: textOf(sealingSecret.d) },
    publicKeys: { signingKey: textOf(signingSecret.x), sealingKey: textOf(sealingSecret.x) },
  }
}

export async function toPrivateKeys(secrets: PeerSecrets, publicKeys: PeerPublicKeys): Promise<PrivateKeys> {
  const signing = createPrivateKey({
    key: { kty: 'OKP', crv: 'Ed25519', d: secrets.signing, x: publicKeys.signingKey },
    format: 'jwk',
  })
  return { signing, sealing: await suite.kem.importKey('raw', bytesOf(secrets.sealing), false) }
}

export async function toPublicKeys(keys: PeerPublicKeys): Promise<PublicKeys> {
  const signing = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: keys.signingKey }, format: 'jwk' })
  return { signing, sealing: await suite.kem.importKey('raw', bytesOf(keys.sealingKey), true) }
}

function textOf(part: string | undefined): string {
  if (part === undefined) throw new TypeError('a generated key lacks a part')
  return part
}

function bytesOf(text: string): ArrayBuffer {
  return new Uint8Array(Buffer.from(text, 'base64url')).buffer
}
