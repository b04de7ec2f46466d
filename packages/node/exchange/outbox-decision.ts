/** How a delivery attempt ended, as far as the sender can tell. */
export type DeliveryOutcome =
  /** A receipt that has been verified; `receipt` as received. */
  | { kind: 'received'; receipt: string }
  /** Nobody answered; the message may or may not have arrived. */
  | { kind: 'unreachable'; code: string }
  /** The receiver said no, with its code. */
  | { kind: 'refused'; status: number; code: string; retryAfterMs?: number }
  /** The receiver said yes, but its receipt is not one. */
  | { kind: 'receipt-wrong'; code: string }

export type NextStep =
  | { state: 'delivered'; receipt: string }
  | { state: 'waiting'; fault: string; retryAt: Date }
  | { state: 'dead'; fault: string }

const firstDelayMs = 1_000
const longestDelayMs = 15 * 60_000

/** A silent peer is spared by its lane; a message that found it silent often must not wait on once it is back. */
const longestSilenceMs = 32_000

/** Answers that no later attempt with the same bytes can change. */
const finalRefusals: ReadonlySet<string> = new Set([
  'MESSAGE_ID_REUSED',
  'IDEMPOTENCY_KEY_REUSED',
  'MESSAGE_OUT_OF_ORDER',
  'MESSAGE_REFUSED',
  'MESSAGE_KIND_UNKNOWN',
  'MESSAGE_TOO_LARGE',
  'CONTRACT_VIOLATED',
  'ENVELOPE_MALFORMED',
  'ENVELOPE_EXPIRED',
  'ENVELOPE_LIVES_TOO_LONG',
])

/** 1 s, 2 s, 4 s .. 15 min, each shortened by up to half at random, so that peers do not come back all at once. */
export function toDelayMs(attempts: number, random: number): number {
  const full = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(Math.max(attempts, 1) - 1, 20))
  return Math.round(full * (1 - random / 2))
}

/** What becomes of a message after its `attempts`-th attempt. `random` is from 0 to 1. */
export function decideNextStep(
  message: { attempts: number; deadline: Date },
  outcome: DeliveryOutcome,
  { now, random }: { now: Date; random: number },
): NextStep {
  if (outcome.kind === 'received') return { state: 'delivered', receipt: outcome.receipt }
  const fault = outcome.code
  if (outcome.kind === 'refused' && finalRefusals.has(fault)) return { state: 'dead', fault }
  const asked = outcome.kind === 'refused' ? Math.min(outcome.retryAfterMs ?? 0, longestDelayMs) : 0
  const longest = outcome.kind === 'unreachable' ? longestSilenceMs : longestDelayMs
  const delay = Math.min(toDelayMs(message.attempts, random), longest)
  const retryAt = new Date(now.getTime() + Math.max(asked, delay))
  if (now >= message.deadline) return { state: 'dead', fault }
  // The last attempt is made just before the deadline, whatever the back-off says.
  return {
    state: 'waiting',
    fault,
    retryAt: retryAt < message.deadline ? retryAt : toLastChance(message.deadline, now),
  }
}

const lastChanceMs = 2_000

function toLastChance(deadline: Date, now: Date): Date {
  return new Date(Math.max(now.getTime() + firstDelayMs, deadline.getTime() - lastChanceMs))
}
