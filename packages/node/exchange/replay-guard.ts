import { type SeenSignature, toleratedSkewMs } from '@isthmus/protocol/http-signature'
import type { Clock } from '../platform/index.ts'

/**
 * Nonces that one sender may use within their lifetime; more is a flood and is treated as a replay. A minute and the
 * tolerated skew at 2,000 messages a second.
 */
const mostNoncesPerSender = 500_000

/**
 * Remembers the nonces of signatures until they have expired. What was created before this process started is refused:
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

  isReplay({ from, nonce, createdAt, expiresAt }: SeenSignature): boolean {
    const until = expiresAt + toleratedSkewMs
    // Written so that a date which cannot be read is refused: it would never expire, or at once.
    const isRemembered = createdAt >= this.#startedAt - toleratedSkewMs && until > 0
    if (!isRemembered) return true
    const nonces = this.#noncesOf(from)
    if (nonces.has(nonce)) return true
    this.#forgetExpired(nonces)
    if (nonces.size >= this.#mostNonces) return true
    nonces.set(nonce, until)
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
