import { randomUUID } from 'node:crypto'
import type { ProtectedName, ProtectedNameCount } from '@isthmus/contract'
import { OversightError } from '../errors.ts'
import { hashesOfName } from '../name-words.ts'
import { type OversightRoom, toActor, type Viewer } from '../oversight-room.ts'

/** oversight.protect: keeps keyed hashes of a name, and the name nowhere. Throws OversightError NAME_TOO_SHORT. */
export async function protectName(
  room: OversightRoom,
  viewer: Viewer,
  name: ProtectedName,
): Promise<ProtectedNameCount> {
  const { auditLog, clock, key } = room.parts
  const hashes = hashesOfName(key, name)
  if (hashes.length === 0)
    throw new OversightError('NAME_TOO_SHORT', 'a protected name needs two words', {
      remedy: 'give family name and given name in full',
    })
  await auditLog.appendWith(async (transaction) => {
    const names = hashes.map((hash) => ({ hash, officerId: '' }))
    await room.transactor.keepWatched(transaction, names, { by: viewer.id, at: clock() })
    return {
      events: [
        {
          event: 'oversight.protected' as const,
          operation: 'config' as const,
          correlationId: randomUUID(),
          actor: toActor(viewer),
          outcome: 'done' as const,
        },
      ],
      result: undefined,
    }
  })
  room.watchProtected(name)
  return { names: await room.reader.countProtected() }
}
