import type { ActorStatement, Organisation } from '@isthmus/contract'
import { createEvidenceZip, type EvidenceLanguage, verifyEvidence } from '@isthmus/protocol/evidence'
import type { LoggedEntry } from '../../audit-log/index.ts'
import type { Decision } from '../../policy/index.ts'
import { addManifest, collectFiles } from '../collect-files.ts'
import { EvidenceError } from '../errors.ts'
import type { EvidenceRoom } from '../evidence-room.ts'
import { createSummary } from '../summary-pdf.ts'

export type Requester = { id: string; statement: ActorStatement; organisation: Organisation }

export type EvidenceRequest = {
  requester: Requester
  correlationId: string
  /** Of the summary; `verify.html` speaks them all. */
  language: EvidenceLanguage
  /** Logs the refusal and throws. */
  refuse: (decision: Decision & { allowed: false }) => Promise<never>
}

/**
 * evidence.export: everything that proves one exchange, as one ZIP. Logged before it is handed over. Throws EvidenceError
 * EXCHANGE_NOT_FOUND, also for an exchange that the requester may not know of.
 */
export async function exportEvidence(
  room: EvidenceRoom,
  { requester, correlationId, language, refuse }: EvidenceRequest,
): Promise<Uint8Array> {
  const entries = await room.auditReader.readEntries({ correlationId, limit: 1_000 })
  const decision = decide(room, requester, entries)
  if (!decision.allowed) return refuse(decision)
  if (entries.length === 0)
    throw new EvidenceError('EXCHANGE_NOT_FOUND', 'the log has no exchange with this correlation id', {
      remedy: 'copy the correlation id from the history of searches or from the log',
    })
  await room.auditLog.append({
    event: 'evidence.exported',
    operation: 'disclosure',
    correlationId,
    actor: { id: requester.id, role: requester.statement.role, organisation: requester.organisation.id },
    outcome: 'done',
  })
  const collected = await collectFiles(room, correlationId, entries)
  await addManifest(room, collected, correlationId)
  const { files } = collected
  files.set(
    'summary.pdf',
    await createSummary(verifyEvidence(files), { correlationId, madeAt: room.clock(), language }),
  )
  files.set('verify.html', await room.readVerifyPage())
  await addManifest(room, collected, correlationId)
  return createEvidenceZip(files)
}

function decide(
  { policy, trust }: EvidenceRoom,
  { id, statement, organisation }: Requester,
  entries: readonly LoggedEntry[],
): Decision {
  const actors = entries.flatMap(({ entry }) => (entry?.actor ? [entry.actor] : []))
  return policy.mayExportEvidence(statement, organisation, {
    peer: { id: trust.self.id, owner: trust.self.owner },
    isAsker: actors.some((actor) => actor.id === id),
    isOfOwn: actors.some((actor) => actor.organisation === organisation.id),
  })
}
