import type { Incidents } from '../incident/index.ts'
import { type Clock, framesOf, type Logger } from '../platform/index.ts'
import { Lane } from './lane.ts'
import type { AsynchronousKind, KindTraits } from './message-kinds.ts'
import { type DeliveryOutcome, decideNextStep, type NextStep } from './outbox-decision.ts'
import type { Attempt, Dead, OutboxTransactor, Settled, WaitingMessage } from './outbox-transactor.ts'

export type PostmanParts = {
  transactor: OutboxTransactor
  kinds: Readonly<Record<AsynchronousKind, KindTraits>>
  /** One attempt for messages to one peer; outcomes in their order. Never throws: whatever happens is an outcome. */
  deliver: (messages: readonly WaitingMessage[], signal: AbortSignal) => Promise<readonly DeliveryOutcome[]>
  incidents: Pick<Incidents, 'raise'>
  clock: Clock
  /** From 0 to 1. */
  random: () => number
  logger: Logger
  /** Attempts to one peer at the same time. */
  connections: number
  /** Called when it is written down that a message has arrived or will not. */
  onSettled?: (settled: { messageId: string; state: 'delivered' | 'dead' }) => void
}

type Ended = { message: WaitingMessage; outcome: DeliveryOutcome }

/** What a batch of ended attempts comes to; `steps` in the order of the batch. */
type Sorted = { settled: Settled[]; failed: Attempt[]; dead: Dead[]; steps: NextStep[] }

/** How often deadlines and due attempts are looked for. */
const tickMs = 500

/** Brings waiting messages to their peers, one lane for each, and writes down what came of it. */
export class Postman {
  readonly #parts: PostmanParts
  readonly #lanes = new Map<string, Lane>()
  readonly #stopping = new AbortController()
  #ended: Ended[] = []
  #writing: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(parts: PostmanParts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    for (const { to, dueAt } of await this.#parts.transactor.listLanes()) this.#laneOf(to).noteDue(dueAt)
    await this.#tick()
    this.#timer = setInterval(() => void this.#tick(), tickMs)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#stopping.abort()
    await Promise.all([...this.#lanes.values()].map((lane) => lane.idle()))
    await this.#writing
  }

  /** Messages that have just been committed. */
  offer(messages: readonly WaitingMessage[]): void {
    const lanes = new Map<string, WaitingMessage[]>()
    for (const message of messages) {
      const ofPeer = lanes.get(message.to) ?? []
      ofPeer.push(message)
      lanes.set(message.to, ofPeer)
    }
    for (const [to, ofPeer] of lanes) this.#laneOf(to).offer(ofPeer)
  }

  #laneOf(to: string): Lane {
    const known = this.#lanes.get(to)
    if (known) return known
    const { connections, kinds, deliver, transactor, clock } = this.#parts
    const ordered = Object.entries(kinds).flatMap(([kind, { isOrdered }]) => (isOrdered ? [kind] : []))
    const lane = new Lane({
      connections,
      ordered,
      signal: this.#stopping.signal,
      deliver,
      listDue: (most) => transactor.listDue(to, { now: clock(), ordered, most }),
      ended: (message, outcome) => this.#note({ message, outcome }),
    })
    this.#lanes.set(to, lane)
    return lane
  }

  async #tick(): Promise<void> {
    const { clock, transactor, logger } = this.#parts
    if (this.#stopping.signal.aborted) return
    try {
      for (const { to, fault, correlationId } of await transactor.expire(clock())) {
        this.#raiseDead({ to, correlationId }, fault)
      }
      await Promise.all([...this.#lanes.values()].map((lane) => lane.refill(clock())))
    } catch (fault) {
      logger.warn({ stack: fault instanceof Error ? framesOf(fault) : '' }, 'the outbox could not be read')
    }
  }

  #note(ended: Ended): void {
    this.#ended.push(ended)
    this.#writing ??= this.#write()
  }

  async #write(): Promise<void> {
    const { transactor, clock, logger } = this.#parts
    while (this.#ended.length > 0) {
      const batch = this.#ended
      this.#ended = []
      const now = clock()
      const { settled, failed, dead, steps } = this.#sort(batch, now)
      try {
        if (settled.length + failed.length > 0) await transactor.noteAttempts({ settled, failed }, now)
        if (dead.length > 0) await transactor.bury(dead, now)
      } catch (fault) {
        // Nothing is lost: what was not written down is sent again, and the receiver answers with the same receipt.
        logger.warn({ stack: fault instanceof Error ? framesOf(fault) : '' }, 'delivery could not be noted')
        for (const { message } of batch) this.#laneOf(message.to).noteDue(new Date(now.getTime() + tickMs))
      }
      for (const [at, { message, outcome }] of batch.entries()) {
        const next = steps[at]
        if (!next) continue
        this.#laneOf(message.to).done(message, { outcome, next, now })
        if (next.state !== 'waiting')
          this.#parts.onSettled?.({ messageId: message.messageId, state: next.state })
      }
    }
    this.#writing = undefined
  }

  #sort(batch: readonly Ended[], now: Date): Sorted {
    const steps: NextStep[] = []
    const settled: Settled[] = []
    const failed: Attempt[] = []
    const dead: Dead[] = []
    for (const { message, outcome } of batch) {
      const { messageId } = message
      const attempts = message.attempts + 1
      const next = decideNextStep({ ...message, attempts }, outcome, { now, random: this.#parts.random() })
      steps.push(next)
      if (next.state === 'delivered') settled.push({ messageId, attempts, receipt: next.receipt })
      else if (next.state === 'dead') dead.push({ messageId, attempts, fault: next.fault })
      else {
        failed.push({ messageId, attempts, retryAt: next.retryAt, fault: next.fault })
        this.#laneOf(message.to).noteDue(next.retryAt)
      }
      this.#raise(message, outcome)
      if (next.state === 'dead') this.#raiseDead(message, next.fault)
    }
    return { settled, failed, dead, steps }
  }

  #raise({ to: counterpart, correlationId }: WaitingMessage, outcome: DeliveryOutcome): void {
    if (outcome.kind === 'received' || this.#stopping.signal.aborted) return
    const { incidents } = this.#parts
    if (outcome.kind === 'refused') return
    const kind = outcome.kind === 'unreachable' ? toSilence(outcome.code) : outcome.kind
    incidents.raise({ kind, counterpart, correlationId, detail: { code: outcome.code } })
  }

  #raiseDead(
    { to: counterpart, correlationId }: Pick<WaitingMessage, 'to' | 'correlationId'>,
    code: string,
  ): void {
    this.#parts.incidents.raise({ kind: 'dead-letter', counterpart, correlationId, detail: { code } })
  }
}

function toSilence(code: string): 'peer-too-slow' | 'peer-unreachable' {
  return code === 'PEER_TOO_SLOW' ? 'peer-too-slow' : 'peer-unreachable'
}
