import { toBase64Url, toUtf8 } from '../bytes/index.ts'
import { ProofError } from './errors.ts'

export type Hash = (data: Uint8Array) => Uint8Array

const label = toUtf8('isthmus payload 2\n')

/** Commits to a payload under a salt of 32 random bytes (docs/protocol.md, 6.5): base64url of a SHA-256. */
export function payloadCommitmentOf(sha256: Hash, salt: Uint8Array, payload: Uint8Array): string {
  const bytes = new Uint8Array(label.length + salt.length + payload.length)
  bytes.set(label)
  bytes.set(salt, label.length)
  bytes.set(payload, label.length + salt.length)
  return toBase64Url(sha256(bytes))
}

/** Clause 6.5: this payload, and no other, is the one that was sent. Throws ProofError COMMITMENT_WRONG. */
export function verifyCommitment(
  commitment: string,
  opened: { salt: Uint8Array; payload: Uint8Array },
  sha256: Hash,
): void {
  if (opened.salt.length === 32 && payloadCommitmentOf(sha256, opened.salt, opened.payload) === commitment)
    return
  throw new ProofError('COMMITMENT_WRONG', 'the payload is not the one to which the header commits')
}
