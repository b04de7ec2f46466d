import type { LogEntry } from '@isthmus/contract'
import type { AuditEvent } from './audit-event.ts'

export type Retention = LogEntry['retention']

const dayMs = 86_400_000

const lasting: ReadonlySet<string> = new Set([
  'audit-log.erasure-ordered',
  'audit-log.erasure-withdrawn',
  'audit-log.erased',
  'audit-log.held',
  'audit-log.released',
  'audit-log.begun-anew',
])

/** These last as long as the log: without them nobody could tell an erased or lost entry from a removed one. */
export function retentionOf(event: Pick<AuditEvent, 'event' | 'operation'>, standard: Retention): Retention {
  if (lasting.has(event.event)) return 'life-of-log'
  return event.operation === 'login' ? 'one-year' : standard
}

/** The first day (UTC, `YYYY-MM-DD`) on which an entry of that class is to be erased; none for `life-of-log`. */
export function toEraseOn(retention: Retention, at: Date): string | undefined {
  const key = `${retention} ${Math.floor(at.getTime() / dayMs)}`
  if (!known.has(key)) {
    // Entries come day by day, so that few are remembered.
    if (known.size >= 1_000) known.clear()
    known.set(key, eraseOnOf(retention, at))
  }
  return known.get(key)
}

const known = new Map<string, string | undefined>()

function eraseOnOf(retention: Retention, at: Date): string | undefined {
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()]
  switch (retention) {
    case 'one-year':
      return toDay(Date.UTC(year + 1, month, day) + dayMs)
    case 'three-years':
      return toDay(Date.UTC(year + 3, month, day) + dayMs)
    case 'end-of-next-year':
      return toDay(Date.UTC(year + 2, 0, 1))
    case 'life-of-log':
      return undefined
  }
}

export function toDay(at: number | Date): string {
  return new Date(at).toISOString().slice(0, 10)
}
