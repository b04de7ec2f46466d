import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto'
import { takeRandom } from '../platform/index.ts'
import { ExchangeError } from './errors.ts'

const ivBytes = 12
const tagBytes = 16

/** Seals bytes for this peer's own database: AES-256-GCM under a key of the keystore, bound to the row by `place`. */
export function sealAtRest(key: KeyObject, place: string, clear: Buffer): Buffer {
  const iv = takeRandom(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  cipher.setAAD(Buffer.from(place, 'utf8'))
  return Buffer.concat([iv, cipher.update(clear), cipher.final(), cipher.getAuthTag()])
}

/** Throws ExchangeError STORED_CONTENT_UNREADABLE when key, row or bytes are not those of the sealing. */
export function openAtRest(key: KeyObject, place: string, sealed: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes), {
      authTagLength: tagBytes,
    })
    decipher.setAAD(Buffer.from(place, 'utf8'))
    decipher.setAuthTag(sealed.subarray(-tagBytes))
    return Buffer.concat([decipher.update(sealed.subarray(ivBytes, -tagBytes)), decipher.final()])
  } catch (cause) {
    throw new ExchangeError('STORED_CONTENT_UNREADABLE', 'a stored message does not open with our key', {
      cause,
      remedy: 'restore the keystore that belongs to this database',
    })
  }
}
