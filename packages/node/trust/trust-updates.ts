import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseTrustList, TrustListError } from '@isthmus/protocol/trust'
import type { AuditLog } from '../audit-log/index.ts'
import type { Incidents } from '../incident/index.ts'
import type { Clock, Logger } from '../platform/index.ts'
import { TrustError } from './errors.ts'
import type { TrustReader } from './reader.ts'
import type { Trust } from './trust.ts'

/** Text of a signed list at this address, or undefined when there is none. Throws when nobody answers. */
export type FetchText = (url: URL, signal: AbortSignal, peerId?: string) => Promise<string | undefined>

export type TrustUpdateParts = {
  trust: Trust
  reader: Pick<TrustReader, 'findHash'>
  /** Base URLs at which the operators publish. */
  addresses: readonly string[]
  everyMs?: number
  fetchText: FetchText
  auditLog: Pick<AuditLog, 'append'>
  incidents: Pick<Incidents, 'raise'>
  clock: Clock
  logger: Pick<Logger, 'info' | 'warn'>
}

type Source = { address: string; peerId?: string }

const defaultEveryMs = 20_000
const fetchTimeoutMs = 5_000

/** Peers that are asked in each round, beside the operators: enough for news to reach all within a few rounds. */
const peersPerRound = 3

/** Versions that one source may make a peer fetch in a round. */
const mostSteps = 100

/** Path under which every peer gives the list in force to other peers; with a version behind it, that one. */
export const trustListPath = '/peer/v1/trust-list'

/** The same for everybody, at a peer's public address: who is to join, or knows only an old list, cannot prove itself yet. */
export const publicListPath = '/trust/v1/list'

/** Keeps the list fresh: asks operators and other peers in rounds, sooner after a hint, and reports what is wrong with a list. */
export class TrustUpdates {
  readonly #parts: TrustUpdateParts
  readonly #stopping = new AbortController()
  #running: Promise<void> = Promise.resolve()
  #round: Promise<void> | undefined
  #wake: () => void = () => {}
  #hinted = new Set<string>()

  constructor(parts: TrustUpdateParts) {
    this.#parts = parts
    parts.trust.onHint((_version, peerId) => {
      this.#hinted.add(peerId)
      this.#wake()
    })
  }

  start(): void {
    this.#running = this.#run()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#wake()
    await this.#running
  }

