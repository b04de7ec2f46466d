import { randomUUID } from 'node:crypto'
import type { LinkageRequest } from '@isthmus/contract'
import { LinkageError } from '../errors.ts'
import { type LinkableSource, type LinkageRoom, type LinkingOfficer, toActor } from '../linkage-parts.ts'

export type StartedRun = { id: number; sources: string[] }

/**
 * linkage.start: opens a run when the policy lets this officer link these sources, each with the other. The run is in the
 * audit log before any record is read. Throws LinkageError SOURCE_NOT_FOUND, RUN_ALREADY_RUNNING.
 */
export async function startLinkage(
  room: LinkageRoom,
  officer: LinkingOfficer,
  { sources, legalBasis }: LinkageRequest,
): Promise<StartedRun> {
  // Sources have an order of their own, so that a decision about two records is found again whoever is named first.
  const linked = sources.toSorted().map((id) => getSource(room, id))
  for (const source of linked) {
    const other = linked.find((one) => one !== source) ?? source
    const linking = { source: source.policySource, other: other.policySource, legalBasis }
    const decision = room.policy.mayLink(officer.statement, officer.organisation, linking)
    if (!decision.allowed)
      await room.refuse({ operation: 'linkage.start', officer, refusal: decision.refusal })
  }
  const ids = linked.map(({ id }) => id)
  const id = await room.transactor.startRun({
    sources: ids,
    legalBasis: legalBasis.trim(),
    startedBy: officer.id,
    at: room.clock(),
  })
  try {
    await room.auditLog.append({
      event: 'linkage.started',
      operation: 'index',
      correlationId: randomUUID(),
      actor: toActor(officer),
      legalBasis: legalBasis.trim(),
      outcome: 'done',
      detail: { run: id, sources: ids.join(' ') },
    })
  } catch (cause) {
    const fault = 'the run could not be logged, so it was not begun'
    await room.transactor.endRun(id, { state: 'failed', at: room.clock(), fault })
    throw cause
  }
  return { id, sources: ids }
}

export function getSource({ listSources }: LinkageRoom, id: string): LinkableSource {
  const found = listSources().find((source) => source.id === id)
  if (found) return found
  throw new LinkageError('SOURCE_NOT_FOUND', 'a source that is named is not connected to this peer', {
    remedy: 'see isthmus source list',
  })
}
