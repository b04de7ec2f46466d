import type { AttachmentEntry } from '@isthmus/contract'
import { toAttachmentEntry } from '../attachment-entry.ts'
import type { AttachmentRow } from '../attachment-row.ts'
import { ExchangeError } from '../errors.ts'
import type { Messages } from '../messages.ts'

/** Whether whoever asks may read names and notes. */
export type Reader = { mayOpen: boolean }

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** attachment.show: one file; of an upload also what is missing. Throws ExchangeError ATTACHMENT_NOT_FOUND. */
export async function showAttachment(
  messages: Messages,
  attachmentId: string,
  reader: Reader,
): Promise<AttachmentEntry> {
  return toEntry(messages, await getAttachment(messages, attachmentId), reader)
}

/** Throws ExchangeError ATTACHMENT_NOT_FOUND. */
export async function getAttachment(messages: Messages, attachmentId: string): Promise<AttachmentRow> {
  // A text that is no UUID would be a fault of the database.
  const row = uuid.test(attachmentId) ? await messages.rows.find(attachmentId) : undefined
  if (row) return row
  throw new ExchangeError('ATTACHMENT_NOT_FOUND', 'there is no such file', {
    remedy: 'see isthmus message attachments',
  })
}

/** Throws ExchangeError ATTACHMENT_NOT_FOUND also for an upload that somebody else has begun. */
export async function getUpload(
  messages: Messages,
  attachmentId: string,
  officerId: string,
): Promise<AttachmentRow> {
  const row = await getAttachment(messages, attachmentId)
  if (row.direction === 'sent' && row.begunBy === officerId) return row
  throw new ExchangeError('ATTACHMENT_NOT_FOUND', 'you have begun no such upload', {
    remedy: 'whoever has begun it goes on with it, or begin anew',
  })
}

export async function toEntry(
  messages: Messages,
  row: AttachmentRow,
  { mayOpen }: Reader,
): Promise<AttachmentEntry> {
  const isUpload = row.direction === 'sent' && row.state === 'uploading'
  const announcement = row.state === 'offered' && row.messageId ? row.messageId : undefined
  const message = announcement ? await messages.outbox.reader.findMessage(announcement) : undefined
  return toAttachmentEntry(row, {
    ...(mayOpen ? { contentKey: messages.contentKey } : {}),
    ...(isUpload ? { missing: await messages.files.uploads.listMissing(row) } : {}),
    ...(message?.fault ? { fault: message.fault } : {}),
  })
}
