import type { AttachmentEntry, AttachmentSending } from '@isthmus/contract'
import type { Actor } from '../attachment-upload.ts'
import type { Messages } from '../messages.ts'
import { getUpload, showAttachment } from './show-attachment.ts'

/**
 * attachment.send: announced and logged when it answers. Throws ExchangeError ATTACHMENT_NOT_FOUND |
 * ATTACHMENT_INCOMPLETE | ATTACHMENT_BROKEN | ATTACHMENT_SETTLED.
 */
export async function sendAttachment(
  messages: Messages,
  { attachmentId, chunkDigests }: AttachmentSending & { attachmentId: string },
  actor: Actor,
): Promise<AttachmentEntry> {
  const row = await getUpload(messages, attachmentId, actor.id)
  // Asked again after an answer that was lost.
  if (row.state === 'uploading') await messages.files.uploads.announce(row, { chunkDigests, actor })
  return showAttachment(messages, attachmentId, { mayOpen: true })
}
