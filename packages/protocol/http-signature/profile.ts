/** Label and algorithm of the one signature that a request between peers carries (docs/protocol.md, 4.10 and 4.12). */
export const signatureLabel = 'isthmus'
export const signatureAlgorithm = 'ed25519'

export const jsonType = 'application/json'

/** What a request between peers may be: one message, or a bundle of them. */
export type SignatureProfile = {
  /** 4.11: a signature for one profile is none for another. */
  tag: string
  contentType: string
  /** The field that only requests of this profile have, and how it reads. */
  ownField: string
  ownPattern: RegExp
  /** What the signature covers, in this order (4.13). */
  covered: readonly string[]
}

function toProfile(profile: Omit<SignatureProfile, 'covered'>): SignatureProfile {
  const before = ['@method', '@target-uri', 'content-type', 'content-digest']
  return { ...profile, covered: [...before, profile.ownField, 'isthmus-from', 'isthmus-to'] }
}

export const messageProfile = toProfile({
  tag: 'isthmus-peer-2',
  contentType: jsonType,
  ownField: 'isthmus-correlation-id',
  ownPattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
})

/** Of `POST /peer/v1/inbox/bundle` (docs/protocol.md, 10.18). */
export const bundleProfile = toProfile({
  tag: 'isthmus-bundle-2',
  contentType: 'application/x-ndjson',
  ownField: 'isthmus-bundle',
  ownPattern: /^size=[1-9][0-9]{0,2}, root=:[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=:$/,
})

/** Where the clocks of two peers may differ without harm (4.15). */
export const toleratedSkewMs = 2 * 60_000

/** How long a signature may be good; it bounds what a replay guard must remember (4.15). */
export const longestSignatureMs = 5 * 60_000

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
