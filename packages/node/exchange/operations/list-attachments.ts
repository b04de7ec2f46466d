import type { AttachmentList } from '@isthmus/contract'
import type { Messages } from '../messages.ts'
import { type Reader, toEntry } from './show-attachment.ts'

const pageSize = 50

/** attachment.list: one page of files to and from other peers, the newest first. */
export async function listAttachments(
  messages: Messages,
  { before, ...reader }: Reader & { before?: string },
): Promise<AttachmentList> {
  const rows = await messages.rows.list({ size: pageSize, ...(before ? { before } : {}) })
  const attachments = await Promise.all(rows.map((row) => toEntry(messages, row, reader)))
  const last = rows.at(-1)
  return {
    attachments,
    largestBytes: messages.limits.largestBytes,
    ...(last && rows.length === pageSize ? { next: last.attachmentId } : {}),
  }
}
