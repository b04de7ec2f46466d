import type { Clock } from '../platform/index.ts'
import { toFileEvent } from './attachment-events.ts'
import type { AttachmentFiles } from './attachment-files.ts'
import type { AttachmentRow, AttachmentState } from './attachment-row.ts'
import type { AttachmentTransactor } from './attachment-transactor.ts'
import type { LogWriter } from './log-writer.ts'

export type AttachmentSweepParts = {
  auditLog: LogWriter
  clock: Clock
  transactor: AttachmentTransactor
  /** Where files to others lie, and where files of others do. */
  folders: Readonly<Record<AttachmentRow['direction'], AttachmentFiles>>
}

/** How long it is remembered what became of a file, so that its sender can still be told. */
const rememberedMs = 30 * 86_400_000

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const lying: Readonly<Record<AttachmentRow['direction'], readonly AttachmentState[]>> = {
  sent: ['uploading', 'offered'],
  received: ['offered', 'complete'],
}

export type Swept = { expired: number; orphans: number; forgotten: number }

/**
 * Ends files whose time is over, each with an entry; removes what no row knows or needs any more, and what a crash has left
 * of chunks; forgets what was long ago. Safe beside everything else, and however often it is done.
 */
export async function sweepAttachments(parts: AttachmentSweepParts): Promise<Swept> {
  const { clock, transactor } = parts
  let expired = 0
  let orphans = 0
  for (const direction of ['sent', 'received'] as const) {
    for (const row of await transactor.listExpired(direction, clock())) {
      if (await expire(parts, row)) expired += 1
    }
    orphans += await removeOrphans(parts, direction)
  }
  const forgotten = await transactor.forget(new Date(clock().getTime() - rememberedMs))
  return { expired, orphans, forgotten }
}

async function expire({ auditLog, clock, transactor, folders }: AttachmentSweepParts, row: AttachmentRow) {
  const isChanged = await auditLog.appendWith(async (transaction) => {
    const now = await transactor.lock(row.attachmentId, transaction)
    // An upload that was announced in this moment has a new time.
    if (now?.state !== row.state || now.expiresAt > clock()) return { events: [], result: false }
    await transactor.change(
      row.attachmentId,
      { from: [now.state], to: { state: 'expired', secret: null, announcement: null } },
      transaction,
    )
    const detail = { was: toWords(now), opened: now.openedAt !== null }
    return { events: [toFileEvent('attachment.expired', now, { detail })], result: true }
  })
  if (isChanged) await folders[row.direction].remove(row.attachmentId)
  return isChanged
}

/** The words of the API (`AttachmentEntryState`). */
function toWords({ state }: AttachmentRow): string {
  if (state === 'offered') return 'sent'
  return state === 'complete' ? 'delivered' : state
}

async function removeOrphans(
  { clock, transactor, folders }: AttachmentSweepParts,
  direction: AttachmentRow['direction'],
): Promise<number> {
  const files = folders[direction]
  let removed = 0
  for (const id of await files.listAttachments()) {
    // The row comes first and the chunks after it, so that a folder without a row belongs to nobody.
    const row = uuid.test(id) ? await transactor.find(id) : undefined
    if (row?.direction === direction && lying[direction].includes(row.state) && row.withdrawal !== 'done')
      removed += await files.removeParts(id, clock())
    else {
      await files.remove(id)
      removed += 1
    }
  }
  return removed
}
