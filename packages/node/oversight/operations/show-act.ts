import type { OversightDetail } from '@isthmus/contract'
import { leafHash } from '@isthmus/protocol/log'
import type { LoggedEntry } from '../../audit-log/index.ts'
import { OversightError } from '../errors.ts'
import { type OversightRoom, toLookedEvent, type Viewer } from '../oversight-room.ts'
import { isInScope } from '../scope.ts'

const mostRelated = 200

/**
 * oversight.act: one entry as it lies in the log, with the pseudonym in place of the officer's id. That it was opened is
 * logged, under its own correlation id, before it is shown. Throws OversightError ENTRY_NOT_FOUND.
 */
export async function showAct(room: OversightRoom, viewer: Viewer, id: string): Promise<OversightDetail> {
  const { auditLog, auditReader } = room.parts
  const index = toIndex(id)
  const [logged] = await auditReader.readEntries({ from: index, to: index + 1, limit: 1 })
  // What the viewer may not see is not there.
  if (!logged || !isInScope(logged.entry, room.scopeOf(viewer))) throw notFound()
  const { correlationId } = logged
  await auditLog.append(toLookedEvent(viewer, { what: 'entry', correlationId, detail: { entry: id } }))
  const related = await auditReader.readEntries({ correlationId, limit: mostRelated })
  return {
    act: room.toAct(logged),
    leafHash: Buffer.from(leafHash(Buffer.from(logged.leaf, 'base64url'))).toString('base64url'),
    ...toShown(room, logged),
    related: room
      .toActs(viewer, related)
      .map(({ sources, ...act }) => act)
      .filter((act) => act.id !== id),
  }
}

function toShown(room: OversightRoom, { entry, ...logged }: LoggedEntry): Pick<OversightDetail, 'entry'> {
  if (!entry) return {}
  const { pseudonym } = room.toAct({ entry, ...logged })
  return {
    entry: { ...entry, ...(entry.actor && pseudonym ? { actor: { ...entry.actor, id: pseudonym } } : {}) },
  }
}

/** Ids are `e1` outside; anything else names nothing. */
function toIndex(id: string): number {
  const found = /^e(\d{1,15})$/.exec(id)
  if (found) return Number(found[1])
  throw notFound()
}

function notFound(): OversightError {
  return new OversightError('ENTRY_NOT_FOUND', 'there is no such entry, or it is not for you to see')
}
