import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { PlatformError } from './error.ts'

/** A private Ed25519 key that signs without being seen: from the keystore, or in a PKCS #11 token. */
export type Signer = {
  /** The first 16 characters of the SHA-256 of the public key, base64url. */
  readonly keyId: string
  /** Raw, 32 bytes, base64url. */
  readonly publicKey: string
  /** Ed25519 (RFC 8032), 64 bytes. */
  sign(data: Uint8Array): Buffer | Promise<Buffer>
}

/** Signs in this process. Throws PlatformError CONFIG_INVALID for a key of another kind. */
export function createSoftwareSigner(privateKey: KeyObject): Signer {
  if (privateKey.type !== 'private' || privateKey.asymmetricKeyType !== 'ed25519') {
    throw new PlatformError('CONFIG_INVALID', 'the key to sign with is no private Ed25519 key', {
      remedy: 'restore secrets/keystore.json from the backup',
    })
  }
  const publicKey = createPublicKey(privateKey).export({ format: 'jwk' }).x ?? ''
  return { keyId: toKeyId(publicKey), publicKey, sign: (data) => sign(null, data, privateKey) }
}

/** The id under which the trust list names a key; `key` is raw, base64url. */
export function toKeyId(key: string): string {
  return createHash('sha256').update(Buffer.from(key, 'base64url')).digest('base64url').slice(0, 16)
}
