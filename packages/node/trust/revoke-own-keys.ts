import { randomUUID } from 'node:crypto'
import type { TrustRequestEntry, TrustRevocation } from '@isthmus/contract'
import { type PeerRequest, signTrustRequest } from '@isthmus/protocol/trust'
import type { AuditEvent } from '../audit-log/index.ts'
import { TrustError } from './errors.ts'
import { type SendingParts, sendRequest } from './send-request.ts'

/**
 * Asks the operators at once to revoke keys of this peer that may have leaked: those named, those for a use, or all. Signed
 * by the present key, leaked or not: whoever else holds it can only harm the key. Nothing is revoked before operators sign.
 * Throws TrustError REQUEST_NOT_ADMISSIBLE when no such key is good, KEY_MISSING, and as `sendTrustRequest`.
 */
export async function revokeOwnKeys(
  parts: SendingParts,
  { keys, uses }: TrustRevocation,
  actor: NonNullable<AuditEvent['actor']>,
): Promise<TrustRequestEntry> {
  const { trust, clock } = parts
  const now = clock()
  const revoke = trust.self.keys
    .filter((key) => key.revokedAt === undefined && Date.parse(key.validTo) > now.getTime())
    .filter(({ id, use }) => (keys?.includes(id) ?? true) && (uses?.includes(use) ?? true))
    .map(({ id }) => id)
  const unknown = keys?.some((id) => !revoke.includes(id)) ?? false
  if (revoke.length === 0 || unknown) {
    throw new TrustError('REQUEST_NOT_ADMISSIBLE', 'this peer has no such key that could still be revoked', {
      remedy: 'compare with the keys of this peer in the list (isthmus trust list)',
    })
  }
  const request: PeerRequest = {
    federation: trust.list.federation,
    id: randomUUID(),
    kind: 'revoke',
    requestedAt: now.toISOString(),
    peer: trust.self.id,
    revoke,
  }
  const signed = await signTrustRequest(request, [trust.signerOf('signing')])
  return sendRequest(parts, { request, signed, actor })
}
