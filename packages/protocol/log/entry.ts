import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, toUtf8 } from '../bytes/index.ts'
import { canonicalJson } from './canonical-json.ts'

export const saltBytes = 32
const label = toUtf8('isthmus entry 1\n')

/**
 * The leaf of an entry, 32 bytes: SHA-256("isthmus entry 1\n" || salt || canonical JSON of the entry). Without the salt
 * nobody can find the entry by trying; with both gone, the tree still proves that something stood here.
 */
export function entryCommitment(salt: Uint8Array, entry: unknown): Uint8Array {
  return textCommitment(salt, canonicalJson(entry))
}

/** The same, of an entry that is at hand as canonical JSON. */
export function textCommitment(salt: Uint8Array, canonical: string): Uint8Array {
  if (salt.length !== saltBytes) throw new TypeError(`a salt has ${saltBytes} bytes, not ${salt.length}`)
  return sha256(concatBytes(label, salt, toUtf8(canonical)))
}
