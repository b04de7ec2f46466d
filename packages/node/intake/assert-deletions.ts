import { IntakeError } from './errors.ts'

/** What a new generation takes away: `deleted` of the `former` records that answer now. */
export type Deletions = { former: number; deleted: number }

/** `mayDelete`: how many an operator has confirmed. `mostDeletedShare`: of `former`, what needs no confirmation (0 to 1). */
export type AllowedDeletions = { mayDelete?: number; mostDeletedShare?: number }

const usualShare = 0.5

/**
 * A source that was cut off, emptied or mistaken for another looks like one whose records were deleted; people would be
 * answered "no hit" about. Throws IntakeError DELETIONS_UNCONFIRMED, so that somebody looks before.
 */
export function assertDeletions(
  sourceId: string,
  { former, deleted }: Deletions,
  { mayDelete = 0, mostDeletedShare = usualShare }: AllowedDeletions,
): void {
  if (deleted <= Math.max(mayDelete, former * mostDeletedShare)) return
  throw new IntakeError(
    'DELETIONS_UNCONFIRMED',
    `the run would take ${deleted} of ${former} records out of the index of ${sourceId}`,
    { remedy: toRemedy(sourceId, deleted) },
  )
}

function toRemedy(sourceId: string, deleted: number): string {
  return `look at the source; if so many are gone from it: isthmus source index ${sourceId} --may-delete ${deleted}`
}
