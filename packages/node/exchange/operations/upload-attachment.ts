import type { AttachmentEntry } from '@isthmus/contract'
import { toAttachmentEntry } from '../attachment-entry.ts'
import type { Actor } from '../attachment-upload.ts'
import type { Messages } from '../messages.ts'
import { getUpload } from './show-attachment.ts'

/**
 * attachment.upload: one chunk, durable when it answers. Throws ExchangeError ATTACHMENT_NOT_FOUND | ATTACHMENT_REFUSED |
 * ATTACHMENT_SETTLED.
 */
export async function uploadAttachment(
  messages: Messages,
  { attachmentId, number, bytes }: { attachmentId: string; number: number; bytes: Buffer },
  actor: Actor,
): Promise<AttachmentEntry> {
  const row = await getUpload(messages, attachmentId, actor.id)
  const chunksDone = await messages.files.uploads.takeChunk(row, number, bytes)
  return toAttachmentEntry({ ...row, chunksDone })
}
