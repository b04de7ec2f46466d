import { ContractError, type PeerKey, parse, type TrustRequest } from '@isthmus/contract'
import { TrustListError } from './errors.ts'
import { toFingerprint } from './fingerprint.ts'
import { isKeyIdOf } from './key-id.ts'
import { findPayload, toPayload } from './payload.ts'
import {
  type DocumentSigner,
  findDocument,
  type OpenedDocument,
  signDocument,
  verifySignatures,
} from './signed-document.ts'

/** Longer than a request with all its keys and an invitation. */
const longestText = 60_000

/** A request from an hour ago was caught on the way and kept. */
const staleAfterMs = 3_600_000
const clockSkewMs = 5 * 60_000

/** Uses whose keys can sign, so that a peer can prove that it holds them. */
const signingUses: readonly PeerKey['use'][] = ['signing', 'log', 'witness']
const everyUse: readonly PeerKey['use'][] = ['signing', 'sealing', 'tls', 'log', 'witness']

/** What a peer asks the desk of its federation for. */
export type PeerRequest = TrustRequest & { kind: Exclude<TrustRequest['kind'], 'found'> }

/** What a peer asks for: signed by its signing key of the list, if it has one, and by each of its new Ed25519 keys. */
export async function signTrustRequest(
  request: TrustRequest,
  signers: readonly DocumentSigner[],
): Promise<{ text: string; fingerprint: string }> {
  const payload = toPayload(request)
  return {
    text: await signDocument(payload, 'isthmus-trust-request+jws', signers),
    fingerprint: toFingerprint(payload),
  }
}

/**
 * What a peer asks for, when it holds the keys that it names. `keysOf` gives the signing keys under which the trust list
 * knows a peer: one of them must have signed, unless the peer wants to join.
 * Throws TrustListError REQUEST_UNREADABLE, REQUEST_SIGNATURE_WRONG, REQUEST_STALE.
 */
export function verifyTrustRequest(
  text: string,
  keysOf: (peerId: string) => readonly Pick<PeerKey, 'id' | 'key'>[],
  now: Date,
): { request: PeerRequest; fingerprint: string } {
  const { document, request } = parseRequest(text)
  if (!isPeerRequest(request)) throw unreadable('it has keys for the first list of a federation')
  verifyHolder(document, request, keysOf(request.peer))
  const ageMs = now.getTime() - Date.parse(request.requestedAt)
  if (!(ageMs < staleAfterMs && ageMs > -clockSkewMs))
    throw new TrustListError('REQUEST_STALE', `the request was made at ${request.requestedAt}`)
  return { request, fingerprint: toFingerprint(document.payload) }
}

/**
 * The keys with which a peer will be in the first list of a federation; it holds those that can sign, and has one for each
 * use. Good at any time: whoever founds a federation compares the fingerprint with the peer. Throws TrustListError
 * REQUEST_UNREADABLE, REQUEST_SIGNATURE_WRONG.
 */
export function verifyFoundingKeys(text: string): {
  request: TrustRequest
  keys: readonly PeerKey[]
  fingerprint: string
} {
  const { document, request } = parseRequest(text)
  const { kind, keys = [] } = request
  if (kind !== 'found') throw unreadable('its keys are not for the first list of a federation')
  const missing = everyUse.filter((use) => !keys.some((key) => key.use === use))
  if (missing.length > 0) throw unreadable(`it has no key for ${missing.join(', ')}`)
  verifyHolder(document, request, [])
  return { request, keys, fingerprint: toFingerprint(document.payload) }
}

function isPeerRequest(request: TrustRequest): request is PeerRequest {
  return request.kind !== 'found'
}

function parseRequest(text: string): { document: OpenedDocument; request: TrustRequest } {
  const document = findDocument(text.length > longestText ? '' : text.trim(), 'isthmus-trust-request+jws')
  if (!document) throw unreadable('it is no signed document of that type')
  const request = toRequest(findPayload(document.payload))
  assertForm(request)
  return { document, request }
}

function toRequest(value: unknown): TrustRequest {
  try {
    return parse('TrustRequest', value)
  } catch (cause) {
    throw unreadable(cause instanceof ContractError ? cause.message : 'its content is no request', cause)
  }
}

/** What the schema cannot say of each kind. */
function assertForm({ kind, keys = [], revoke = [], invitation, organisation, address }: TrustRequest): void {
  if (keys.some((key) => !isKeyIdOf(key) || key.revokedAt !== undefined))
    throw unreadable('the id of a key is not that of the key')
  if (new Set(keys.map(({ id }) => id)).size !== keys.length) throw unreadable('it names a key twice')
  const asksFor = kind === 'revoke' ? revoke.length : keys.length
  if (asksFor === 0 || (kind === 'revoke') !== (keys.length === 0))
    throw unreadable('its keys are not those of its kind')
  const isWholeJoin = invitation !== undefined && organisation !== undefined && address !== undefined
  if (kind === 'join' && !isWholeJoin)
    throw unreadable('who joins needs invitation, organisation and address')
}

function verifyHolder(
  document: OpenedDocument,
  { kind, keys = [], peer }: TrustRequest,
  listed: readonly Pick<PeerKey, 'id' | 'key'>[],
): void {
  const own = keys.filter(({ use }) => signingUses.includes(use))
  const { signedBy, wrong } = verifySignatures(document, [...own, ...listed])
  const isByListed = kind === 'join' || kind === 'found' || listed.some(({ id }) => signedBy.has(id))
  if (wrong.size === 0 && isByListed && own.every(({ id }) => signedBy.has(id))) return
  throw new TrustListError(
    'REQUEST_SIGNATURE_WRONG',
    `the request of ${peer} is not signed by the keys that it names and those of the trust list`,
  )
}

function unreadable(why: string, cause?: unknown): TrustListError {
  return new TrustListError('REQUEST_UNREADABLE', `the request cannot be read: ${why}`, { cause })
}
