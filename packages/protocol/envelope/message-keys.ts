import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync } from 'node:crypto'
import type { Envelope } from '@isthmus/contract'

const tagBytes = 16
export const saltBytes = 32

/**
 * What one exchange is sealed under: `answerSecret` for its answers, key and IV for the request itself. Whoever is
 * given these 76 bytes can open this exchange and no other of the session.
 */
export type MessageSecret = Buffer

export type CipherKey = { key: Buffer; iv: Buffer }

const requestLabel = 'isthmus message 2'
const answerLabel = 'isthmus answer 2'

/** Clause 6.3: HKDF-SHA256 (RFC 5869) of the session secret with the message's nonce as salt. */
export function toMessageSecret(sessionSecret: Buffer, nonce: string): MessageSecret {
  return Buffer.from(
    hkdfSync('sha256', createSecretKey(sessionSecret), Buffer.from(nonce, 'base64url'), requestLabel, 76),
  )
}

export function toRequestKey(secret: MessageSecret): CipherKey {
  return { key: secret.subarray(32, 64), iv: secret.subarray(64, 76) }
}

/** Clause 8.6: a fresh key and IV for each line, with the line's own nonce as salt, as RFC 9458 section 4.4 does. */
export function toLineKey(secret: MessageSecret, nonce: string): CipherKey {
  const salt = Buffer.from(nonce, 'base64url')
  const derived = Buffer.from(
    hkdfSync('sha256', createSecretKey(secret.subarray(0, 32)), salt, answerLabel, 44),
  )
  return { key: derived.subarray(0, 32), iv: derived.subarray(32) }
}

/** AES-256-GCM over salt and payload; the tag comes last. Base64url. */
export function encrypt({ key, iv }: CipherKey, clear: Uint8Array, header: Uint8Array): Envelope['sealed'] {
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), iv)
  cipher.setAAD(header)
  const parts = [cipher.update(clear), cipher.final(), cipher.getAuthTag()]
  return Buffer.concat(parts).toString('base64url')
}

/** Throws what node:crypto throws when the seal does not open. */
export function decrypt({ key, iv }: CipherKey, sealed: Envelope['sealed'], header: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), iv, { authTagLength: tagBytes })
  decipher.setAAD(header)
  decipher.setAuthTag(bytes.subarray(-tagBytes))
  return Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()])
}
