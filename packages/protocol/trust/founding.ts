import {
  type DocumentSignature,
  type FederationFounding,
  hasShape,
  type OperatorKey,
  type PeerKey,
  type TrustedPeer,
  type TrustList,
} from '@isthmus/contract'
import { TrustListError } from './errors.ts'
import { barringShortcomings, listShortcomings } from './shortcomings.ts'
import { findDocument, findSignatureKey, toDocumentText } from './signed-document.ts'
import { assertConsistent, listHash, parseListPayload, parseTrustList } from './trust-list.ts'
import { verifyPinned } from './verify-trust-list.ts'

export type FoundingParts = {
  operators: readonly OperatorKey[]
  /** Keys of each peer, by its id, after `verifyFoundingKeys`. */
  keysOf: ReadonlyMap<string, readonly PeerKey[]>
  now: Date
}

const dayMs = 86_400_000
const defaultDays = 365
const defaultWitnesses = 2

/** Version 1 of a federation's list. Throws TrustListError FOUNDING_IMPOSSIBLE, which names the place in the founding. */
export function toFirstList(
  founding: FederationFounding,
  { operators, keysOf, now }: FoundingParts,
): TrustList {
  const { federation, days = defaultDays, organisations, policyPacks } = founding
  const { quorum, emergencyQuorum } = founding.operators
  organisations.forEach((organisation, index) => {
    const lacks = listShortcomings(organisation, now).filter((one) => barringShortcomings.includes(one))
    if (lacks.length > 0)
      throw impossible(
        `organisations/${index}: ${organisation.id} lacks what it must have: ${lacks.join(', ')}`,
      )
  })
  const list: TrustList = {
    federation,
    version: 1,
    issuedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + days * dayMs).toISOString(),
    operators: {
      quorum,
      ...(emergencyQuorum === undefined ? {} : { emergencyQuorum }),
      keys: [...operators],
    },
    organisations: [...organisations],
    peers: founding.peers.map((peer, index) => toPeer(peer, keysOf.get(peer.id), `peers/${index}`)),
    witnesses: toWitnesses(founding),
    ...(policyPacks ? { policyPacks: [...policyPacks] } : {}),
  }
  if (!isEveryLogWitnessed(list))
    throw impossible('witnesses: more cosignatures are wanted than other peers could give')
  try {
    assertConsistent(list)
  } catch (cause) {
    throw impossible(
      `the list would contradict itself: ${cause instanceof Error ? cause.message : ''}`,
      cause,
    )
  }
  return list
}

/** Whether each peer's log has as many other peers that witness it as the list wants. */
export function isEveryLogWitnessed({ peers, witnesses }: Pick<TrustList, 'peers' | 'witnesses'>): boolean {
  if (!witnesses) return true
  return peers.every(({ id }) => witnesses.peers.filter((one) => one !== id).length >= witnesses.required)
}

/** The first list as it is to be signed. Throws TrustListError FOUNDING_IMPOSSIBLE for whatever is none. */
export function parseFirstList(payload: Uint8Array): TrustList {
  try {
    const list = parseListPayload(payload)
    if (list.version === 1) return list
  } catch (cause) {
    throw impossible(cause instanceof Error ? cause.message : 'it is no list', cause)
  }
  throw impossible('it is not the first version')
}

/**
 * One list of several that one operator each has signed. Throws TrustListError FOUNDING_IMPOSSIBLE when they signed
 * different lists, and as `verifyPinned` when the operators whom it names are no quorum of it.
 */
export function joinFirstList(texts: readonly string[]): string {
  const [first, ...others] = texts.map(openSigned)
  if (!first) throw impossible('no signed list is named')
  const other = others.findIndex(({ hash }) => hash !== first.hash)
  if (other >= 0) throw impossible(`file ${other + 2} is another list than file 1`)
  const signatures = new Map([first, ...others].flatMap(({ signed }) => signed))
  const joined = toDocumentText(first.payload, [...signatures.values()])
  return verifyPinned(joined, parseTrustList(joined).list.operators).text
}

type Signed = {
  payload: Uint8Array
  hash: string
  /** Signatures by the key that they name. */
  signed: (readonly [string, DocumentSignature])[]
}

function openSigned(text: string, index: number): Signed {
  const opened = findDocument(text.trim(), 'isthmus-trust-list+jws')
  const document: unknown = opened && JSON.parse(text)
  if (!opened || !hasShape('SignedDocument', document))
    throw impossible(`file ${index + 1} is no signed list`)
  const signed = document.signatures.flatMap((signature) => {
    const keyId = findSignatureKey(signature, 'isthmus-trust-list+jws')
    return keyId === undefined ? [] : [[keyId, signature] as const]
  })
  return { payload: opened.payload, hash: listHash(opened.payload), signed }
}

function toPeer(
  { id, name, address, owner, hosts = [owner] }: FederationFounding['peers'][number],
  keys: readonly PeerKey[] | undefined,
  place: string,
): TrustedPeer {
  if (!keys) throw impossible(`${place}: there are no keys of ${id}`)
  if (URL.parse(address)?.protocol !== 'https:')
    throw impossible(`${place}: the address of ${id} is not https`)
  return { id, name, address, owner, hosts: [...hosts], keys: [...keys] }
}

function toWitnesses({ witnesses, peers }: FederationFounding): NonNullable<TrustList['witnesses']> {
  const everybody = peers.map(({ id }) => id)
  const required = witnesses?.required ?? Math.min(defaultWitnesses, everybody.length - 1)
  return { required, peers: [...(witnesses?.peers ?? everybody)] }
}

function impossible(why: string, cause?: unknown): TrustListError {
  return new TrustListError('FOUNDING_IMPOSSIBLE', `the federation cannot be founded: ${why}`, { cause })
}
