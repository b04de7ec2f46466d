import type { Organisation, TrustedPeer, TrustList } from '@isthmus/contract'
import {
  type PeerSecrets,
  type PrivateKeys,
  type PublicKeys,
  toPrivateKeys,
  toPublicKeys,
} from '@isthmus/protocol/envelope'
import { TrustError } from './errors.ts'
import { verifyKeysFit } from './peer-secrets.ts'
import { verifyInForce } from './trust-list.ts'

export type KnownPeer = TrustedPeer & { keys: PublicKeys }

/** Whom this peer believes, and as whom it speaks. Immutable: a new trust list makes a new Trust. */
export class Trust {
  readonly list: TrustList
  readonly self: KnownPeer
  readonly keys: PrivateKeys
  readonly #peers: ReadonlyMap<string, KnownPeer>
  readonly #organisations: ReadonlyMap<string, Organisation>

  private constructor(
    list: TrustList,
    peers: ReadonlyMap<string, KnownPeer>,
    self: { peer: KnownPeer; keys: PrivateKeys },
  ) {
    this.list = list
    this.self = self.peer
    this.keys = self.keys
    this.#peers = peers
    this.#organisations = new Map(list.organisations.map((organisation) => [organisation.id, organisation]))
  }

  /** Throws TrustError PEER_NOT_LISTED, and KEYS_UNREADABLE when the keys are not those that the list says. */
  static async create(list: TrustList, peerId: string, secrets: PeerSecrets): Promise<Trust> {
    const entries = await Promise.all(
      list.peers.map(async (peer) => [peer.id, { ...peer, keys: await toPublicKeys(peer) }] as const),
    )
    const peers = new Map<string, KnownPeer>(entries)
    const self = peers.get(peerId)
    if (!self)
      throw new TrustError(
        'PEER_NOT_LISTED',
        `this peer (${peerId}) is not in trust list version ${list.version}`,
      )
    verifyKeysFit(secrets, self)
    return new Trust(list, peers, { peer: self, keys: await toPrivateKeys(secrets, self) })
  }

  /** To be called before anybody is believed or asked: a list may expire while the peer runs. Throws TRUST_LIST_EXPIRED. */
  verifyInForce(now: Date): void {
    verifyInForce(this.list, now)
  }

  findPeer(id: string): KnownPeer | undefined {
    return this.#peers.get(id)
  }

  findOrganisation(id: string): Organisation | undefined {
    return this.#organisations.get(id)
  }

  /** The organisation as which `peerId` says its officer acts; undefined unless the trust list says that it is hosted there. */
  findHosted(peerId: string, organisationId: string): Organisation | undefined {
    const isHosted = this.#peers.get(peerId)?.hosts.includes(organisationId) ?? false
    return isHosted ? this.#organisations.get(organisationId) : undefined
  }

  listOtherPeers(): KnownPeer[] {
    return [...this.#peers.values()].filter((peer) => peer.id !== this.self.id)
  }
}
