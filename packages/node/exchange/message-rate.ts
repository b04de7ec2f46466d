import type { Clock } from '../platform/index.ts'

const windowMs = 60_000

/** More senders than any federation has; beyond it strangers are refused until the minute is over. */
const mostSenders = 10_000

export type Counted = { isExceeded: boolean; ttlInSeconds: number }

/** Messages of each sender in a minute, whether they come alone or many in one request. */
export class MessageRate {
  readonly #most: number
  readonly #clock: Clock
  readonly #counts = new Map<string, number>()
  #startedAt: number

  constructor({ most, clock }: { most: number; clock: Clock }) {
    this.#most = most
    this.#clock = clock
    this.#startedAt = clock().getTime()
  }

  /** Counts so many more of a sender, all or, when they are too many, none. */
  take(sender: string, messages: number): Counted {
    const now = this.#clock().getTime()
    // A clock that was put back begins a new minute, too.
    if (now < this.#startedAt || now >= this.#startedAt + windowMs) {
      this.#counts.clear()
      this.#startedAt = now
    }
    const count = (this.#counts.get(sender) ?? 0) + messages
    const isRoom = this.#counts.has(sender) || this.#counts.size < mostSenders
    const isExceeded = !isRoom || count > this.#most
    if (!isExceeded) this.#counts.set(sender, count)
    return { isExceeded, ttlInSeconds: Math.ceil((this.#startedAt + windowMs - now) / 1000) }
  }
}
