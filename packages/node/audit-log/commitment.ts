import { createHmac } from 'node:crypto'
import type { SearchSubject } from '@isthmus/contract'

/**
 * A keyed commitment to a searched subject: HMAC-SHA256 under this peer's commitment key over the correlation id and
 * the canonical JSON (RFC 8785 key order) of the subject. Without the key nobody can guess names against it.
 */
export function commitmentOf(key: Buffer, correlationId: string, subject: SearchSubject): Buffer {
  return createHmac('sha256', key)
    .update(`isthmus subject 1\n${correlationId}\n`)
    .update(canonicalJson(subject))
    .digest()
}

/** The same of a place, such as a file or a database: equal for equal places, and says nothing of the path. */
export function placeCommitmentOf(key: Buffer, place: object): string {
  return createHmac('sha256', key)
    .update('isthmus place 1\n')
    .update(canonicalJson(place))
    .digest('base64url')
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`)
  return `{${members.join(',')}}`
}
