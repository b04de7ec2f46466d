import { type DeliveryOutcome, type NextStep, toDelayMs } from './outbox-decision.ts'
import type { WaitingMessage } from './outbox-transactor.ts'

export type LaneParts = {
  connections: number
  /** Kinds of which one message at a time is under way, in the order of acceptance. */
  ordered: readonly string[]
  signal: AbortSignal
  /** One attempt for several messages; outcomes in their order. */
  deliver: (messages: readonly WaitingMessage[], signal: AbortSignal) => Promise<readonly DeliveryOutcome[]>
  listDue: (most: number) => Promise<WaitingMessage[]>
  ended: (message: WaitingMessage, outcome: DeliveryOutcome) => void
}

type Ended = { outcome: DeliveryOutcome; next: NextStep; now: Date }

/** Messages that one lane holds in memory; the others wait in the database. */
const mostHeld = 2_000

/** Below this a lane that ran over takes more from the database. */
const fewHeld = 500

/** Messages of one request (docs/protocol.md, 10.17 allows 256), and their bytes. */
const mostOfBundle = 64
const largestBundle = 1_000_000

/** While so many requests are under way, what comes gathers: until one of them ends, a bundle is full, or time is up. */
const fewUnderWay = 2
const gathersForMs = 25

/** Instants at which messages are due are kept to this, so that their number is bounded by the longest back-off. */
const dueGrainMs = 1_000

/** What is under way to one peer. A peer that does not answer is left alone for a while, then tried with one message. */
export class Lane {
  readonly #parts: LaneParts
  /** Every message in memory: waiting its turn, under way, or being written down. */
  readonly #held = new Map<string, WaitingMessage>()
  #queue: WaitingMessage[] = []
  #head = 0
  readonly #busyKinds = new Set<string>()
  /** Ordered kinds whose first message has to be tried again, and when. */
  readonly #pausedUntil = new Map<string, number>()
  #underWay = 0
  /** When messages in the database are due, in grains. */
  readonly #due = new Set<number>()
  #isOver = false
  #faults = 0
  #silentUntil = 0
  #gathering: NodeJS.Timeout | undefined
  #idle: (() => void)[] = []

  constructor(parts: LaneParts) {
    this.#parts = parts
  }

