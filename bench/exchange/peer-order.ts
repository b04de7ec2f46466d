import type { PeerKey, TrustList } from '@isthmus/contract'

/** `perSecond` makes it an open load; `isPlain` the baseline. */
export type LoadOrder = { seconds: number; clients: number; perSecond?: number; isPlain?: boolean }

/** What the benchmark tells one of its two peers, in this order. */
export type PeerOrder =
  | { start: { id: string; databaseUrl: string; port: number; connections: number; keepDays: number } }
  | { trust: TrustList }
  | { load: LoadOrder }
  | { stop: true }

/** What a peer says. Times are in milliseconds, from the call of `send` until the receipt is written down. */
export type PeerWord = { keys: PeerKey[] } | { ready: true } | { loaded: LoadOutcome } | { stopped: true }

export type LoadOutcome = {
  sent: number
  settled: number
  seconds: number
  milliseconds: number[]
  perSecondOfEachTenth: number[]
}
