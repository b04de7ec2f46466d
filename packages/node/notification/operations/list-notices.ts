import type { NoticeList } from '@isthmus/contract'
import type { Notifications } from '../notifications.ts'

/** notification.list: of this officer only. */
export async function listNotices(
  { store }: Notifications,
  officerId: string,
  before?: number,
): Promise<NoticeList> {
  const [page, unread] = await Promise.all([store.list(officerId, before), store.countUnread(officerId)])
  return { ...page, unread }
}
