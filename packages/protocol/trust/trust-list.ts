import { ContractError, type OperatorSet, parse, type TrustedPeer, type TrustList } from '@isthmus/contract'
import { sha256 } from '@noble/hashes/sha2.js'
import { toBase64Url } from '../bytes/index.ts'
import { TrustListError } from './errors.ts'
import { isKeyIdOf } from './key-id.ts'
import { findPayload } from './payload.ts'
import { findDocument, type OpenedDocument } from './signed-document.ts'

/** A list whose form is right; nothing is said about who signed it. */
export type OpenedTrustList = { list: TrustList; hash: string; text: string; document: OpenedDocument }

/** Longer than a list of a thousand organisations and peers. */
const longestText = 12_000_000

/** Base64url SHA-256 of the payload of a list: what the next version names as `previous`. */
export function listHash(payload: Uint8Array): string {
  return toBase64Url(sha256(payload))
}

/** Throws TrustListError TRUST_LIST_UNREADABLE for whatever is no signed trust list, or contradicts itself. */
export function parseTrustList(text: string): OpenedTrustList {
  const trimmed = text.length > longestText ? '' : text.trim()
  const document = findDocument(trimmed, 'isthmus-trust-list+jws')
  if (!document) throw unreadable('it is no signed document of that type')
  const list = parseListPayload(document.payload)
  return { list, hash: listHash(document.payload), text: trimmed, document }
}

/** The list in the bytes that are signed. Throws TrustListError TRUST_LIST_UNREADABLE. */
export function parseListPayload(payload: Uint8Array): TrustList {
  const list = toList(findPayload(payload))
  assertConsistent(list)
  return list
}

function toList(value: unknown): TrustList {
  try {
    return parse('TrustList', value)
  } catch (cause) {
    throw unreadable(cause instanceof ContractError ? cause.message : 'its content is no trust list', cause)
  }
}

/** What the schema cannot say. Throws TrustListError TRUST_LIST_UNREADABLE. */
export function assertConsistent(list: TrustList): void {
  const isFirst = list.version === 1
  if (isFirst !== (list.previous === undefined))
    throw unreadable('every version but the first names the one before')
  if (!(instantOf(list.expiresAt) > instantOf(list.issuedAt))) throw unreadable('it ends before it begins')
  assertOperators(list.operators)
  assertUnique('organisation', list.organisations)
  assertUnique('peer', list.peers)
  const organisations = new Set(list.organisations.map(({ id }) => id))
  for (const peer of list.peers) assertPeer(peer, organisations)
  assertUnique(
    'key',
    list.peers.flatMap(({ keys }) => keys),
  )
  const peers = new Set(list.peers.map(({ id }) => id))
  const stranger = list.witnesses?.peers.find((id) => !peers.has(id))
  if (stranger !== undefined) throw unreadable(`the witness ${stranger} is no peer of it`)
  assertUnique('policy pack', list.policyPacks ?? [])
}

/** Throws TrustListError TRUST_LIST_UNREADABLE for a quorum that nobody can reach, or a key under two names. */
export function assertOperators({ quorum, emergencyQuorum, keys }: OperatorSet): void {
  assertUnique('operator key', keys)
  if (keys.some((key) => !isKeyIdOf(key))) throw unreadable('the id of an operator is not that of the key')
  if (quorum > keys.length) throw unreadable('its quorum is larger than the number of its operators')
  if (emergencyQuorum !== undefined && emergencyQuorum > quorum)
    throw unreadable('its emergency quorum is larger than its quorum')
}

function assertPeer(peer: TrustedPeer, organisations: ReadonlySet<string>): void {
  const stranger = [peer.owner, ...peer.hosts].find((id) => !organisations.has(id))
  if (stranger !== undefined) throw unreadable(`peer ${peer.id} names the unknown organisation ${stranger}`)
  for (const key of peer.keys) {
    if (!isKeyIdOf(key)) throw unreadable(`the id of a key of peer ${peer.id} is not that of the key`)
    if (!(instantOf(key.validTo) > instantOf(key.validFrom)))
      throw unreadable(`key ${key.id} of peer ${peer.id} ends before it begins`)
    if (key.revokedAt !== undefined) instantOf(key.revokedAt)
  }
}

/** Of two entries with one id nobody could say which is believed. */
function assertUnique(what: string, entries: readonly { id: string }[]): void {
  const seen = new Set<string>()
  for (const { id } of entries) {
    if (seen.has(id)) throw unreadable(`it names the ${what} ${id} twice`)
    seen.add(id)
  }
}

/** Milliseconds since 1970; the form of the text allows instants that no calendar has. */
function instantOf(text: string): number {
  const instant = Date.parse(text)
  if (Number.isNaN(instant)) throw unreadable('one of its instants is in no calendar')
  return instant
}

export function unreadable(why: string, cause?: unknown): TrustListError {
  return new TrustListError('TRUST_LIST_UNREADABLE', `the trust list cannot be read: ${why}`, { cause })
}
