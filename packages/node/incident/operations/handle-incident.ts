import { randomUUID } from 'node:crypto'
import type { Incident } from '@isthmus/contract'
import type { AuditEvent } from '../../audit-log/index.ts'
import { IncidentError } from '../errors.ts'
import { type IncidentRoom, withContact } from '../incident-room.ts'
import type { StoredIncident } from '../reader.ts'

export type Handling = {
  id: string
  state: 'acknowledged' | 'closed'
  /** What was done; needed to close. Names no person. */
  note: string
}

type Actor = { id: string; role: string; organisation: string }

/**
 * incident.acknowledge and incident.close, each in one commit with its entry.
 * Throws IncidentError INCIDENT_NOT_FOUND, INCIDENT_CLOSED, NOTE_MISSING.
 */
export async function handleIncident(
  room: IncidentRoom,
  actor: Actor,
  { id, state, note }: Handling,
): Promise<Incident> {
  const number = toNumber(id)
  const said = note.trim()
  if (state === 'closed' && said === '')
    throw new IncidentError('NOTE_MISSING', 'to close an incident needs a note', {
      remedy: 'say in a few words what was found and done; name no person',
    })
  await room.auditLog.appendWith(async (transaction) => {
    const handled = { id: number, state, by: actor.id, at: room.clock(), note: said }
    const before = await room.transactor.handle(transaction, handled)
    return { events: [toHandledEvent(before, actor, state)], result: undefined }
  })
  return withContact(await room.reader.getIncident(number), room.findContact)
}

function toHandledEvent(incident: StoredIncident, actor: Actor, state: Handling['state']): AuditEvent {
  return {
    event: state === 'closed' ? 'incident.closed' : 'incident.acknowledged',
    operation: 'config',
    correlationId: incident.correlationId ?? randomUUID(),
    actor,
    outcome: 'done',
    detail: { incident: incident.id, kind: incident.kind, times: incident.count },
    ...(incident.counterpartId ? { counterpart: incident.counterpartId } : {}),
  }
}

/** Ids are `i1` outside; anything else names nothing. */
function toNumber(id: string): number {
  const found = /^i(\d{1,15})$/.exec(id)
  return found ? Number(found[1]) : -1
}
