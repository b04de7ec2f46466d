import { toBase64 } from '../bytes/index.ts'
import { HttpSignatureError } from './errors.ts'
import { isInnerList, parseDictionary } from './structured-fields.ts'

/** Content-Digest of RFC 9530 with SHA-256 of the body. */
export function toContentDigest(sha256: Uint8Array): string {
  return `sha-256=:${toBase64(sha256)}:`
}

/** The SHA-256 that a Content-Digest states, 32 bytes. Throws HttpSignatureError DIGEST_UNREADABLE. */
export function parseContentDigest(field: string): Uint8Array {
  const stated = findDigest(field)
  if (stated?.length === 32) return stated
  throw new HttpSignatureError('DIGEST_UNREADABLE', 'content-digest states no SHA-256 (RFC 9530)')
}

function findDigest(field: string): Uint8Array | undefined {
  try {
    const dictionary = parseDictionary(field)
    const member = dictionary.get('sha-256')
    if (dictionary.size !== 1 || !member || isInnerList(member)) return undefined
    return member.item.kind === 'bytes' ? member.item.value : undefined
  } catch {
    return undefined
  }
}
