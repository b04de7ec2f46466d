import type { ReconciliationRoom } from './reconciliation-room.ts'
import { findShownLog, settlePlaces } from './settle-places.ts'
import { placesOfCompleted, placesOfReceipts } from './stated-places.ts'

/** How often, and of how many receipts of each kind from each peer. */
const everyMs = 30_000
const mostOfPeer = 8
/** A checkpoint over an entry is there after a second; what is older than five minutes is left to the daily comparison. */
const youngestMs = 5_000
const oldestMs = 5 * 60_000

/**
 * Soon after another peer has signed that messages stand in its log, looks for some of them there. All of them are looked for
 * by the daily comparison.
 */
export class ReceiptWatch {
  readonly #room: ReconciliationRoom
  readonly #stopping = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #lookedUntil = 0

  constructor(room: ReconciliationRoom) {
    this.#room = room
  }

  start(): void {
    this.#timer = setInterval(() => void this.look(), everyMs).unref()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#stopping.abort()
    await this.#running
  }

  /** Looks once at each peer that has signed something since; never throws. A call while another runs waits for that one. */
  async look(): Promise<void> {
    this.#running ??= this.#look().finally(() => {
      this.#running = undefined
    })
    await this.#running
  }

  async #look(): Promise<void> {
    const { trust, clock } = this.#room
    const now = clock().getTime()
    const window = {
      since: new Date(Math.max(this.#lookedUntil, now - oldestMs)),
      until: new Date(now - youngestMs),
    }
    if (window.since >= window.until) return
    this.#lookedUntil = window.until.getTime()
    for (const { id } of trust.listOtherPeers()) {
      if (this.#stopping.signal.aborted) return
      await this.#lookAt(id, window).catch(() => {
        // The database or the log cannot be read; the daily comparison looks at the same receipts.
      })
    }
  }

  async #lookAt(peerId: string, window: { since: Date; until: Date }): Promise<void> {
    const { outboxReader, auditReader } = this.#room
    const receipts = await outboxReader.listReceipts({ peerId, ...window, most: mostOfPeer })
    const completed = await auditReader.readEntries({
      ...{ ...window, counterpart: peerId, events: ['exchange.completed'] },
      ...{ newestFirst: true, limit: mostOfPeer },
    })
    const places = [...placesOfReceipts(receipts), ...completed.flatMap(placesOfCompleted)]
    if (places.length === 0) return
    const log = await findShownLog(this.#room, peerId)
    await settlePlaces(this.#room, { peerId, log, signal: this.#stopping.signal }, places)
  }
}
