/** Label, tag and algorithm of the one signature that a request between peers carries (docs/protocol.md, 4.10 to 4.12). */
export const signatureLabel = 'isthmus'
export const signatureTag = 'isthmus-peer-2'
export const signatureAlgorithm = 'ed25519'

/** What the signature covers, in this order (4.13). */
export const coveredComponents = [
  '@method',
  '@target-uri',
  'content-type',
  'content-digest',
  'isthmus-correlation-id',
  'isthmus-from',
  'isthmus-to',
] as const

/** Where the clocks of two peers may differ without harm (4.15). */
export const toleratedSkewMs = 2 * 60_000

/** How long a signature may be good; it bounds what a replay guard must remember (4.15). */
export const longestSignatureMs = 5 * 60_000

export const jsonType = 'application/json'

/** Whether `signature` over `data` is that of the raw Ed25519 public key (base64url). */
export type VerifyEd25519 = (publicKey: string, data: Uint8Array, signature: Uint8Array) => boolean

/** A key as the trust list gives it; `key` is the raw public key, base64url. */
export type ListedKey = {
  use: string
  id: string
  key: string
  validFrom: string
  validTo: string
  revokedAt?: string
}
