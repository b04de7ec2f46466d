import type { MailRecipient } from '@isthmus/contract'
import type { Incidents } from '../incident/index.ts'
import type { Clock, Logger } from '../platform/index.ts'
import { nextMailAttempt } from './mail-decision.ts'
import { toMailText } from './mail-text.ts'
import type { NoticeStore, NoticeToMail } from './notice-store.ts'
import type { SendMail } from './smtp-mailer.ts'

export type MailQueueParts = {
  store: NoticeStore
  sendMail: SendMail
  recipients: ReadonlyMap<string, MailRecipient>
  /** Where the portal shows notices. */
  address: string
  incidents: Pick<Incidents, 'raise'>
  clock: Clock
  logger: Pick<Logger, 'warn'>
}

const lookEveryMs = 5_000
const mostAtOnce = 500

/** Tells officers by e-mail that something waits: one mail for whatever came since the last one. */
export class MailQueue {
  readonly #parts: MailQueueParts
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #isStopping = false

  constructor(parts: MailQueueParts) {
    this.#parts = parts
  }

  start(): void {
    this.#timer = setInterval(() => void this.sendDue(), lookEveryMs).unref()
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    clearInterval(this.#timer)
    await this.#running
  }

  /** Never throws; a call while another runs waits for that one. */
  async sendDue(): Promise<void> {
    this.#running ??= this.#sendDue().finally(() => {
      this.#running = undefined
    })
    await this.#running
  }

  async #sendDue(): Promise<void> {
    try {
      const due = await this.#parts.store.listToMail(this.#parts.clock(), mostAtOnce)
      for (const notices of groupByOfficer(due)) {
        if (this.#isStopping) return
        await this.#tell(notices)
      }
    } catch (fault) {
      this.#warn(fault)
    }
  }

  async #tell(notices: readonly [NoticeToMail, ...NoticeToMail[]]): Promise<void> {
    const { store, sendMail, recipients, address, clock, incidents } = this.#parts
    const [oldest] = notices
    const { officerId } = oldest
    const newest = notices.reduce((most, { id }) => (id > most ? id : most), oldest.id)
    const recipient = recipients.get(officerId)
    // No longer in the configuration.
    if (!recipient) return store.noteMailed(officerId, newest)
    try {
      await sendMail({ to: recipient.email, ...toMailText(recipient.language ?? 'en', address) })
    } catch (fault) {
      this.#warn(fault)
      const next = nextMailAttempt(oldest, clock())
      if (!next) incidents.raise({ kind: 'mail-undelivered' })
      return store.noteFailed(officerId, newest, next)
    }
    await store.noteMailed(officerId, newest)
  }

  /** What servers answer may quote addresses. */
  #warn(fault: unknown): void {
    const code = fault instanceof Error && 'code' in fault ? String(fault.code).slice(0, 60) : 'FAULT'
    this.#parts.logger.warn({ code }, 'a mail could not be sent; it is tried again')
  }
}

function groupByOfficer(due: readonly NoticeToMail[]): [NoticeToMail, ...NoticeToMail[]][] {
  const groups = new Map<string, [NoticeToMail, ...NoticeToMail[]]>()
  for (const notice of due) {
    const group = groups.get(notice.officerId)
    if (group) group.push(notice)
    else groups.set(notice.officerId, [notice])
  }
  return [...groups.values()]
}
