import { HttpSignatureError } from './errors.ts'
import type { ListedKey } from './profile.ts'

/**
 * Clause 4.16: a key counts only if its peer lists it for that use, and if it was valid and not revoked at that instant.
 * Throws HttpSignatureError KEY_UNKNOWN, KEY_USE_WRONG, KEY_REVOKED, KEY_NOT_VALID.
 */
export function verifyKey(
  keys: readonly ListedKey[],
  wanted: { use: string; keyId: string; at: number },
): ListedKey {
  const key = keys.find(({ id }) => id === wanted.keyId)
  if (!key) throw new HttpSignatureError('KEY_UNKNOWN', 'the trust list gives the sender no key of this id')
  if (key.use !== wanted.use) {
    throw new HttpSignatureError('KEY_USE_WRONG', `this key of the sender is listed for ${key.use}`)
  }
  // Written so that a date which cannot be read makes the key useless.
  const isUnrevoked = key.revokedAt === undefined || wanted.at < Date.parse(key.revokedAt)
  if (!isUnrevoked) throw new HttpSignatureError('KEY_REVOKED', 'this key of the sender has been revoked')
  const isValid = Date.parse(key.validFrom) <= wanted.at && wanted.at < Date.parse(key.validTo)
  if (isValid) return key
  throw new HttpSignatureError('KEY_NOT_VALID', 'this key of the sender is not valid yet, or no longer')
}
