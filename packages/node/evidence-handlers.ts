import type { EvidenceRequest } from '@isthmus/contract'
import type { Handlers } from './api.ts'
import type { AuditLog } from './audit-log/index.ts'
import { type EvidenceRoom, exportEvidence } from './evidence/index.ts'
import { GuardError, recordRefused } from './guards.ts'

export function evidenceHandlers(parts: {
  evidence: EvidenceRoom
  auditLog: AuditLog
}): Pick<Handlers, 'evidence.export'> {
  return {
    'evidence.export': async ({ officer, body }) => {
      const { correlationId, language = 'en' } = body as EvidenceRequest
      const zip = await exportEvidence(parts.evidence, {
        requester: officer,
        correlationId,
        language,
        refuse: async ({ refusal }) => {
          await recordRefused(parts, { operation: 'evidence.export', officer, refusal })
          throw new GuardError('NOT_PERMITTED', refusal.text, refusal)
        },
      })
      return Buffer.from(zip)
    },
  }
}
