/** A minute, then twice as long each time, an hour at most. */
const firstPauseMs = 60_000
const longestPauseMs = 3_600_000
const longestMs = 86_400_000

/**
 * When the next attempt is due after one that failed at `now`; undefined when the notice has waited for a day: who has not
 * looked at the portal by then is to be told by a person.
 */
export function nextMailAttempt(
  { at, attempts }: { at: Date; attempts: number },
  now: Date,
): Date | undefined {
  if (now.getTime() - at.getTime() >= longestMs) return undefined
  return new Date(now.getTime() + Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(attempts, 10)))
}
