import type { KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { AttachmentInbox, type AttachmentInboxParts } from './attachment-inbox.ts'
import { type AttachmentLimits, defaultAttachmentLimits } from './attachment-limits.ts'
import { AttachmentOutbox, type AttachmentOutboxParts } from './attachment-outbox.ts'
import { type Swept, sweepAttachments } from './attachment-sweep.ts'
import { AttachmentTransactor } from './attachment-transactor.ts'
import type { Inbox } from './inbox.ts'

export type AttachmentsParts = Omit<AttachmentInboxParts & AttachmentOutboxParts, 'limits' | 'contentKey'> & {
  limits?: Partial<AttachmentLimits>
}

/** Files to other peers, and from them. */
export type Attachments = {
  /** Files that go out. */
  files: AttachmentOutbox
  /** Files that come in. */
  attachments: AttachmentInbox
  limits: AttachmentLimits
  rows: AttachmentTransactor
  /** Opens names and notes. */
  contentKey: KeyObject
  /** Ends what has expired and removes what belongs to nobody. */
  sweepAttachments: () => Promise<Swept>
}

export function createAttachments(
  { folder, limits: given, ...parts }: AttachmentsParts,
  { inbox, contentKey }: { inbox: Pick<Inbox, 'on'>; contentKey: KeyObject },
): Attachments {
  const limits = { ...defaultAttachmentLimits, ...given }
  const own = { ...parts, limits, contentKey }
  const attachments = new AttachmentInbox({ ...own, folder: join(folder, 'received') })
  const files = new AttachmentOutbox({ ...own, folder: join(folder, 'sent') })
  inbox.on('attachment.manifest', attachments.handleManifest)
  inbox.on('attachment.withdrawal', attachments.outcomes.handleWithdrawal)
  inbox.on('attachment.outcome', files.withdrawals.handleOutcome)
  const rows = new AttachmentTransactor(parts.database)
  const folders = { sent: files.files, received: attachments.files }
  return {
    files,
    attachments,
    limits,
    rows,
    contentKey,
    sweepAttachments: () => sweepAttachments({ ...own, transactor: rows, folders }),
  }
}
