import type { ExchangeOptions } from './open-exchange.ts'

/** At which step of an exchange a peer dies. */
export type DeathPoint =
  | 'accepted'
  | 'sealed'
  | 'signed'
  | 'receipted'
  | 'arrived'
  | 'handling'
  | 'receipt-signed'
  | 'committed'

/** What a peer that runs as a process is told. */
export type PeerOrder =
  | { start: Omit<ExchangeOptions, 'onSettled' | 'alter'> & { dieAt?: DeathPoint } }
  | { send: { to: string; clients: number; text: string } }
  | { rest: true }
  | { stop: true }

/** What it says; `accepted` are ids that `send` has acknowledged, so they must never be lost. */
export type PeerWord =
  | { ready: true }
  | { fault: string }
  | { accepted: readonly string[] }
  | { rested: true }
  | { stopped: true }
