import { randomUUID } from 'node:crypto'
import type { LinkageDecision, LinkagePair } from '@isthmus/contract'
import { LinkageError } from '../errors.ts'
import { type LinkageRoom, type LinkingOfficer, toActor } from '../linkage-parts.ts'
import { assertMayCompare, toDetail } from './show-pair.ts'

/**
 * linkage.decide: what holds about two records from now on, whatever run finds them again. It is logged before it holds.
 * Throws LinkageError PAIR_NOT_FOUND, REASON_MISSING.
 */
export async function decidePair(
  room: LinkageRoom,
  officer: LinkingOfficer,
  { id, decision }: { id: string; decision: LinkageDecision },
): Promise<LinkagePair> {
  const stored = await room.reader.getPair(id)
  await assertMayCompare(room, officer, { pair: stored, operation: 'linkage.decide' })
  const { state } = decision
  const reason = decision.reason?.trim() || undefined
  if (state !== 'undecided' && reason === undefined)
    throw new LinkageError('REASON_MISSING', 'a decision needs its reason', {
      remedy: 'say in a few words why; name no person',
    })
  await room.auditLog.append({
    event: 'linkage.decided',
    operation: 'consultation',
    correlationId: randomUUID(),
    actor: toActor(officer),
    outcome: 'done',
    detail: { ...toDetail(stored), was: stored.state, is: state },
  })
  await room.transactor.decide(stored, { state, by: officer.id, at: room.clock(), reason })
  const { leftLocator, rightLocator, sources, sourceStates, population, model, ...pair } =
    await room.reader.getPair(id)
  return pair
}