  /** One round now: whoever is asked, what is newer is adopted. Two at a time are one. */
  refresh(): Promise<void> {
    this.#round ??= this.#askAround().finally(() => {
      this.#round = undefined
    })
    return this.#round
  }

  async #run(): Promise<void> {
    const { everyMs = defaultEveryMs, logger } = this.#parts
    while (!this.#stopping.signal.aborted) {
      await this.refresh().catch((fault: unknown) =>
        logger.warn({ code: codeOf(fault) }, 'a round for the trust list failed'),
      )
      await this.#pause(everyMs)
    }
  }

  /** Until the next round is due, or somebody hints at a newer list; but a flood of hints is one round a second. */
  async #pause(everyMs: number): Promise<void> {
    const { signal } = this.#stopping
    const least = Math.min(1_000, everyMs)
    await sleep(least, undefined, { signal }).catch(() => {})
    if (this.#hinted.size > 0 || signal.aborted) return
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve
    })
    const rest = new AbortController()
    await Promise.race([woken, sleep(everyMs - least, undefined, { signal: rest.signal }).catch(() => {})])
    rest.abort()
  }

  async #askAround(): Promise<void> {
    const { trust, clock, incidents } = this.#parts
    if (trust.validity(clock()) !== 'in-force')
      incidents.raise({ kind: 'trust-list-expired', detail: { version: trust.list.version } })
    const sources = this.#toSources()
    // One after the other: what the first one gives, the next need not give again.
    for (const source of sources) await this.#ask(source)
  }

  #toSources(): Source[] {
    const { trust, addresses } = this.#parts
    const others = trust.listOtherPeers()
    const hinted = others.filter(({ id }) => this.#hinted.has(id))
    this.#hinted = new Set()
    const drawn = drawSome(
      others.filter((peer) => !hinted.includes(peer)),
      peersPerRound,
    )
    return [
      ...hinted.map(({ id, address }) => ({ address, peerId: id })),
      ...addresses.map((address) => ({ address })),
      ...drawn.map(({ id, address }) => ({ address, peerId: id })),
    ]
  }

  async #ask(source: Source): Promise<void> {
    const { trust } = this.#parts
    const text = await this.#fetch(source, '').catch((fault: unknown) => this.#noteTooLong(source, fault))
    // Whoever cannot be reached is asked again in the next round, and others meanwhile.
    if (text === undefined || text.trim() === trust.verified.text) return
    try {
      await this.#adopt(source, text)
    } catch (fault) {
      await this.#report(source, { fault, text })
    }
  }

  async #adopt(source: Source, text: string): Promise<void> {
    const { trust, auditLog, logger } = this.#parts
    const { version } = parseTrustList(text).list
    const between: string[] = []
    const first = trust.list.version + 1
    for (let step = first; step < version && between.length < mostSteps; step += 1) {
      const one = await this.#fetch(source, `/${step}`).catch(() => undefined)
      if (one === undefined) return
      between.push(one)
    }
    const isWhole = version - first <= between.length
    const adopted = await trust.adopt(...between, ...(isWhole ? [text] : []))
    for (const { list, hash } of adopted) {
      logger.info({ version: list.version }, 'a new trust list was adopted')
      await auditLog.append({
        event: 'trust.adopted',
        operation: 'config',
        correlationId: randomUUID(),
        outcome: 'done',
        detail: { version: list.version, hash },
        ...(source.peerId ? { counterpart: source.peerId } : {}),
      })
    }
  }

  /** A peer that is behind is no incident. That operators offer an old list is one, once they had time to publish. */
  async #report(source: Source, { fault, text }: { fault: unknown; text: string }): Promise<void> {
    const { incidents, logger, reader, trust } = this.#parts
    const code = codeOf(fault)
    const offered = findOpened(text)
    const isOnChain = offered !== undefined && (await reader.findHash(offered.version)) === offered.hash
    if (isOnChain && source.peerId !== undefined) return
    if (isOnChain && this.#isRecent()) return
    const kind = isOnChain ? 'trust-list-rolled-back' : toIncidentKind(code)
    logger.warn({ code, source: source.peerId ?? source.address }, 'a trust list was refused')
    incidents.raise({
      kind,
      ...(source.peerId ? { counterpart: source.peerId } : {}),
      detail: {
        code,
        version: trust.list.version,
        ...(offered ? { offered: offered.version } : {}),
        ...(source.peerId ? {} : { address: source.address }),
      },
    })
  }

  #noteTooLong({ address, peerId }: Source, fault: unknown): undefined {
    if (!(fault instanceof TrustError) || fault.code !== 'TRUST_LIST_TOO_LONG') return
    const { code } = fault
    this.#parts.incidents.raise({
      kind: 'message-too-large',
      ...(peerId ? { counterpart: peerId, detail: { code } } : { detail: { code, address } }),
    })
  }

  #isRecent(): boolean {
    const { clock, trust, everyMs = defaultEveryMs } = this.#parts
    return clock().getTime() - trust.adoptedAt.getTime() < 3 * everyMs
  }

  #fetch({ address, peerId }: Source, version: string): Promise<string | undefined> {
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(fetchTimeoutMs)])
    const path = peerId === undefined ? publicListPath : trustListPath
    return this.#parts.fetchText(new URL(`${path}${version}`, address), signal, peerId)
  }
}

function toIncidentKind(code: string): 'trust-list-forked' | 'trust-list-rolled-back' | 'signature-wrong' {
  if (code === 'TRUST_LIST_FORKED') return 'trust-list-forked'
  return code === 'TRUST_LIST_ROLLED_BACK' || code === 'TRUST_LIST_REVOCATION_UNDONE'
    ? 'trust-list-rolled-back'
    : 'signature-wrong'
}

function findOpened(text: string): { version: number; hash: string } | undefined {
  try {
    const { list, hash } = parseTrustList(text)
    return { version: list.version, hash }
  } catch {
    return undefined
  }
}

function drawSome<Entry>(entries: readonly Entry[], count: number): Entry[] {
  const left = [...entries]
  const drawn: Entry[] = []
  while (drawn.length < count && left.length > 0) drawn.push(...left.splice(randomInt(left.length), 1))
  return drawn
}

function codeOf(fault: unknown): string {
  if (fault instanceof TrustError || fault instanceof TrustListError) return fault.code
  return fault instanceof Error ? fault.name : 'FAULT'
}
