import type { KeyObject } from 'node:crypto'
import { openAtRest, sealAtRest } from './at-rest.ts'
import type { AttachmentRow } from './attachment-row.ts'

/** What opens a file, how it is called and what was written with it: none of it is in the database in the clear. */
export type AttachmentSecret = { key: Buffer; name: string; text?: string }

export function sealSecret(
  contentKey: KeyObject,
  attachmentId: string,
  { key, ...words }: AttachmentSecret,
): Buffer {
  const written = JSON.stringify({ key: key.toString('base64url'), ...words })
  return sealAtRest(contentKey, placeOf(attachmentId), Buffer.from(written, 'utf8'))
}

/** Undefined when it has gone with the content. Throws ExchangeError STORED_CONTENT_UNREADABLE. */
export function findSecret(
  contentKey: KeyObject,
  { attachmentId, secret }: Pick<AttachmentRow, 'attachmentId' | 'secret'>,
): AttachmentSecret | undefined {
  if (secret === null) return undefined
  const written = openAtRest(contentKey, placeOf(attachmentId), secret).toString('utf8')
  // Sealed by this peer for this file: the tag has just been verified.
  const { key, ...words } = JSON.parse(written) as { key: string; name: string; text?: string }
  return { key: Buffer.from(key, 'base64url'), ...words }
}

function placeOf(attachmentId: string): string {
  return `exchange.attachment ${attachmentId}`
}
