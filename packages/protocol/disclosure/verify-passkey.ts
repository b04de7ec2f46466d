import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import { fromBase64Url } from '../bytes/index.ts'
import type { VerifyPasskey } from './passkey.ts'

/** COSE ES256 (ECDSA P-256, SHA-256, ASN.1 signature) and EdDSA (Ed25519). False for whatever cannot be read. */
export const verifyPasskeySignature: VerifyPasskey = ({ algorithm, publicKey }, data, signature) => {
  const key = fromBase64Url(publicKey)
  if (!key) return false
  try {
    if (algorithm === 'EdDSA') return ed25519.verify(signature, data, key)
    return p256.verify(signature, data, key, { format: 'der', lowS: false })
  } catch {
    return false
  }
}
