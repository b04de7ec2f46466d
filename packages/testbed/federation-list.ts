import type { OperatorSet, PeerKey, TrustedPeer, TrustList } from '@isthmus/contract'
import { createPeerKey, type Keystore, listPeerKeys } from '@isthmus/node/platform'
import type { FederationPlan, PlannedPeer } from './federation-plan.ts'

const dayMs = 86_400_000
const listDays = 365
const keyDays = 730

/** A list that ends sooner is renewed at the start. */
const renewBeforeDays = 30

const uses = ['signing', 'sealing', 'tls', 'log', 'witness'] as const satisfies readonly PeerKey['use'][]

export type PlannedList = {
  plan: FederationPlan
  operators: OperatorSet
  keystoreOf: (peerId: string) => Keystore
  addressOf: (peer: PlannedPeer) => string
  now: Date
}

/**
 * The list that the plan wants after `former`, or undefined when `former` says it already. What operators did meanwhile
 * stays: peers that joined, keys that were renewed or revoked.
 */
export function planList(
  planned: PlannedList,
  former: { list: TrustList; hash: string } | undefined,
): TrustList | undefined {
  const { plan, operators, now } = planned
  const peers = plan.peers.map((peer) => toListedPeer(planned, peer, former?.list))
  const ids = new Set(plan.peers.map(({ id }) => id))
  const known = new Set(plan.organisations.map(({ id }) => id))
  const content = {
    federation: plan.id,
    operators,
    organisations: [
      ...plan.organisations,
      ...(former?.list.organisations.filter(({ id }) => !known.has(id)) ?? []),
    ],
    peers: [...peers, ...(former?.list.peers.filter(({ id }) => !ids.has(id)) ?? [])],
    witnesses: former?.list.witnesses ?? {
      required: Math.min(2, peers.length - 1),
      peers: plan.peers.map(({ id }) => id),
    },
  }
  if (former && isSaid(former.list, content, now)) return undefined
  return {
    ...content,
    version: (former?.list.version ?? 0) + 1,
    ...(former ? { previous: former.hash } : {}),
    issuedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + listDays * dayMs).toISOString(),
  }
}

function isSaid(list: TrustList, content: Partial<TrustList>, now: Date): boolean {
  const isFresh = Date.parse(list.expiresAt) > now.getTime() + renewBeforeDays * dayMs
  const said = new Map<string, unknown>(Object.entries(list))
  const isSame = Object.entries(content).every(
    ([name, value]) => JSON.stringify(said.get(name)) === JSON.stringify(value),
  )
  return isFresh && isSame
}

function toListedPeer(
  { keystoreOf, addressOf, now }: PlannedList,
  peer: PlannedPeer,
  former: TrustList | undefined,
): TrustedPeer {
  const listed = former?.peers.find(({ id }) => id === peer.id)?.keys ?? []
  const keystore = keystoreOf(peer.id)
  const fresh = uses.flatMap((use) => {
    const held = listPeerKeys(keystore, use)
    const isListed = listed.some((key) => isGood(key, now) && held.some(({ id }) => id === key.id))
    return isListed ? [] : [toListedKey(held.find(isNew) ?? createPeerKey(keystore, use), now)]
  })
  function isNew({ id }: { id: string }): boolean {
    return listed.every((key) => key.id !== id)
  }
  const { id, name, owner, hosts } = peer
  return { id, name, address: addressOf(peer), owner, hosts, keys: [...listed, ...fresh] }
}

function toListedKey({ use, id, key }: Pick<PeerKey, 'use' | 'id' | 'key'>, now: Date): PeerKey {
  return {
    use,
    id,
    key,
    validFrom: now.toISOString(),
    validTo: new Date(now.getTime() + keyDays * dayMs).toISOString(),
  }
}

function isGood({ validTo, revokedAt }: PeerKey, now: Date): boolean {
  return revokedAt === undefined && Date.parse(validTo) > now.getTime() + renewBeforeDays * dayMs
}
