import type { DisclosureStep } from '@isthmus/contract'
import { sha256 } from '@noble/hashes/sha2.js'
import { toBase64Url, toUtf8 } from '../bytes/index.ts'
import { canonicalJson } from '../log/index.ts'

export type Side = DisclosureStep['side']

/** SHA-256("isthmus step 1\n" || canonical JSON of the step), base64url: its name in both chains. */
export function stepHash(step: DisclosureStep): string {
  return toBase64Url(sha256(toUtf8(`isthmus step 1\n${canonicalJson(step)}`)))
}

export function otherSide(side: Side): Side {
  return side === 'holder' ? 'requester' : 'holder'
}
