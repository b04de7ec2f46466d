import type { LogReport } from './verify-log-files.ts'

/** What the proof of a log, or of anything in one, can never say; for the end of every report. */
export const limitsOfLogs = [
  'that what an entry says is true: a log proves what was written down, and when at the latest, not what was done',
  'that nothing was done without an entry',
  'anything later than the checkpoint',
  'that the log and its witnesses have not deceived together; whoever compares checkpoints with a further peer sees it',
] as const

/** What this verification left open, in words. */
export function limitsOf({ entries, readable }: LogReport): string[] {
  const unread = entries - readable
  const unreadable =
    unread === 0
      ? []
      : [`what ${unread} entries said: they were erased, or not handed over; that they stood there is proven`]
  return [...unreadable, ...limitsOfLogs]
}
