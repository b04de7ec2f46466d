import { randomUUID } from 'node:crypto'
import type { OversightName, OversightNameRequest } from '@isthmus/contract'
import { OversightError } from '../errors.ts'
import { findName } from '../name-box.ts'
import { type OversightRoom, toActor, type Viewer } from '../oversight-room.ts'

/**
 * oversight.name: whom a pseudonym names, of the viewer's own organisation. The entry, with the reason, is written before
 * the name is shown. Throws OversightError NAME_UNKNOWN.
 */
export async function tellName(
  room: OversightRoom,
  viewer: Viewer,
  { pseudonym, reason }: OversightNameRequest,
): Promise<OversightName> {
  const { auditLog, key, pseudonymOf } = room.parts
  const officers = await room.reader.listOfficers()
  const officer = officers.find(
    ({ officerId, organisation }) =>
      organisation === viewer.organisation.id && pseudonymOf(officerId) === pseudonym,
  )
  await auditLog.append({
    event: 'oversight.named',
    operation: 'consultation',
    correlationId: randomUUID(),
    actor: toActor(viewer),
    outcome: officer ? 'done' : 'failed',
    reason,
    detail: { pseudonym },
  })
  if (!officer)
    throw new OversightError(
      'NAME_UNKNOWN',
      'this peer knows no officer of your organisation under this pseudonym',
      {
        remedy: 'ask the organisation whose officer it is',
      },
    )
  const { officerId, sealedName } = officer
  const name = findName(key, { officerId, sealed: sealedName })
  return { pseudonym, officerId, ...(name === undefined ? {} : { name }) }
}
