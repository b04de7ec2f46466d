import type { LogReport } from './verify-log-files.ts'
import { type Said, say } from './words/catalogue.ts'

/** What the proof of a log, or of anything in one, can never say; for the end of every report. */
export const limitsOfLogs: readonly Said[] = [
  say('limit-truth-of-entry'),
  say('limit-unlogged'),
  say('limit-later'),
  say('limit-collusion'),
]

/** What this verification left open. */
export function limitsOf({ entries, readable }: LogReport): Said[] {
  const unread = entries - readable
  const unreadable = unread === 0 ? [] : [say('open-entries-unread', { count: unread })]
  return [...unreadable, ...limitsOfLogs]
}
