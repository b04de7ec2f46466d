import type { Handlers } from './api.ts'
import { listNotices, type Notifications, readNotice } from './notification/index.ts'
import type { Clock } from './platform/index.ts'

type NoticeParts = { notifications: Notifications; clock: Clock }

export function noticeHandlers({
  notifications,
  clock,
}: NoticeParts): Pick<Handlers, Extract<keyof Handlers, `notification.${string}`>> {
  const pageOf = (before: unknown): number | undefined =>
    typeof before === 'string' && /^\d{1,15}$/.test(before) ? Number(before) : undefined
  return {
    'notification.list': ({ officer, query }) => listNotices(notifications, officer.id, pageOf(query.before)),
    'notification.read': ({ officer, id }) => readNotice(notifications, { id, officerId: officer.id }, clock),
  }
}
