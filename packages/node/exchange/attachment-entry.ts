import type { KeyObject } from 'node:crypto'
import type { AttachmentEntry } from '@isthmus/contract'
import type { AttachmentRow } from './attachment-row.ts'
import { findSecret } from './attachment-secret.ts'

const words = {
  uploading: 'uploading',
  offered: 'sent',
  complete: 'delivered',
  broken: 'broken',
  withdrawn: 'withdrawn',
  expired: 'expired',
} as const satisfies Record<AttachmentRow['state'], AttachmentEntry['state']>

/** What cannot be known of the row alone. */
export type AttachmentView = {
  /** Opens name and note; absent where they are not to be shown. */
  contentKey?: KeyObject | undefined
  missing?: readonly number[]
  /** Of the message that announces it. */
  fault?: string | undefined
}

/** A file as the API shows it. Throws ExchangeError STORED_CONTENT_UNREADABLE. */
export function toAttachmentEntry(row: AttachmentRow, view: AttachmentView = {}): AttachmentEntry {
  const { attachmentId, direction, counterpart, correlationId, size, chunks, digest, openedAt, withdrawal } =
    row
  const secret = view.contentKey ? findSecret(view.contentKey, row) : undefined
  const fault = row.fault ?? view.fault
  return {
    ...{ attachmentId, direction, counterpart, correlationId, size, chunks },
    state: words[row.state],
    chunksDone: row.state === 'complete' ? chunks : Math.min(row.chunksDone, chunks),
    at: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    ...(secret ? { name: secret.name } : {}),
    ...(secret?.text === undefined ? {} : { text: secret.text }),
    ...(digest ? { digest: digest.toString('hex') } : {}),
    ...(view.missing ? { missing: [...view.missing] } : {}),
    ...(openedAt ? { openedAt: openedAt.toISOString() } : {}),
    ...(withdrawal === 'asked' || withdrawal === 'too-late' ? { withdrawal } : {}),
    ...(fault ? { fault } : {}),
  }
}
