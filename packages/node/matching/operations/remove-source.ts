import { randomUUID } from 'node:crypto'
import type { AuditEvent, AuditLog } from '../../audit-log/index.ts'
import { IntakeReader, IntakeTransactor, type OpenSources } from '../../intake/index.ts'
import type { Database } from '../../platform/index.ts'
import { busy } from '../errors.ts'
import { dropIndex } from '../sweep-generations.ts'
import { tryLockSource } from '../transactor.ts'

export type RemovalParts = {
  database: Database
  auditLog: Pick<AuditLog, 'append'>
  sources: OpenSources
  /** What the room behind this one keeps of a source; `assertIdle` throws while it reads it. */
  linkage: {
    assertIdle: (sourceId: string) => Promise<void>
    forgetSource: (sourceId: string) => Promise<void>
  }
}

/**
 * source.remove: takes a source out of this peer with its index, its runs and what linkage has found in it; the source
 * itself is not touched. It is listed until all else is gone, so a removal that broke off can be asked for again.
 * Throws IntakeError SOURCE_NOT_FOUND, RUN_ALREADY_RUNNING; LinkageError RUN_ALREADY_RUNNING; MatchingError INDEX_BUSY.
 */
export async function removeSource(
  { database, auditLog, sources, linkage }: RemovalParts,
  sourceId: string,
  removedBy: NonNullable<AuditEvent['actor']>,
): Promise<void> {
  const source = await new IntakeReader(database).getSource(sourceId)
  const transactor = new IntakeTransactor(database)
  await database.transact(async (lock) => {
    if (!(await tryLockSource(lock, sourceId))) throw busy(sourceId)
    await transactor.assertIdle(sourceId)
    await linkage.assertIdle(sourceId)
    await auditLog.append({
      event: 'source.removed',
      operation: 'config',
      correlationId: randomUUID(),
      actor: removedBy,
      outcome: 'done',
      detail: { source: sourceId, persons: source.persons, things: source.things },
    })
    await dropIndex(database, sourceId)
    await linkage.forgetSource(sourceId)
    await transactor.deleteSource(sourceId)
  })
  await sources.forget(source)
}
