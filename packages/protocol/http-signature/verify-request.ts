import { judgeRequest, verifyDigest } from './judge-request.ts'
import type { ListedKey, VerifyEd25519 } from './profile.ts'
import { messageProfile } from './profile.ts'
import type { Fields } from './signature-base.ts'

/** A request as it arrived. `targetUri`: scheme of the connection, Host field and request target. */
export type ReceivedRequest = { method: string; targetUri: string; fields: Fields; body: Uint8Array }

/** What the receiver knows when a request arrives. */
export type VerifyingParts = {
  selfId: string
  /** Address of this peer in the trust list, with the path. */
  targetUri: string
  /** The peer whose certificate the TLS connection showed; null where a proof is judged without the connection. */
  tlsPeer: string | null
  /** Keys of a peer of the trust list; undefined for a stranger. */
  keysOf: (peerId: string) => readonly ListedKey[] | undefined
  verifyEd25519: VerifyEd25519
  sha256: (data: Uint8Array) => Uint8Array
  /** Remembers a nonce and says whether it has been seen before. Called once, and only for a signature that is good. */
  isReplay: (seen: SeenSignature) => boolean
}

/** Times in milliseconds since 1970. */
export type SeenSignature = { from: string; nonce: string; createdAt: number; expiresAt: number }

export type VerifiedRequest = {
  from: string
  to: string
  /** Null for a message of a bundle: the signed root is over the message, which states its own. */
  correlationId: string | null
  keyId: string
  /** SHA-256 of the body, 32 bytes: the digest of the message in logs and receipts. */
  digest: Uint8Array
  /** How far the sender's clock is ahead of ours; negative also while the message travels. Within 2 minutes. */
  clockAheadMs: number
}

/**
 * Judges a request of another peer, clause by clause in the order of docs/protocol.md, section 4.
 * Throws HttpSignatureError at the first clause that fails.
 */
export function verifyRequest(request: ReceivedRequest, parts: VerifyingParts, now: Date): VerifiedRequest {
  const { own, content, ...judged } = judgeRequest(request, parts, {
    profile: messageProfile,
    now,
    verifyContent: ({ contentDigest }) => verifyDigest(contentDigest, request.body, parts.sha256),
  })
  return { ...judged, correlationId: own, digest: content }
}
