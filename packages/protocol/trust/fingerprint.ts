import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, toUtf8 } from '../bytes/index.ts'

const groups = 6

/**
 * Six groups of five digits (99 bits) of what a peer asks for, which two people read to each other: digits are the same in
 * every language.
 */
export function toFingerprint(payload: Uint8Array): string {
  const digest = sha256(concatBytes(toUtf8('isthmus request fingerprint 1\n'), payload))
  return Array.from({ length: groups }, (_none, group) =>
    toGroup(digest.subarray(group * 5, group * 5 + 5)),
  ).join(' ')
}

/** Forty bits as five digits; the share by which some groups are likelier is below one in ten million. */
function toGroup(bytes: Uint8Array): string {
  const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0)
  return String(number % 100_000).padStart(5, '0')
}
