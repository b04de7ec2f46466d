import type { PeerKey, TrustedPeer, TrustList, TrustProposal, TrustRequest } from '@isthmus/contract'
import { barringShortcomings, listShortcomings } from '@isthmus/protocol/trust'
import { withOperators, withOrganisation, withoutWitness, withWitnesses } from './change-list.ts'
import { draftImpossible, requestNotAdmissible } from './errors.ts'

export type NextListParts = {
  current: TrustList
  hash: string
  now: Date
  /** For how many days a new list is good. */
  listDays: number
}

const dayMs = 86_400_000

/** For how long the former key stays good beside its successor. */
const overlapDays = 7

/**
 * The list that would come next if this were granted. A revocation changes nothing else, not even the end of the list, so
 * that an emergency quorum may sign it. Throws TrustError REQUEST_NOT_ADMISSIBLE, DRAFT_IMPOSSIBLE.
 */
export function toNextList(parts: NextListParts, proposal: TrustProposal, request?: TrustRequest): TrustList {
  const { current, hash, now } = parts
  const header = { ...current, version: current.version + 1, previous: hash, issuedAt: now.toISOString() }
  switch (proposal.kind) {
    case 'admit':
      return withLongerEnd(withNewcomer(header, request, now), parts)
    case 'rotate':
      return withLongerEnd(withNewKeys(header, request, now), parts)
    case 'revoke':
      return withRevoked(header, toRevoked(proposal, request), now)
    case 'remove':
      return withLongerEnd(withoutPeer(header, proposal.peer, now), parts)
    case 'change-operators':
      return withLongerEnd(withOperators(header, proposal.operators), parts)
    case 'change-organisation': {
      const { organisation, host } = proposal
      return withLongerEnd(withOrganisation(header, { organisation, host }, now), parts)
    }
    case 'change-witnesses':
      return withLongerEnd(withWitnesses(header, proposal.witnesses), parts)
    case 'renew':
      return withLongerEnd(
        header,
        proposal.days === undefined ? parts : { ...parts, listDays: proposal.days },
      )
  }
}

function withLongerEnd(list: TrustList, { now, listDays }: NextListParts): TrustList {
  const end = new Date(now.getTime() + listDays * dayMs).toISOString()
  return { ...list, expiresAt: end > list.expiresAt ? end : list.expiresAt }
}

function withNewcomer(list: TrustList, request: TrustRequest | undefined, now: Date): TrustList {
  const { organisation, address, peer: id, name = '', keys = [] } = request ?? {}
  if (!organisation || !address || !id) throw draftImpossible('there is no request to join')
  if (list.peers.some((peer) => peer.id === id))
    throw requestNotAdmissible(`a peer ${id} is in the list already`)
  const shortcomings = listShortcomings(organisation, now).filter((one) => barringShortcomings.includes(one))
  if (shortcomings.length > 0)
    throw requestNotAdmissible(`${organisation.id} lacks what it must have: ${shortcomings.join(', ')}`)
  const isKnown = list.organisations.some((one) => one.id === organisation.id)
  const newcomer: TrustedPeer = {
    id,
    name,
    address,
    owner: organisation.id,
    hosts: [organisation.id],
    keys: [...keys],
  }
  return {
    ...list,
    organisations: isKnown ? list.organisations : [...list.organisations, organisation],
    peers: [...list.peers, newcomer],
    ...(list.witnesses ? { witnesses: { ...list.witnesses, peers: [...list.witnesses.peers, id] } } : {}),
  }
}

function withNewKeys(list: TrustList, request: TrustRequest | undefined, now: Date): TrustList {
  if (request?.kind !== 'rotate') throw draftImpossible('there is no request for new keys')
  const fresh = request.keys ?? []
  const uses = new Set(fresh.map(({ use }) => use))
  const overlapEndsAt = new Date(now.getTime() + overlapDays * dayMs).toISOString()
  const toFormer = (key: PeerKey): PeerKey =>
    uses.has(key.use) && key.validTo > overlapEndsAt && key.validFrom < overlapEndsAt
      ? { ...key, validTo: overlapEndsAt }
      : key
  return withPeer(list, request.peer, (peer) => ({
    ...peer,
    keys: [...peer.keys.filter((key) => !isLongOver(key, now)).map(toFormer), ...fresh],
  }))
}

/** A key that ended a day ago is of no use to anybody; the chain of lists still has it. */
function isLongOver({ validTo }: PeerKey, now: Date): boolean {
  return Date.parse(validTo) < now.getTime() - dayMs
}

type Revoked = { peer: string; keys?: readonly string[] }

function toRevoked({ peer, key }: TrustProposal, request: TrustRequest | undefined): Revoked {
  if (request) return { peer: request.peer, keys: request.revoke ?? [] }
  if (peer === undefined) throw draftImpossible('nobody is named whose keys are to be revoked')
  return key === undefined ? { peer } : { peer, keys: [key] }
}

function withRevoked(list: TrustList, { peer: peerId, keys }: Revoked, now: Date): TrustList {
  const isMeant = (key: PeerKey): boolean =>
    key.revokedAt === undefined && (keys === undefined || keys.includes(key.id))
  return withPeer(list, peerId, (peer) => {
    if (!peer.keys.some(isMeant)) throw draftImpossible(`${peerId} has no such key that is not revoked yet`)
    return {
      ...peer,
      keys: peer.keys.map((key) => (isMeant(key) ? { ...key, revokedAt: now.toISOString() } : key)),
    }
  })
}

function withoutPeer(list: TrustList, peerId: string | undefined, now: Date): TrustList {
  const leaving = list.peers.find(({ id }) => id === peerId)
  if (!leaving) throw draftImpossible('the list has no such peer')
  if (leaving.keys.some((key) => key.revokedAt !== undefined && Date.parse(key.validTo) > now.getTime()))
    throw draftImpossible(
      `the revoked keys of ${leaving.id} must stay in the list until they would have ended`,
    )
  return {
    ...list,
    peers: list.peers.filter((peer) => peer !== leaving),
    ...(list.witnesses ? { witnesses: withoutWitness(list.witnesses, leaving.id) } : {}),
  }
}

function withPeer(list: TrustList, peerId: string, change: (peer: TrustedPeer) => TrustedPeer): TrustList {
  if (!list.peers.some(({ id }) => id === peerId)) throw draftImpossible('the list has no such peer')
  return { ...list, peers: list.peers.map((peer) => (peer.id === peerId ? change(peer) : peer)) }
}
