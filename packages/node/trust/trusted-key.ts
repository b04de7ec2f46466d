import { createPublicKey, type KeyObject } from 'node:crypto'
import type { PeerKey, TrustedPeer } from '@isthmus/contract'

/** A public key of the trust list, ready for use. */
export type TrustedKey = PeerKey & {
  peerId: string
  /** 32 bytes: the public key itself, for `tls` the SHA-256 of the SubjectPublicKeyInfo. */
  raw: Uint8Array
  /** Of signing, log, witness and sealing keys. */
  publicKey?: KeyObject
}

const curves = { signing: 'Ed25519', log: 'Ed25519', witness: 'Ed25519', sealing: 'X25519' } as const

export function toTrustedKeys(peer: TrustedPeer): TrustedKey[] {
  return peer.keys.map((key) => ({
    ...key,
    peerId: peer.id,
    raw: Buffer.from(key.key, 'base64url'),
    ...(key.use === 'tls' ? {} : { publicKey: toPublicKey(curves[key.use], key.key) }),
  }))
}

/** Whether a key is good at that instant: within its validity, and not revoked. */
export function isGoodAt(key: PeerKey, at: Date): boolean {
  const instant = at.getTime()
  const isWithin = Date.parse(key.validFrom) <= instant && instant < Date.parse(key.validTo)
  return isWithin && !(key.revokedAt !== undefined && Date.parse(key.revokedAt) <= instant)
}

/** The newest first: of two that are good, the one that begins later takes over. */
export function byNewest(left: PeerKey, right: PeerKey): number {
  return Date.parse(right.validFrom) - Date.parse(left.validFrom) || (left.id < right.id ? -1 : 1)
}

function toPublicKey(crv: 'Ed25519' | 'X25519', x: string): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv, x }, format: 'jwk' })
}
