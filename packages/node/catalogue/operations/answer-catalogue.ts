import type { CatalogueAnswer, SourceEntry } from '@isthmus/contract'
import type { AuditLog } from '../../audit-log/index.ts'
import type { Asker } from '../../exchange/index.ts'
import type { Policy } from '../../policy/index.ts'
import type { Trust } from '../../trust/index.ts'

export type TellingParts = {
  policy: Policy
  trust: Trust
  auditLog: AuditLog
  ownSources: () => SourceEntry[]
}

/** catalogue.ask of another peer: what this peer has, when the policy lets it be told. Nothing in it is personal data. */
export async function* answerCatalogue(parts: TellingParts, asker: Asker): AsyncGenerator<CatalogueAnswer> {
  const { self } = parts.trust
  const asking = parts.trust.findPeer(asker.peerId)
  const decision = asking
    ? parts.policy.mayTellCatalogue(
        { id: asking.id, owner: asking.owner },
        { id: self.id, owner: self.owner },
      )
    : undefined
  const isAllowed = decision?.allowed ?? false
  if (!isAllowed) {
    const reason = decision && !decision.allowed ? decision.refusal.code : 'PEER_UNKNOWN'
    await parts.auditLog.append({
      event: 'operation.denied',
      operation: 'denied',
      correlationId: asker.correlationId,
      counterpart: asker.peerId,
      outcome: 'refused',
      reason,
    })
  }
  yield { peerId: self.id, sources: isAllowed ? parts.ownSources() : [] }
}
