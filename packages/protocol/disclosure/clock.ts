import { addPeriod, type Period } from './deadline.ts'
import type { PartThread, Thread } from './thread.ts'

/** Time limits of a pack of law, counted from receipt by the holder; escalations are shares of the time. */
export type ClockRules = {
  urgentDirect: Period
  urgentIndirect: Period
  other: Period
  escalations: readonly number[]
}

/** Directive (EU) 2023/977 art. 5(1). */
export const directiveClock: ClockRules = {
  urgentDirect: { hours: 8 },
  urgentIndirect: { calendarDays: 3 },
  other: { calendarDays: 7 },
  escalations: [0.5, 0.8],
}

/** Instants and lengths in milliseconds. */
export type Clock = {
  startedAt: number
  /** With all suspensions until now, and an announced judicial delay. */
  dueAt: number
  /** By the rule alone: what is later than this counts as a deviation in the statistics of art. 18. */
  ruleDueAt: number
  suspendedMs: number
  isSuspended: boolean
  isLate: boolean
  /** Of the time that there is, 0 to 1; 1 also when it is over. */
  share: number
  /** How many of the escalations are reached. */
  escalation: number
  /** When the next of them is reached if nothing is asked or announced until then. */
  nextEscalationAt?: number
}

/** The clock of one part at an instant, or of its end; undefined until the holder has received the request. */
export function clockOf(
  thread: Thread,
  part: PartThread,
  at: { now: number; rules: ClockRules },
): Clock | undefined {
  if (!thread.received) return undefined
  const { at: startedAt, timeZone } = thread.received
  const now = Math.max(startedAt, part.endedAt ?? at.now)
  const suspendedMs = suspendedUntil(thread, { startedAt, now })
  const period = periodOf(thread, part, at.rules)
  const ruleDueAt = addPeriod(startedAt, period, timeZone) + suspendedMs
  const dueAt = Math.max(ruleDueAt, part.judicialUntil ?? 0)
  const running = dueAt - startedAt - suspendedMs
  const elapsed = now - startedAt - suspendedMs
  const share = Math.min(1, elapsed / running)
  const isSuspended = part.endedAt === undefined && isOpen(thread, now)
  const next = at.rules.escalations.find((escalation) => escalation > share)
  return {
    startedAt,
    dueAt,
    ruleDueAt,
    suspendedMs,
    isSuspended,
    isLate: now > dueAt,
    share,
    escalation: at.rules.escalations.filter((escalation) => escalation <= share).length,
    ...(next === undefined || isSuspended || part.endedAt !== undefined
      ? {}
      : { nextEscalationAt: startedAt + suspendedMs + Math.ceil(next * running) }),
  }
}

function periodOf({ request }: Thread, { access }: PartThread, rules: ClockRules): Period {
  if (!request.urgency) return rules.other
  return access === 'indirect' ? rules.urgentIndirect : rules.urgentDirect
}

/** Art. 6(3): from the question to the answer the time does not run. Questions do not overlap. */
function suspendedUntil(thread: Thread, { startedAt, now }: { startedAt: number; now: number }): number {
  return thread.clarifications.reduce((total, { askedAt, answeredAt }) => {
    const from = Math.max(startedAt, askedAt)
    const to = Math.min(now, answeredAt ?? now)
    return total + Math.max(0, to - from)
  }, 0)
}

function isOpen({ clarifications }: Thread, now: number): boolean {
  return clarifications.some(
    ({ askedAt, answeredAt }) => askedAt <= now && (answeredAt === undefined || answeredAt > now),
  )
}
