import {
  type AllowedDeletions,
  assertDeletions,
  IntakeError,
  IntakeReader,
  IntakeTransactor,
  openIntakeRun,
  QualityTally,
  type RunOutcome,
} from '../../intake/index.ts'
import { type Clock, type Database, NodeError } from '../../platform/index.ts'
import { buildGeneration } from '../build-generation.ts'
import type { IndexKey } from '../index-key.ts'

const progressEveryMs = 1_000

export type IndexingParts = {
  database: Database
  indexKey: IndexKey
  landing: string
  clock: Clock
  signal: AbortSignal
  allowed: AllowedDeletions
}

type Run = { id: number; sourceId: string }

/**
 * source.index: one intake run from source to a new generation of the hit index. When it fails, or is held back because
 * it would take too much away, the generation before goes on answering, and the run says why.
 */
export async function indexSource(parts: IndexingParts, run: Run): Promise<'answering' | 'held' | 'failed'> {
  const { database, clock } = parts
  const transactor = new IntakeTransactor(database)
  let tally = new QualityTally()
  let outcome: RunOutcome | undefined
  const progress = setInterval(() => {
    transactor.noteProgress(run.id, tally.counts()).catch(() => {})
  }, progressEveryMs)
  try {
    const source = await new IntakeReader(database).getSource(run.sourceId)
    await using intake = await openIntakeRun(source, { landing: parts.landing }, parts.signal)
    tally = intake.tally
    await buildGeneration({
      ...parts,
      sourceId: run.sourceId,
      sourceState: intake.sourceState,
      records: intake.records,
      whenSwapped: (queries, { added, changed, deleted }) => {
        outcome = { ...tally.counts(), added, changed, deleted }
        assertDeletions(run.sourceId, toDeletions(outcome), parts.allowed)
        return transactor.finishRun(queries, { ...run, at: clock() }, outcome)
      },
    })
    return 'answering'
  } catch (fault) {
    clearInterval(progress)
    if (outcome && isHeld(fault)) {
      await transactor.holdRun({ ...run, at: clock() }, outcome, fault.message)
      return 'held'
    }
    await transactor.failRun(run.id, clock(), { fault: toFaultText(fault), counts: tally.counts() })
    return 'failed'
  } finally {
    clearInterval(progress)
  }
}

/** How many records answered before, as far as the new generation shows it. */
function toDeletions({ persons, things, added, deleted }: RunOutcome): { former: number; deleted: number } {
  return { former: persons + things - added + deleted, deleted }
}

function isHeld(fault: unknown): fault is IntakeError {
  return fault instanceof IntakeError && fault.code === 'DELETIONS_UNCONFIRMED'
}

/** Faults on purpose name place, cause and remedy and hold no values; of anything else only the kind may be kept. */
function toFaultText(fault: unknown): string {
  if (!(fault instanceof Error)) return 'an unforeseen fault'
  const isOnPurpose = fault instanceof NodeError || ('place' in fault && 'remedy' in fault)
  return isOnPurpose ? fault.message : `an unforeseen fault (${fault.name})`
}
