import { parse } from '@isthmus/contract'
import type { Transaction } from '../platform/index.ts'
import { toFileEvent } from './attachment-events.ts'
import type { AttachmentFiles } from './attachment-files.ts'
import type { AttachmentRow } from './attachment-row.ts'
import type { AttachmentChange, AttachmentTransactor } from './attachment-transactor.ts'
import type { Actor } from './attachment-upload.ts'
import { ExchangeError } from './errors.ts'
import type { MessageHandler } from './inbox.ts'
import type { LogWriter } from './log-writer.ts'
import type { Outbox } from './outbox.ts'

export type AttachmentWithdrawalParts = {
  auditLog: LogWriter
  outbox: Pick<Outbox, 'send'>
  files: AttachmentFiles
  transactor: AttachmentTransactor
}

/** The sender's side of a withdrawal: asks for it, and hears what became of it. */
export class AttachmentWithdrawals {
  readonly #parts: AttachmentWithdrawalParts

  constructor(parts: AttachmentWithdrawalParts) {
    this.#parts = parts
  }

  /**
   * Ends an upload at once; of a file that was announced, asks the receiver to delete it. Throws ExchangeError
   * ATTACHMENT_SETTLED when there is nothing to withdraw any more.
   */
  async withdraw(row: AttachmentRow, actor?: Actor): Promise<void> {
    const { state, attachmentId, withdrawal } = row
    // Asked again, it goes on with what was asked.
    if (withdrawal === 'asked') return this.#ask(row, actor)
    const isUpload = state === 'uploading' && row.announcement === null
    if (!isUpload && (!['offered', 'complete'].includes(state) || withdrawal !== null)) {
      throw new ExchangeError('ATTACHMENT_SETTLED', 'the file can no longer be withdrawn', {
        remedy: 'see what became of it: isthmus message attachments',
      })
    }
    const to: AttachmentChange = isUpload
      ? { state: 'withdrawn', withdrawal: 'done', secret: null }
      : { withdrawal: 'asked' }
    await this.#change(row, { to, from: [state], actor, step: isUpload ? 'upload-ended' : 'asked' })
    // Whatever the receiver says, nothing more is brought.
    await this.#parts.files.remove(attachmentId)
    if (!isUpload) await this.#ask(row, actor)
  }

  /** Known to the outbox by the file: however often it is asked, it is one message. */
  async #ask({ counterpart, correlationId, attachmentId }: AttachmentRow, actor?: Actor): Promise<void> {
    await this.#parts.outbox.send({
      ...{ to: counterpart, kind: 'attachment.withdrawal', correlationId },
      idempotencyKey: `withdraw:${attachmentId}`,
      body: { attachmentId },
      ...(actor ? { actor } : {}),
    })
  }

  async #change(
    row: AttachmentRow,
    {
      to,
      from,
      actor,
      step,
    }: { to: AttachmentChange; from: AttachmentRow['state'][]; actor?: Actor | undefined; step: string },
  ): Promise<void> {
    const { auditLog, transactor } = this.#parts
    await auditLog.appendWith(async (transaction) => {
      const isChanged = await transactor.change(row.attachmentId, { from, to }, transaction)
      if (!isChanged) throw new ExchangeError('ATTACHMENT_SETTLED', 'the file has changed in this moment')
      const event = toFileEvent('attachment.withdrawn', row, { actor, detail: { step } })
      return { events: [event], result: undefined }
    })
  }

  /**
   * What the receiver says of a file, in the transaction of its messages. What is said of a file that this peer did not
   * send there, or that does not fit its state, changes nothing.
   */
  readonly handleOutcome: MessageHandler = async (messages, transaction) => {
    for (const { from, body } of messages) {
      const { attachmentId, outcome } = parse('AttachmentOutcome', body)
      const row = await this.#parts.transactor.lock(attachmentId, transaction)
      if (row?.direction !== 'sent' || row.counterpart !== from) continue
      await this.#note(row, outcome, transaction)
    }
  }

  async #note(row: AttachmentRow, outcome: string, transaction: Transaction): Promise<void> {
    const to = toChange(row, outcome)
    if (to) await this.#parts.transactor.change(row.attachmentId, { from: [row.state], to }, transaction)
  }
}

/** What a sender makes of an outcome; undefined when it changes nothing. */
export function toChange(
  { state, withdrawal }: Pick<AttachmentRow, 'state' | 'withdrawal'>,
  outcome: string,
): AttachmentChange | undefined {
  const isOnItsWay = state === 'offered' || state === 'complete'
  // Its time ran out here before the answer came.
  const isAwaited = state === 'expired' && withdrawal === 'asked'
  if (!isOnItsWay && !isAwaited) return undefined
  switch (outcome) {
    case 'complete':
      return state === 'offered' ? { state: 'complete' } : undefined
    case 'broken':
      return { state: 'broken', fault: 'ATTACHMENT_BROKEN' }
    case 'withdrawn':
      return withdrawal === 'asked' ? { state: 'withdrawn', withdrawal: 'done' } : undefined
    case 'opened':
      if (withdrawal !== 'asked') return undefined
      return { withdrawal: 'too-late', ...(isOnItsWay ? { state: 'complete' as const } : {}) }
    case 'expired':
      return { state: 'expired' }
    default:
      return undefined
  }
}
