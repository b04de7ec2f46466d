import type { Envelope } from '@isthmus/contract'
import { toleratedSkewMs } from '@isthmus/protocol/envelope'
import type { Clock } from '../platform/index.ts'

/** Nonces that one sender may use within their lifetime; more is a flood and is treated as a replay. */
const mostNoncesPerSender = 200_000

/**
 * Remembers the nonces of questions until they have expired. What was created before this process started is refused:
 * its nonce may have been seen by the process before it, which took its memory along.
 */
export class ReplayGuard {
  readonly #clock: Clock
  readonly #startedAt: number
  readonly #seen = new Map<string, Map<string, number>>()

  readonly #mostNonces: number

  constructor(clock: Clock, mostNonces = mostNoncesPerSender) {
    this.#clock = clock
    this.#mostNonces = mostNonces
    this.#startedAt = clock().getTime()
  }

  isReplay(envelope: Envelope): boolean {
    const until = Date.parse(envelope.expiresAt) + toleratedSkewMs
    // Written so that a date which cannot be read is refused: it would never expire, or at once.
    const isRemembered = Date.parse(envelope.createdAt) >= this.#startedAt - toleratedSkewMs && until > 0
    if (!isRemembered) return true
    const nonces = this.#noncesOf(envelope.from)
    if (nonces.has(envelope.nonce)) return true
    this.#forgetExpired(nonces)
    if (nonces.size >= this.#mostNonces) return true
    nonces.set(envelope.nonce, until)
    return false
  }

  #noncesOf(sender: string): Map<string, number> {
    const known = this.#seen.get(sender)
    if (known) return known
    const fresh = new Map<string, number>()
    this.#seen.set(sender, fresh)
    return fresh
  }

  /** A Map keeps insertion order and lifetimes hardly differ, so the expired ones lie in front. */
  #forgetExpired(nonces: Map<string, number>): void {
    const now = this.#clock().getTime()
    for (const [nonce, until] of nonces) {
      if (until >= now) return
      nonces.delete(nonce)
    }
  }
}
