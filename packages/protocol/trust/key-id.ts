import { sha256 } from '@noble/hashes/sha2.js'
import { fromBase64Url, toBase64Url } from '../bytes/index.ts'

/** The id of a public key: the first 16 characters of the base64url SHA-256 of its bytes. */
export function keyIdOf(key: Uint8Array): string {
  return toBase64Url(sha256(key)).slice(0, 16)
}

/** Whether `id` is the id of this key; false also for what is no key. */
export function isKeyIdOf({ id, key }: { id: string; key: string }): boolean {
  const bytes = fromBase64Url(key)
  return bytes?.length === 32 && keyIdOf(bytes) === id
}
