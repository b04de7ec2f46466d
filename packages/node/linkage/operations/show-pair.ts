import { randomUUID } from 'node:crypto'
import type { LinkagePairDetail, Person } from '@isthmus/contract'
import { compareProfiles, toPersonProfile, toPriorBits } from '@isthmus/protocol/score'
import { type LinkageRoom, type LinkingOfficer, toActor } from '../linkage-parts.ts'
import type { StoredPair } from '../reader.ts'
import { getSource } from './start-linkage.ts'

/**
 * linkage.pair: both records as their sources hold them now, and how they compare. The consultation is in the audit log
 * before either record is read. Throws LinkageError PAIR_NOT_FOUND, and what a source throws that cannot be read.
 */
export async function showPair(
  room: LinkageRoom,
  officer: LinkingOfficer,
  { id, signal }: { id: string; signal: AbortSignal },
): Promise<LinkagePairDetail> {
  const stored = await room.reader.getPair(id)
  await assertMayCompare(room, officer, { pair: stored, operation: 'linkage.pair' })
  await room.auditLog.append({
    event: 'linkage.opened',
    operation: 'consultation',
    correlationId: randomUUID(),
    actor: toActor(officer),
    outcome: 'done',
    detail: toDetail(stored),
  })
  const [left, right] = await Promise.all([
    readRecord(room, stored, { side: 'left', signal }),
    readRecord(room, stored, { side: 'right', signal }),
  ])
  const { leftLocator, rightLocator, sources, sourceStates, population, model, ...pair } = stored
  if (left === undefined || right === undefined)
    return { pair, comparisons: [], ...(left ? { left } : {}), ...(right ? { right } : {}) }
  const compared = compareProfiles(toPersonProfile(left), toPersonProfile(right), {
    population,
    model,
    detail: 'held',
  })
  return { pair, left, right, prior: toPriorBits(population), ...compared }
}

/** Both sources have to let this officer see and judge their records. */
export async function assertMayCompare(
  room: LinkageRoom,
  officer: LinkingOfficer,
  { pair, operation }: { pair: StoredPair; operation: string },
): Promise<void> {
  for (const id of new Set([pair.left.source, pair.right.source])) {
    const { policySource } = getSource(room, id)
    const decision = room.policy.mayCompare(officer.statement, officer.organisation, policySource)
    if (!decision.allowed) await room.refuse({ operation, officer, refusal: decision.refusal })
  }
}

/** References are the source's own and say who was looked at; nothing else of the records. */
export function toDetail({ id, runId, left, right }: StoredPair): Record<string, string> {
  return {
    run: runId,
    pair: id,
    left: `${left.source} ${left.reference}`,
    right: `${right.source} ${right.reference}`,
  }
}

/** Undefined when the record is gone, or another one lies in its place. */
async function readRecord(
  room: LinkageRoom,
  stored: StoredPair,
  { side, signal }: { side: 'left' | 'right'; signal: AbortSignal },
): Promise<Person | undefined> {
  const { source, reference } = stored[side]
  const locator = side === 'left' ? stored.leftLocator : stored.rightLocator
  const sourceState = stored.sourceStates[stored.sources.indexOf(source)] ?? ''
  const found = await getSource(room, source).fetchPersons([locator], sourceState, signal)
  const [person] = found.persons
  return person?.reference === reference ? person : undefined
}
