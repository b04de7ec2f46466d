import type { AttachmentEntry } from '@isthmus/contract'
import type { Actor } from '../attachment-upload.ts'
import { ExchangeError } from '../errors.ts'
import type { Messages } from '../messages.ts'
import { getAttachment, showAttachment } from './show-attachment.ts'

/** attachment.withdraw. Throws ExchangeError ATTACHMENT_NOT_FOUND | ATTACHMENT_SETTLED. */
export async function withdrawAttachment(
  messages: Messages,
  attachmentId: string,
  actor: Actor,
): Promise<AttachmentEntry> {
  const row = await getAttachment(messages, attachmentId)
  if (row.direction !== 'sent') {
    throw new ExchangeError('ATTACHMENT_SETTLED', 'only its sender can withdraw a file', {
      remedy: 'ask the operators of the peer that sent it',
    })
  }
  await messages.files.withdrawals.withdraw(row, actor)
  return showAttachment(messages, attachmentId, { mayOpen: true })
}
