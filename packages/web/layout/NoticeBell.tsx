import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { unreadQuery } from '../api/notices.ts'
import { useSession } from '../components/use-session.ts'
import { paths } from '../paths.ts'
import './notice-bell.css'

/** How much waits for whoever is signed in; the supervisory authority, which only looks, has no notices. */
export function NoticeBell() {
  const { t } = useTranslation()
  const { officer } = useSession()
  const hasNotices = officer.role !== 'authority'
  const unread = useQuery({ ...unreadQuery, enabled: hasNotices })
  if (!hasNotices) return null
  const count = unread.data ?? 0
  return (
    <Link to={paths.notices} className="notice-bell" data-testid="notice-bell">
      <IconBell size={20} stroke={1.7} aria-hidden />
      <span className="visually-hidden">{t('notice.open')}</span>
      {count === 0 ? null : (
        <span className="notice-bell__count" data-testid="unread">
          <span aria-hidden>{count > 99 ? '99+' : count}</span>
          <span className="visually-hidden">{t('notice.unread', { count })}</span>
        </span>
      )}
    </Link>
  )
}
