import { randomUUID } from 'node:crypto'
import type { AuditEvent } from '@isthmus/node/audit-log'

const digest = Buffer.alloc(32, 7)

/** An entry as an answered question makes it: about 700 bytes of JSON. */
export function sampleEvent(number: number): AuditEvent {
  return {
    event: 'search.answered',
    operation: 'consultation',
    correlationId: randomUUID(),
    actor: { id: `officer-${number % 500}`, role: 'officer', organisation: 'police-north' },
    counterpart: 'south',
    purpose: 'criminal-investigation',
    legalBasis: 'Directive (EU) 2016/680, art. 8; Act 4624/2019, art. 46',
    caseReference: `C-2026-${number}`,
    subjectCommitment: digest,
    exchange: {
      messageId: randomUUID(),
      kind: 'search.ask',
      counterpart: 'south',
      direction: 'received',
      digest: digest.toString('base64url'),
    },
    outcome: 'no-hit',
    detail: { source: 'register', hits: 0, candidates: number % 40 },
  }
}
