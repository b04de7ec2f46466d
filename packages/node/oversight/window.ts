import { OversightError } from './errors.ts'

/** Instants; `until` is out. */
export type Window = { since: Date; until: Date }

const dayMs = 86_400_000
const usualDays = 30
const mostDays = 400

/** What query parameters mean; the last thirty days unless said. Throws OversightError WINDOW_INVALID. */
export function parseWindow(query: Readonly<Record<string, unknown>>, now: Date): Window {
  const until = toInstant(query.until) ?? now
  const since = toInstant(query.since) ?? new Date(until.getTime() - usualDays * dayMs)
  if (since < until && until.getTime() - since.getTime() <= mostDays * dayMs) return { since, until }
  throw new OversightError('WINDOW_INVALID', `the window is empty, or longer than ${mostDays} days`, {
    remedy: 'give since and until as instants (ISO 8601), since before until',
  })
}

function toInstant(value: unknown): Date | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}(T[\d:.]{4,12}Z)?$/.test(value)) return undefined
  const at = new Date(value)
  return Number.isNaN(at.getTime()) ? undefined : at
}
