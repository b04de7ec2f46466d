import { type AttachmentOutcome, parse } from '@isthmus/contract'
import type { Clock, Logger, Transaction } from '../platform/index.ts'
import { type FileEvent, toFileEvent } from './attachment-events.ts'
import type { AttachmentFiles } from './attachment-files.ts'
import type { AttachmentLimits } from './attachment-limits.ts'
import type { AttachmentRow } from './attachment-row.ts'
import type { AttachmentChange, AttachmentTransactor } from './attachment-transactor.ts'
import type { MessageHandler, ReceivedMessage } from './inbox.ts'
import type { LogWriter } from './log-writer.ts'
import type { Outbox } from './outbox.ts'

export type AttachmentOutcomeParts = {
  auditLog: LogWriter
  outbox: Pick<Outbox, 'send'>
  clock: Clock
  logger: Pick<Logger, 'debug'>
  limits: Pick<AttachmentLimits, 'longestMs'>
  files: AttachmentFiles
  transactor: AttachmentTransactor
}

const tickMs = 1_000

/** The receiver's side of a withdrawal, and the signed word to the sender of what became of its file. */
export class AttachmentOutcomes {
  readonly #parts: AttachmentOutcomeParts
  #running: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(parts: AttachmentOutcomeParts) {
    this.#parts = parts
  }

  /** Goes on with what was owed when this peer ended. */
  start(): void {
    this.#timer = setInterval(() => {
      this.#running ??= this.#tellAll().finally(() => {
        this.#running = undefined
      })
    }, tickMs)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#running
  }

  /** In the transaction of the messages; what has to be deleted is deleted behind it, and then told. */
  readonly handleWithdrawal: MessageHandler = async (messages, transaction) => {
    for (const message of messages) {
      const { attachmentId } = parse('AttachmentWithdrawal', message.body)
      const row = await this.#parts.transactor.lock(attachmentId, transaction)
      if (!row) await this.#remember(message, { attachmentId, transaction })
      else if (row.direction === 'received' && row.counterpart === message.from)
        await this.#parts.transactor.change(
          attachmentId,
          { from: [row.state], to: toWithdrawn(row) },
          transaction,
        )
    }
  }

  /** Nothing of that id has come yet: what may come later is not taken. */
  async #remember(
    { from, correlationId, receivedAt }: ReceivedMessage,
    { attachmentId, transaction }: { attachmentId: string; transaction: Transaction },
  ): Promise<void> {
    const { transactor, limits } = this.#parts
    const expiresAt = new Date(receivedAt.getTime() + limits.longestMs)
    const row = { attachmentId, direction: 'received', counterpart: from, correlationId } as const
    await transactor.insert(
      { ...row, state: 'withdrawn', size: 0, chunks: 1, createdAt: receivedAt, expiresAt },
      transaction,
    )
    const to = { withdrawal: 'done', owe: 'withdrawn' } as const
    await transactor.change(attachmentId, { from: ['withdrawn'], to }, transaction)
  }

  async #tellAll(): Promise<void> {
    try {
      for (const row of await this.#parts.transactor.listOwing()) await this.#tell(row)
    } catch (fault) {
      this.#parts.logger.debug({ fault: fault instanceof Error ? fault.name : '' }, 'an outcome waits')
    }
  }

  /** Each step can be done again: a crash between two of them costs nothing. */
  async #tell(row: AttachmentRow): Promise<void> {
    const { attachmentId, counterpart: to, correlationId, owes } = row
    const [outcome] = owes
    if (outcome === undefined) return
    if (outcome !== 'complete' && outcome !== 'opened') await this.#parts.files.remove(attachmentId)
    await this.#parts.outbox.send({
      ...{ to, kind: 'attachment.outcome', correlationId, idempotencyKey: `${outcome}:${attachmentId}` },
      body: { attachmentId, outcome },
    })
    await this.#parts.auditLog.appendWith(async (transaction) => {
      const now = await this.#parts.transactor.lock(attachmentId, transaction)
      if (!now?.owes.includes(outcome)) return { events: [], result: undefined }
      await this.#parts.transactor.noteTold(attachmentId, outcome, transaction)
      const event = eventOf[outcome]
      const detail = outcome === 'withdrawn' ? { step: 'deleted' } : {}
      return { events: event ? [toFileEvent(event, row, { detail })] : [], result: undefined }
    })
  }
}

/** Those that have their entry already, in the commit that made them so, have none here. */
const eventOf: Readonly<Partial<Record<AttachmentOutcome['outcome'], FileEvent>>> = {
  withdrawn: 'attachment.withdrawn',
  opened: 'attachment.kept',
}

/** What a withdrawal makes of a file that came, whatever its state. */
export function toWithdrawn({
  state,
  openedAt,
}: Pick<AttachmentRow, 'state' | 'openedAt'>): AttachmentChange {
  if (openedAt !== null) return { owe: 'opened' }
  switch (state) {
    case 'offered':
    case 'complete':
    case 'withdrawn':
      return { state: 'withdrawn', withdrawal: 'done', secret: null, owe: 'withdrawn' }
    case 'broken':
      return { owe: 'broken' }
    case 'expired':
    case 'uploading':
      return { owe: 'expired' }
  }
}
