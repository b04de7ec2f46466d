import { type SeenSignature, toleratedSkewMs } from '@isthmus/protocol/http-signature'
import { type Clock, readBootId } from '../platform/index.ts'
import { NonceJournal } from './nonce-journal.ts'

/**
 * Nonces that one sender may use within their lifetime; more is a flood and is treated as a replay. A minute and the
 * tolerated skew at 2,000 messages a second.
 */
const mostNoncesPerSender = 500_000

/** `journal`: what the process before this one has accepted; without it nothing before the start is known. */
export type ReplayGuardOptions = { mostNonces?: number; journal?: NonceJournal }

/**
 * Remembers the nonces of signatures until they have expired, across the death of this process. What may have been seen and
 * forgotten is refused: without a journal what was created two minutes before the start; after the death of the machine, of
 * which the journal may have lost its last records, what was created within two minutes after it.
 */
export class ReplayGuard {
  readonly #clock: Clock
  readonly #firstCreatedAt: number
  readonly #seen = new Map<string, Map<string, number>>()
  readonly #mostNonces: number
  readonly #journal: NonceJournal | undefined

  constructor(clock: Clock, { mostNonces = mostNoncesPerSender, journal }: ReplayGuardOptions = {}) {
    this.#clock = clock
    this.#mostNonces = mostNonces
    this.#journal = journal
    this.#firstCreatedAt = toFirstCreatedAt(clock().getTime(), journal)
  }

  /** Throws PlatformError DISK_FULL, STORE_FAILED when the nonce cannot be noted. */
  isReplay({ from, nonce, createdAt, expiresAt }: SeenSignature): boolean {
    const now = this.#clock().getTime()
    const until = expiresAt + toleratedSkewMs
    // Written so that a date which cannot be read is refused: it would never expire, or at once.
    const isRemembered = createdAt >= this.#firstCreatedAt && until > 0
    if (!isRemembered) return true
    const nonces = this.#noncesOf(from)
    if (nonces.has(nonce) || this.#journal?.has(from, nonce, now)) return true
    forgetExpired(nonces, now)
    if (nonces.size >= this.#mostNonces) return true
    this.#journal?.note({ from, nonce, until }, now)
    nonces.set(nonce, until)
    return false
  }

  /** Stopped in order: nothing is believed any more, and the next start goes on where this one ends. */
  close(): void {
    this.#journal?.close()
  }

  #noncesOf(sender: string): Map<string, number> {
    const known = this.#seen.get(sender)
    if (known) return known
    const fresh = new Map<string, number>()
    this.#seen.set(sender, fresh)
    return fresh
  }
}

/** With its memory in files of this folder. Throws PlatformError DISK_FULL, STORE_FAILED. */
export function openReplayGuard(folder: string, clock: Clock): ReplayGuard {
  return new ReplayGuard(clock, { journal: new NonceJournal({ folder, now: clock(), bootId: readBootId() }) })
}

/** A Map keeps insertion order and lifetimes hardly differ, so the expired ones lie in front. */
function forgetExpired(nonces: Map<string, number>, now: number): void {
  for (const [nonce, until] of nonces) {
    if (until >= now) return
    nonces.delete(nonce)
  }
}

function toFirstCreatedAt(startedAt: number, journal: NonceJournal | undefined): number {
  if (!journal) return startedAt - toleratedSkewMs
  return journal.isWhole ? Number.NEGATIVE_INFINITY : startedAt + toleratedSkewMs
}
