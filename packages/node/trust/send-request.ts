import { randomUUID } from 'node:crypto'
import type { TrustRequestEntry } from '@isthmus/contract'
import type { PeerRequest } from '@isthmus/protocol/trust'
import type { AuditEvent, AuditLog } from '../audit-log/index.ts'
import type { Clock } from '../platform/index.ts'
import type { StoredRequest } from './reader.ts'
import { toRequestEntry } from './show-request.ts'
import type { TrustTransactor } from './transactor.ts'
import type { Trust } from './trust.ts'

export type SendingParts = {
  trust: Trust
  transactor: TrustTransactor
  auditLog: Pick<AuditLog, 'append'>
  clock: Clock
  /** Hands a signed request to the desk. */
  send: (text: string) => Promise<string>
}

/** Logs what this peer asks for, hands it to the desk, and keeps it. Throws TrustError as `sendTrustRequest`. */
export async function sendRequest(
  { transactor, auditLog, send }: Pick<SendingParts, 'transactor' | 'auditLog' | 'send'>,
  sent: {
    request: PeerRequest
    signed: { text: string; fingerprint: string }
    actor: NonNullable<AuditEvent['actor']>
  },
): Promise<TrustRequestEntry> {
  const { request, signed, actor } = sent
  await auditLog.append({
    event: 'trust.asked',
    operation: 'config',
    correlationId: randomUUID(),
    actor,
    outcome: 'done',
    detail: { kind: request.kind, request: request.id },
  })
  await send(signed.text)
  const stored: StoredRequest = {
    id: request.id,
    direction: 'sent',
    kind: request.kind,
    peer: request.peer,
    ...signed,
    requestedAt: new Date(request.requestedAt),
    state: 'sent',
    draft: null,
    reason: null,
  }
  await transactor.keepRequest(stored)
  return toRequestEntry(stored, new Date(request.requestedAt))
}
