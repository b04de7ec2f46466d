import type { MailRecipient, NotificationConfig } from '@isthmus/contract'
import type { Incidents } from '../incident/index.ts'
import type { Clock, Database, Job, Logger, Queries } from '../platform/index.ts'
import { MailQueue } from './mail-queue.ts'
import { type NewNotice, NoticeStore } from './notice-store.ts'
import { createSmtpMailer } from './smtp-mailer.ts'

export type NotificationParts = {
  database: Database
  /** Absent: officers are told in the portal only. */
  config?: NotificationConfig
  publicUrl: string
  incidents: Pick<Incidents, 'raise'>
  clock: Clock
  logger: Logger
}

const dayMs = 86_400_000
/** Long enough for whoever comes back from leave; the audit log has the acts themselves. */
const keptDays = 180

/** Where rooms say that something waits for an officer. */
export class Notifications {
  readonly store: NoticeStore
  readonly #clock: Clock
  readonly #recipients: ReadonlyMap<string, MailRecipient>
  readonly #mails: MailQueue | undefined

  /** Throws NotificationError MAIL_CONFIG_INVALID. */
  constructor({ database, config, publicUrl, incidents, clock, logger }: NotificationParts) {
    this.store = new NoticeStore(database)
    this.#clock = clock
    this.#recipients = new Map(config?.recipients.map((recipient) => [recipient.officer, recipient]))
    this.#mails =
      config &&
      new MailQueue({
        ...{ store: this.store, recipients: this.#recipients, incidents, clock, logger },
        sendMail: createSmtpMailer(config.smtp),
        address: new URL('/notices', publicUrl).href,
      })
  }

  /** In the transaction of what it tells of; who is told twice of the same is told once. */
  tell(queries: Queries, notices: readonly NewNotice[]): Promise<void> {
    const isMailed = (officerId: string): boolean => this.#recipients.has(officerId)
    return this.store.insert(queries, notices, { at: this.#clock(), isMailed })
  }

  start(): void {
    this.#mails?.start()
  }

  async stop(): Promise<void> {
    await this.#mails?.stop()
  }

  /** Sends what is due now. */
  async sendDue(): Promise<void> {
    await this.#mails?.sendDue()
  }

  get endRetention(): Job {
    return {
      name: 'end-notices',
      everyMs: dayMs,
      run: () => this.store.removeBefore(new Date(this.#clock().getTime() - keptDays * dayMs)),
    }
  }
}
