import type { TrustRequest, TrustRequestEntry } from '@isthmus/contract'
import { findDocument, listShortcomings } from '@isthmus/protocol/trust'
import type { StoredRequest } from './reader.ts'

/** A request as people see it: what it asks for, its fingerprint, and what is missing. */
export function toRequestEntry(stored: StoredRequest, now: Date): TrustRequestEntry {
  const { organisation, name, address, keys, revoke } = readRequest(stored.text)
  return {
    id: stored.id,
    state: stored.state,
    kind: stored.kind,
    peer: stored.peer,
    requestedAt: stored.requestedAt.toISOString(),
    fingerprint: stored.fingerprint,
    shortcomings: organisation ? listShortcomings(organisation, now) : [],
    ...(name ? { name } : {}),
    ...(address ? { address } : {}),
    ...(organisation ? { organisation } : {}),
    ...(keys ? { keys } : {}),
    ...(revoke ? { revoke } : {}),
    ...(stored.draft ? { draft: stored.draft } : {}),
    ...(stored.reason ? { reason: stored.reason } : {}),
  }
}

/** The content of a request that was verified when it came. */
export function readRequest(text: string): TrustRequest {
  const document = findDocument(text, 'isthmus-trust-request+jws')
  if (!document) throw new TypeError('a stored request is none')
  return JSON.parse(Buffer.from(document.payload).toString('utf8')) as TrustRequest
}
