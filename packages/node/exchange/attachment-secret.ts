import type { KeyObject } from 'node:crypto'
import { openAtRest, sealAtRest } from './at-rest.ts'

/** What opens an attachment, and how it is called: neither is in the database in the clear. */
export type AttachmentSecret = { key: Buffer; name: string }

export function sealSecret(
  contentKey: KeyObject,
  attachmentId: string,
  { key, name }: AttachmentSecret,
): Buffer {
  const text = JSON.stringify({ key: key.toString('base64url'), name })
  return sealAtRest(contentKey, placeOf(attachmentId), Buffer.from(text, 'utf8'))
}

/** Throws ExchangeError STORED_CONTENT_UNREADABLE. */
export function openSecret(contentKey: KeyObject, attachmentId: string, sealed: Buffer): AttachmentSecret {
  const text = openAtRest(contentKey, placeOf(attachmentId), sealed).toString('utf8')
  const { key, name } = JSON.parse(text) as { key: string; name: string }
  return { key: Buffer.from(key, 'base64url'), name }
}

function placeOf(attachmentId: string): string {
  return `exchange.attachment ${attachmentId}`
}