  /** Messages that were just committed; what there is no room for is read from the database later. */
  offer(messages: readonly WaitingMessage[]): void {
    for (const message of messages) {
      if (this.#held.has(message.messageId)) continue
      if (this.#isOver || this.#held.size >= mostHeld) this.#isOver = true
      else this.#hold(message)
    }
    this.#pump()
  }

  /** At least one message in the database is due then. */
  noteDue(at: Date): void {
    this.#due.add(Math.ceil(at.getTime() / dueGrainMs))
  }

  /** Takes due messages from the database, if there may be any and there is room. */
  async refill(now: Date): Promise<void> {
    const passed = [...this.#due].filter((grain) => grain * dueGrainMs <= now.getTime())
    const isWanted = passed.length > 0 || (this.#isOver && this.#held.size < fewHeld)
    if (isWanted && now.getTime() >= this.#silentUntil && this.#held.size < mostHeld) {
      const wasOver = this.#isOver
      for (const grain of passed) this.#due.delete(grain)
      this.#isOver = false
      const most = this.#held.size + mostHeld
      const due = await this.#parts.listDue(most).catch((fault: unknown) => {
        for (const grain of passed) this.#due.add(grain)
        this.#isOver = wasOver
        throw fault
      })
      if (due.length === most) this.#isOver = true
      for (const message of due) {
        if (this.#held.size >= mostHeld) this.#isOver = true
        else if (!this.#held.has(message.messageId)) this.#hold(message)
      }
    }
    this.#pump(now)
  }

  /** What came of a message has been written down. */
  done(message: WaitingMessage, { outcome, next, now }: Ended): void {
    this.#held.delete(message.messageId)
    this.#busyKinds.delete(message.kind)
    // Its row is up to date only now: whoever looked before has found it under way.
    if (next.state === 'waiting') this.noteDue(next.retryAt)
    if (next.state === 'waiting' && this.#parts.ordered.includes(message.kind))
      this.#holdBack(message, next.retryAt)
    if (outcome.kind === 'unreachable') {
      // All that were under way fail together; that is one silence, not as many.
      if (now.getTime() >= this.#silentUntil) this.#faults += 1
      this.#silentUntil = Math.max(this.#silentUntil, now.getTime() + toDelayMs(Math.min(this.#faults, 5), 0))
      this.#giveBack()
    } else {
      this.#faults = 0
      this.#silentUntil = 0
    }
    this.#pump(now)
    if (this.#isOver && this.#held.size < fewHeld) void this.refill(now).catch(() => {})
  }

  /** Resolves when nothing is under way. */
  idle(): Promise<void> {
    return this.#underWay === 0 ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve))
  }

  #hold(message: WaitingMessage): void {
    this.#held.set(message.messageId, message)
    this.#queue.push(message)
  }

  /** A message that keeps its place is tried again before those behind it. */
  #holdBack(message: WaitingMessage, retryAt: Date): void {
    const again = { ...message, attempts: message.attempts + 1 }
    this.#held.set(again.messageId, again)
    this.#queue = [again, ...this.#queue.slice(this.#head)]
    this.#head = 0
    this.#pausedUntil.set(again.kind, retryAt.getTime())
  }

  /** What waits in memory for a peer that is silent waits in the database as well as there. */
  #giveBack(): void {
    for (const { messageId } of this.#queue.slice(this.#head)) this.#held.delete(messageId)
    if (this.#queue.length > this.#head) this.#isOver = true
    this.#queue = []
    this.#head = 0
  }

  #pump(now = new Date()): void {
    if (this.#parts.signal.aborted || now.getTime() < this.#silentUntil) return
    const most = this.#faults > 0 ? 1 : this.#parts.connections
    while (this.#underWay < most) {
      if (this.#underWay >= fewUnderWay && this.#queue.length - this.#head < mostOfBundle) {
        this.#gather()
        return
      }
      if (!this.#start(now)) return
    }
  }

  #start(now: Date): boolean {
    const messages = this.#nextBundle(now)
    if (messages.length > 0) void this.#deliver(messages)
    return messages.length > 0
  }

  /** A peer that answers slowly holds nothing up for longer than this. */
  #gather(): void {
    if (this.#queue.length === this.#head) return
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined
      const now = new Date()
      const isFree = this.#underWay < this.#parts.connections && this.#faults === 0
      if (!this.#parts.signal.aborted && now.getTime() >= this.#silentUntil && isFree) this.#start(now)
    }, gathersForMs)
  }

  /** One message whose kind keeps its order, or as many others as fit into one request. */
  #nextBundle(now: Date): WaitingMessage[] {
    const bundle: WaitingMessage[] = []
    let bytes = 0
    const most = this.#faults > 0 ? 1 : mostOfBundle
    while (bundle.length < most) {
      const at = this.#findNext(now, bundle.length > 0 ? largestBundle - bytes : undefined)
      const message = at === undefined ? undefined : this.#take(at)
      if (!message) break
      bundle.push(message)
      bytes += message.body.length
      if (this.#isOrdered(message)) this.#busyKinds.add(message.kind)
    }
    return bundle
  }

  #findNext(now: Date, room: number | undefined): number | undefined {
    for (let at = this.#head; at < this.#queue.length; at += 1) {
      const message = this.#queue[at]
      if (!message || this.#busyKinds.has(message.kind)) continue
      if ((this.#pausedUntil.get(message.kind) ?? 0) > now.getTime()) continue
      return room === undefined || message.body.length <= room ? at : undefined
    }
    return undefined
  }

  #take(at: number): WaitingMessage | undefined {
    const message = this.#queue[at]
    if (at === this.#head) this.#head += 1
    else this.#queue.splice(at, 1)
    if (this.#head > 1_000 || this.#head === this.#queue.length) {
      this.#queue = this.#queue.slice(this.#head)
      this.#head = 0
    }
    return message
  }

  #isOrdered({ kind }: WaitingMessage): boolean {
    return this.#parts.ordered.includes(kind)
  }

  async #deliver(messages: readonly WaitingMessage[]): Promise<void> {
    this.#underWay += 1
    const outcomes = await this.#parts.deliver(messages, this.#parts.signal)
    this.#underWay -= 1
    if (this.#underWay === 0) for (const resolve of this.#idle.splice(0)) resolve()
    for (const [at, message] of messages.entries()) {
      const outcome = outcomes[at]
      if (outcome && (outcome.kind === 'received' || !this.#parts.signal.aborted))
        this.#parts.ended(message, outcome)
    }
    this.#pump()
  }
}
