import { hasShape, type LogEntry, type OversightAct } from '@isthmus/contract'
import type { LoggedEntry } from '../audit-log/index.ts'

/** Turns the id of an officer of this peer into the pseudonym under which other peers know the officer. */
export type PseudonymOf = (officerId: string) => string

/** What a peer's entries say of the person who acts: some hold the id of the identity provider, some the pseudonym. */
function pseudonymIn(entry: Pick<LogEntry, 'event' | 'actor'>, pseudonymOf: PseudonymOf): string | undefined {
  if (!entry.actor) return undefined
  return holdsPseudonym(entry.event) ? entry.actor.id : pseudonymOf(entry.actor.id)
}

const answering = new Set(['search.answered', 'search.denied', 'catalogue.answered'])

function holdsPseudonym(event: string): boolean {
  return answering.has(event) || event.startsWith('exchange.')
}

/** An entry as whoever supervises sees it first. Of an erased one only what lies in clear is left. */
export function toAct(
  logged: LoggedEntry,
  { pseudonymOf, hosts }: { pseudonymOf: PseudonymOf; hosts: readonly string[] },
): OversightAct {
  const { entry } = logged
  const clear = {
    id: `e${logged.index}`,
    at: logged.at.toISOString(),
    event: logged.event,
    correlationId: logged.correlationId,
    ...(logged.counterpart ? { counterpart: logged.counterpart } : {}),
  }
  if (!entry) return { ...clear, operation: 'erasure', outcome: 'erased', isOwn: false }
  const { actor } = entry
  const pseudonym = pseudonymIn(entry, pseudonymOf)
  return {
    ...clear,
    operation: entry.operation,
    outcome: entry.outcome,
    isOwn: actor !== undefined && hosts.includes(actor.organisation),
    ...(pseudonym ? { pseudonym } : {}),
    ...(actor ? { role: actor.role, organisation: actor.organisation } : {}),
    ...(actor?.unit ? { unit: actor.unit } : {}),
    ...(entry.purpose ? { purpose: entry.purpose } : {}),
    ...(entry.legalBasis ? { legalBasis: entry.legalBasis } : {}),
    ...(entry.caseReference ? { caseReference: entry.caseReference } : {}),
    ...(entry.reason ? { reason: entry.reason } : {}),
    ...detailOf(entry),
  }
}

function detailOf({ detail = {} }: LogEntry): Pick<OversightAct, 'states' | 'subjects' | 'watched'> {
  const { states, subjects, watched } = detail
  return {
    ...(isCounts(states) ? { states } : {}),
    ...(Number.isSafeInteger(subjects) ? { subjects: Number(subjects) } : {}),
    ...(hasShape('WatchedNameKind', watched) ? { watched } : {}),
  }
}

function isCounts(value: unknown): value is Record<string, number> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((one) => Number.isSafeInteger(one))
  )
}
