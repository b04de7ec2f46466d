import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto'

/** More keys than any federation lists; beyond it the memory is begun anew. */
const mostKeys = 10_000

const keys = new Map<string, KeyObject>()

/** Ed25519 (RFC 8032) by the platform; the raw public key is base64url. */
export function verifyEd25519(publicKey: string, data: Uint8Array, signature: Uint8Array): boolean {
  return verify(null, data, keyOf(publicKey), signature)
}

/** SHA-256 by the platform, 32 bytes. */
export function sha256(data: Uint8Array): Uint8Array {
  return hash('sha256', data, 'buffer')
}

/** Making a key of its bytes costs as much as a verification, so it is done once. */
function keyOf(publicKey: string): KeyObject {
  const known = keys.get(publicKey)
  if (known) return known
  const made = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
  if (keys.size >= mostKeys) keys.clear()
  keys.set(publicKey, made)
  return made
}
