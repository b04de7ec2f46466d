import type { Organisation, PeerKey, TrustedPeer, TrustList } from '@isthmus/contract'
import {
  defaultGraceMs,
  type VerifiedTrustList,
  validityOf,
  verifyInForce,
  verifySuccessor,
} from '@isthmus/protocol/trust'
import type { Clock, Signer } from '../platform/index.ts'
import { TrustError, toTrustError } from './errors.ts'
import type { OwnKeys, SigningUse } from './own-keys.ts'
import { byNewest, isGoodAt, type TrustedKey, toTrustedKeys } from './trusted-key.ts'

export type KnownPeer = TrustedPeer

export type TrustChange = { previous: VerifiedTrustList; current: VerifiedTrustList }

export type TrustOptions = {
  peerId: string
  ownKeys: OwnKeys
  clock: Clock
  graceMs?: number
  /** Makes adopted lists durable before they take effect. */
  keep?: (lists: readonly VerifiedTrustList[]) => Promise<void>
  /** Lists before this one, as far as they are kept. */
  former?: readonly VerifiedTrustList[]
}

/** How long a key must have been listed before this peer signs with it, while an older one is still good. */
const settlesAfterMs = 90_000

/** Whom this peer believes, and as whom it speaks. One object for the whole peer; a new list changes what it answers. */
export class Trust {
  readonly #options: TrustOptions
  readonly #listeners = new Set<(change: TrustChange) => void>()
  readonly #listedSince = new Map<string, number>()
  readonly #lists: TrustList[]
  #state: State
  #adoptedAt: Date
  #adopting: Promise<unknown> = Promise.resolve()
  #hear: (version: number, peerId: string) => void = () => {}

  /**
   * Throws TrustError PEER_NOT_LISTED, and KEY_MISSING when this peer holds no private half of its listed signing or
   * sealing keys: nobody would believe it or could ask it.
   */
  constructor(verified: VerifiedTrustList, options: TrustOptions) {
    this.#options = options
    this.#lists = [...(options.former ?? []), verified].map(({ list }) => list)
    this.#adoptedAt = new Date(verified.list.issuedAt)
    this.#state = toState(verified, options.peerId)
    this.#noteListed(Date.parse(verified.list.issuedAt))
    this.#assertKeysHeld()
  }

  get list(): TrustList {
    return this.#state.verified.list
  }

  /** The list in force as it was signed. */
  get verified(): VerifiedTrustList {
    return this.#state.verified
  }

  /** This peer as the list has it; as it was listed last when the list has it no more. */
  get self(): KnownPeer {
    return this.#state.self
  }

  /** When this list took effect here; of the one at the start, when it was issued. */
  get adoptedAt(): Date {
    return this.#adoptedAt
  }

  get graceMs(): number {
    return this.#options.graceMs ?? defaultGraceMs
  }

  /** To be called before anybody is believed or asked: a list may expire while the peer runs. Throws TRUST_LIST_EXPIRED. */
  verifyInForce(now: Date): void {
    try {
      verifyInForce(this.list, { now, graceMs: this.graceMs })
    } catch (fault) {
      throw toTrustError(fault)
    }
  }

  validity(now: Date): 'in-force' | 'in-grace' | 'expired' {
    return validityOf(this.list, { now, graceMs: this.graceMs })
  }

  findPeer(id: string): KnownPeer | undefined {
    return this.#state.peers.get(id)
  }

  findOrganisation(id: string): Organisation | undefined {
    return this.#state.organisations.get(id)
  }

  /** The organisation as which `peerId` says its officer acts; undefined unless the trust list says that it is hosted there. */
  findHosted(peerId: string, organisationId: string): Organisation | undefined {
    const isHosted = this.findPeer(peerId)?.hosts.includes(organisationId) ?? false
    return isHosted ? this.findOrganisation(organisationId) : undefined
  }

