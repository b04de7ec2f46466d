import type { Notice, NoticeKind } from '@isthmus/contract'
import type { Database, Queries } from '../platform/index.ts'

/** That something waits for an officer; `reference` is the correlation id of the matter. */
export type NewNotice = { officerId: string; kind: NoticeKind; reference: string }

export type NoticePage = { notices: Notice[]; next?: string }

/** A notice whose officer is still to be told by e-mail. */
export type NoticeToMail = { id: bigint; officerId: string; at: Date; attempts: number }

const pageSize = 50
const mostId = 999_999_999_999_999

export class NoticeStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Within the transaction of what it tells of; a second time about the same is nothing. */
  async insert(
    queries: Queries,
    notices: readonly NewNotice[],
    { at, isMailed }: { at: Date; isMailed: (officerId: string) => boolean },
  ): Promise<void> {
    if (notices.length === 0) return
    await queries.query(
      `insert into notification.notice (officer_id, kind, reference, at, mail_next_at)
       select officer_id, kind, reference, $4::timestamptz, case when is_mailed then $4::timestamptz end
         from unnest($1::text[], $2::text[], $3::uuid[], $5::boolean[]) as n (officer_id, kind, reference, is_mailed)
       on conflict (officer_id, kind, reference) do nothing`,
      [
        notices.map(({ officerId }) => officerId),
        notices.map(({ kind }) => kind),
        notices.map(({ reference }) => reference),
        at,
        notices.map(({ officerId }) => isMailed(officerId)),
      ],
    )
  }

  /** The latest first. */
  async list(officerId: string, before = mostId): Promise<NoticePage> {
    const rows = await this.#database.query<NoticeRow>(
      `select id, kind, reference, at, read_at from notification.notice
        where officer_id = $1 and id < $2 order by id desc limit $3`,
      [officerId, Math.min(before, mostId), pageSize + 1],
    )
    const shown = rows.slice(0, pageSize)
    const last = rows.length > pageSize ? shown.at(-1) : undefined
    return { notices: shown.map(toNotice), ...(last ? { next: String(last.id) } : {}) }
  }

  async countUnread(officerId: string): Promise<number> {
    const [row] = await this.#database.query<{ unread: bigint }>(
      'select count(*) as unread from notification.notice where officer_id = $1 and read_at is null',
      [officerId],
    )
    return Number(row?.unread ?? 0)
  }

  /** False when there is no such notice of this officer. Who has read it needs no mail about it. */
  async markRead(id: number, { officerId, at }: { officerId: string; at: Date }): Promise<boolean> {
    const rows = await this.#database.query(
      `update notification.notice set read_at = coalesce(read_at, $3), mail_next_at = null
        where id = $1 and officer_id = $2 returning id`,
      [id, officerId, at],
    )
    return rows.length > 0
  }

  /** What is due, the oldest first. */
  async listToMail(now: Date, most: number): Promise<NoticeToMail[]> {
    const rows = await this.#database.query<{
      id: bigint
      officer_id: string
      at: Date
      mail_attempts: number
    }>(
      `select id, officer_id, at, mail_attempts from notification.notice
        where mail_next_at <= $1 order by mail_next_at, id limit $2`,
      [now, most],
    )
    return rows.map((row) => ({
      id: row.id,
      officerId: row.officer_id,
      at: row.at,
      attempts: Number(row.mail_attempts),
    }))
  }

  /** Of the same officer, also what came while the mail was on its way: one mail tells of all. */
  async noteMailed(officerId: string, until: bigint): Promise<void> {
    await this.#database.query(
      'update notification.notice set mail_next_at = null where officer_id = $1 and id <= $2 and mail_next_at is not null',
      [officerId, until],
    )
  }

  /** Undefined: given up. */
  async noteFailed(officerId: string, until: bigint, next: Date | undefined): Promise<void> {
    await this.#database.query(
      `update notification.notice set mail_next_at = $3, mail_attempts = mail_attempts + 1
        where officer_id = $1 and id <= $2 and mail_next_at is not null`,
      [officerId, until, next ?? null],
    )
  }

  async removeBefore(end: Date): Promise<void> {
    await this.#database.query('delete from notification.notice where at < $1', [end])
  }
}

type NoticeRow = { id: bigint; kind: NoticeKind; reference: string; at: Date; read_at: Date | null }

function toNotice({ id, kind, reference, at, read_at }: NoticeRow): Notice {
  return { id: `n${id}`, kind, reference, at: at.toISOString(), isRead: read_at !== null }
}
