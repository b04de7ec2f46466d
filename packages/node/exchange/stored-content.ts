import type { KeyObject } from 'node:crypto'
import { openAtRest, sealAtRest } from './at-rest.ts'

/** What is sealed in a message, and stays the same when it is sealed again. `Content` as the contract's Payload. */
export type MessageContent<Content> = { salt: Buffer; payload: Content }

/** For the column `content` of the outbox. */
export function sealContent(
  key: KeyObject,
  messageId: string,
  { salt, payload }: MessageContent<object>,
): Buffer {
  const stored = JSON.stringify({ salt: salt.toString('base64url'), payload })
  return sealAtRest(key, placeOf(messageId), Buffer.from(stored, 'utf8'))
}

/** Throws ExchangeError STORED_CONTENT_UNREADABLE. */
export function openContent<Content>(
  key: KeyObject,
  { messageId, content }: { messageId: string; content: Buffer },
): MessageContent<Content> {
  const stored = openAtRest(key, placeOf(messageId), content).toString('utf8')
  // Sealed by this peer for this message: the tag has just been verified.
  const { salt, payload } = JSON.parse(stored) as { salt: string; payload: Content }
  return { salt: Buffer.from(salt, 'base64url'), payload }
}

function placeOf(messageId: string): string {
  return `exchange.outbox ${messageId}`
}