  listOtherPeers(): KnownPeer[] {
    return [...this.#state.peers.values()].filter((peer) => peer.id !== this.#options.peerId)
  }

  /** Undefined unless the list has this key of this peer for this use, and it is good at that instant. */
  findKey(peerId: string, use: PeerKey['use'], keyId: string, at: Date): TrustedKey | undefined {
    const key = this.#state.keys.get(keyId)
    return key?.peerId === peerId && key.use === use && isGoodAt(key, at) ? key : undefined
  }

  /** A key of the list by its id, whether good or not: to say why it is not accepted. */
  findListedKey(keyId: string): TrustedKey | undefined {
    return this.#state.keys.get(keyId)
  }

  /** The keys of a peer for one use that are good at that instant, the newest first. */
  listKeys(peerId: string, use: PeerKey['use'], at: Date = this.#options.clock()): TrustedKey[] {
    const listed = this.#state.keysOf.get(peerId) ?? []
    return listed.filter((key) => key.use === use && isGoodAt(key, at)).sort(byNewest)
  }

  /** The keys that a peer has had for one use in every list that is kept: what they signed stays signed when they go. */
  listEveryKey(peerId: string, use: PeerKey['use']): TrustedKey[] {
    const listed = this.#lists
      .flatMap(({ peers }) => peers.filter(({ id }) => id === peerId))
      .flatMap((peer) => ({ ...peer, keys: peer.keys.filter((key) => key.use === use) }))
    return [...new Map(listed.flatMap(toTrustedKeys).map((key) => [key.id, key])).values()]
  }

  /** The newest good key of a peer: what to seal to, what to expect. */
  currentKey(peerId: string, use: PeerKey['use'], at?: Date): TrustedKey | undefined {
    return this.listKeys(peerId, use, at)[0]
  }

  /**
   * Signs with this peer's current key. A new key is used once the others have had time to learn of it. Throws TrustError
   * KEY_MISSING when no own key of this use is good.
   */
  signerOf(use: SigningUse): Signer {
    const good = this.listKeys(this.#options.peerId, use)
    const now = this.#options.clock().getTime()
    const isSettled = ({ id }: PeerKey): boolean => now - (this.#listedSince.get(id) ?? 0) >= settlesAfterMs
    for (const key of [...good.filter(isSettled), ...good]) {
      const signer = this.#options.ownKeys.findSigner(use, key.id)
      if (signer) return signer
    }
    throw keyMissing(this.#options.peerId, use)
  }

  /**
   * The private half of an own sealing key: 32 bytes. Also of one that the list does not have yet: another peer may hold the
   * list that has it a few seconds sooner, and seals to it from then on.
   */
  sealingKeyOf(keyId: string): Buffer | undefined {
    const listed = this.#state.keys.get(keyId)
    if (listed && (listed.peerId !== this.#options.peerId || listed.use !== 'sealing')) return undefined
    const { d } = this.#options.ownKeys.findPrivateKey('sealing', keyId)?.export({ format: 'jwk' }) ?? {}
    return d === undefined ? undefined : Buffer.from(d, 'base64url')
  }

  /**
   * Lets this peer go on under newer lists, oldest first. Gives those that were new, after they are durable.
   * Throws TrustError with the codes of `verifySuccessor`, and nothing has changed.
   */
  adopt(...texts: string[]): Promise<VerifiedTrustList[]> {
    const adopted = this.#adopting.then(() => this.#adopt(texts))
    this.#adopting = adopted.catch(() => {})
    return adopted
  }

  /** Calls the listener after each change of the list. Gives what ends that. */
  onChange(listener: (change: TrustChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Another peer says that it has this version. Only a hint, which anybody could make up: it makes this peer ask sooner. */
  hearOf(version: number, peerId: string): void {
    if (Number.isSafeInteger(version) && version > this.list.version) this.#hear(version, peerId)
  }

  /** Who wants to know of such hints. */
  onHint(listener: (version: number, peerId: string) => void): void {
    this.#hear = listener
  }

  async #adopt(texts: readonly string[]): Promise<VerifiedTrustList[]> {
    const previous = this.#state.verified
    const newer = toSuccessors(texts, previous)
    const current = newer.at(-1)
    if (!current) return []
    await this.#options.keep?.(newer)
    this.#state = toState(current, this.#options.peerId, this.#state.self)
    this.#lists.push(...newer.map(({ list }) => list))
    this.#adoptedAt = this.#options.clock()
    this.#noteListed(this.#adoptedAt.getTime())
    for (const listener of this.#listeners) listener({ previous, current })
    return newer
  }

  #noteListed(now: number): void {
    for (const { id } of this.self.keys) if (!this.#listedSince.has(id)) this.#listedSince.set(id, now)
  }

  #assertKeysHeld(): void {
    const { ownKeys, peerId } = this.#options
    const holds = (use: PeerKey['use']): boolean =>
      this.self.keys.some((key) => key.use === use && ownKeys.findPrivateKey(use, key.id) !== undefined)
    const isSigner = this.self.keys.some(
      ({ use, id }) => use === 'signing' && ownKeys.findSigner('signing', id),
    )
    if (!isSigner) throw keyMissing(peerId, 'signing')
    if (!holds('sealing')) throw keyMissing(peerId, 'sealing')
  }
}

type State = {
  verified: VerifiedTrustList
  self: KnownPeer
  peers: ReadonlyMap<string, KnownPeer>
  organisations: ReadonlyMap<string, Organisation>
  keys: ReadonlyMap<string, TrustedKey>
  keysOf: ReadonlyMap<string, readonly TrustedKey[]>
}

function toState(verified: VerifiedTrustList, peerId: string, formerSelf?: KnownPeer): State {
  const { list } = verified
  const peers = new Map(list.peers.map((peer) => [peer.id, peer]))
  const self = peers.get(peerId) ?? formerSelf
  if (!self) {
    throw new TrustError(
      'PEER_NOT_LISTED',
      `this peer (${peerId}) is not in trust list version ${list.version}`,
      {
        remedy: 'join the federation (isthmus trust join), or fetch the current list',
      },
    )
  }
  const keysOf = new Map(list.peers.map((peer) => [peer.id, toTrustedKeys(peer)]))
  return {
    verified,
    self,
    peers,
    organisations: new Map(list.organisations.map((organisation) => [organisation.id, organisation])),
    keys: new Map([...keysOf.values()].flat().map((key) => [key.id, key])),
    keysOf,
  }
}

function toSuccessors(texts: readonly string[], current: VerifiedTrustList): VerifiedTrustList[] {
  const newer: VerifiedTrustList[] = []
  try {
    for (const text of texts) {
      const previous = newer.at(-1) ?? current
      const next = verifySuccessor(text, previous)
      if (next !== previous) newer.push(next)
    }
  } catch (fault) {
    throw toTrustError(fault)
  }
  return newer
}

function keyMissing(peerId: string, use: PeerKey['use']): TrustError {
  return new TrustError(
    'KEY_MISSING',
    `${peerId} has no private key for ${use} that the trust list has and is good`,
    {
      remedy:
        'restore the keystore from the backup, or have the operators list a new key (isthmus trust rotate)',
    },
  )
}
