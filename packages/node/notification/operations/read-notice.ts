import type { NoticeList } from '@isthmus/contract'
import type { Clock } from '../../platform/index.ts'
import { NotificationError } from '../errors.ts'
import type { Notifications } from '../notifications.ts'
import { listNotices } from './list-notices.ts'

/**
 * notification.read: answers what there is now. Throws NotificationError NOTICE_NOT_FOUND, also for a notice of somebody else,
 * of which nothing is told.
 */
export async function readNotice(
  room: Notifications,
  { id, officerId }: { id: string; officerId: string },
  clock: Clock,
): Promise<NoticeList> {
  const [, digits] = /^n(\d{1,15})$/.exec(id) ?? []
  if (digits && (await room.store.markRead(Number(digits), { officerId, at: clock() })))
    return listNotices(room, officerId)
  throw new NotificationError('NOTICE_NOT_FOUND', 'you have no such notice', {
    remedy: 'see isthmus notice list',
  })
}
