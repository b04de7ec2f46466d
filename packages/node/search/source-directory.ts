import { randomUUID } from 'node:crypto'
import {
  type CatalogueAnswer,
  type CataloguePeer,
  parse,
  type SourceEntry,
  type SourceState,
} from '@isthmus/contract'
import type { PeerClient } from '../exchange/index.ts'
import type { Clock } from '../platform/index.ts'
import type { Trust } from '../trust/index.ts'
import type { ExpectedSource } from './ask-federation.ts'

/** How long a peer's list of sources is taken as current. */
const freshForMs = 30_000

/** The same for a list that is empty, or has a source that does not answer: it belongs to a peer that is being set up. */
const unsettledFreshForMs = 1_000
const askTimeoutMs = 3_000

type Told = { answer: CatalogueAnswer; at: number }

/** Which sources each peer says it has, remembered so that an officer sees what is missing when a peer is down. */
export class SourceDirectory {
  readonly #parts: { trust: Trust; peerClient: PeerClient; clock: Clock; ownSources: () => SourceEntry[] }
  readonly #told = new Map<string, Told>()
  readonly #asking = new Map<string, Promise<void>>()
  readonly #unreachable = new Set<string>()

  constructor(parts: {
    trust: Trust
    peerClient: PeerClient
    clock: Clock
    ownSources: () => SourceEntry[]
  }) {
    this.#parts = parts
  }

  /** Asks every peer whose list is no longer fresh; returns when all have answered or failed. */
  async refresh(): Promise<void> {
    const stale = this.#parts.trust.listOtherPeers().filter(({ id }) => this.#isStale(id))
    await Promise.all(stale.map(({ id }) => this.#askOnce(id)))
  }

  /** Waits only for peers that have told of no source yet; others are refreshed behind the officer's back. */
  async ready(): Promise<void> {
    const refreshing = this.refresh()
    const peers = this.#parts.trust.listOtherPeers()
    const isKnown = peers.every(
      ({ id }) => this.#hasSources(id) || this.#unreachable.has(id) || !this.#isStale(id),
    )
    if (!isKnown) await refreshing
  }

  /** A source has answered; when its peer has not told of it yet, the peer is asked again before the next search. */
  noteSource(peerId: string, sourceId: string): void {
    const isKnown = this.sourcesOf(peerId)?.some(({ id }) => id === sourceId) ?? false
    const told = this.#told.get(peerId)
    if (!isKnown && told) this.#told.set(peerId, { ...told, at: 0 })
  }

  sourcesOf(peerId: string): SourceEntry[] | undefined {
    if (peerId === this.#parts.trust.self.id) return this.#parts.ownSources()
    return this.#told.get(peerId)?.answer.sources
  }

  listExpected(peerId: string): ExpectedSource[] {
    const sources = this.sourcesOf(peerId)
    if (!sources) return [{ ...this.describe(peerId, '*'), sourceTitle: '*' }]
    return sources.map((source) => this.describe(peerId, source.id))
  }

  describe(
    peerId: string,
    sourceId: string,
  ): Pick<SourceState, 'peerId' | 'peerName' | 'sourceId' | 'sourceTitle' | 'contact'> {
    const peer = this.#parts.trust.findPeer(peerId)
    const source = this.sourcesOf(peerId)?.find(({ id }) => id === sourceId)
    const contact = source?.contact ?? this.#parts.trust.findOrganisation(peer?.owner ?? '')?.contact
    return {
      peerId,
      peerName: peer?.name ?? peerId,
      sourceId,
      sourceTitle: source?.title ?? sourceId,
      ...(contact ? { contact } : {}),
    }
  }

  /** Everything known, for the catalogue page. */
  listPeers(): CataloguePeer[] {
    const { trust } = this.#parts
    return [trust.self, ...trust.listOtherPeers()].flatMap((peer) => {
      const organisation = trust.findOrganisation(peer.owner)
      if (!organisation) return []
      const told = this.#told.get(peer.id)
      const isSelf = peer.id === trust.self.id
      const state = isSelf
        ? 'this-peer'
        : told && !this.#unreachable.has(peer.id)
          ? 'reachable'
          : 'unreachable'
      const checkedAt = told ? { checkedAt: new Date(told.at).toISOString() } : {}
      return [
        {
          id: peer.id,
          name: peer.name,
          organisation,
          state,
          sources: this.sourcesOf(peer.id) ?? [],
          ...checkedAt,
        },
      ]
    })
  }

  #isStale(peerId: string): boolean {
    const told = this.#told.get(peerId)
    if (!told) return true
    return this.#parts.clock().getTime() - told.at > (isSettled(told) ? freshForMs : unsettledFreshForMs)
  }

  #hasSources(peerId: string): boolean {
    return (this.#told.get(peerId)?.answer.sources.length ?? 0) > 0
  }

  #askOnce(peerId: string): Promise<void> {
    const running = this.#asking.get(peerId)
    if (running) return running
    const asking = this.#ask(peerId).finally(() => this.#asking.delete(peerId))
    this.#asking.set(peerId, asking)
    return asking
  }

  async #ask(peerId: string): Promise<void> {
    const message = { kind: 'catalogue.ask' as const, correlationId: randomUUID(), content: {} }
    try {
      for await (const payload of this.#parts.peerClient.ask(
        peerId,
        message,
        AbortSignal.timeout(askTimeoutMs),
      )) {
        this.#told.set(peerId, {
          answer: parse('CatalogueAnswer', payload),
          at: this.#parts.clock().getTime(),
        })
      }
      this.#unreachable.delete(peerId)
    } catch {
      // A peer that is down stays in the list with what it last told; its state says that it is unreachable.
      this.#unreachable.add(peerId)
    }
  }
}

function isSettled({ answer }: Told): boolean {
  return answer.sources.length > 0 && answer.sources.every(({ state }) => state === 'answering')
}
