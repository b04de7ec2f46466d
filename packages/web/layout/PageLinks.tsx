import {
  IconAlertTriangle,
  IconDatabase,
  IconEye,
  IconGitCompare,
  IconHistory,
  IconListDetails,
  IconMail,
  IconSearch,
  IconShieldCheck,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '../components/use-session.ts'
import { paths } from '../paths.ts'

/** Who searches, and who keeps and supervises: the policies say what each may do, this only what each looks for. */
const searching = ['officer', 'caseworker'] as const
const keeping = ['operator', 'dpo', 'authority'] as const

const links = [
  { to: paths.search, words: 'search', Icon: IconSearch, roles: searching },
  { to: paths.batch, words: 'batch', Icon: IconListDetails, roles: searching },
  { to: paths.history, words: 'history', Icon: IconHistory },
  { to: paths.catalogue, words: 'catalogue', Icon: IconDatabase },
  { to: paths.review, words: 'review', Icon: IconGitCompare },
  { to: paths.trust, words: 'trust', Icon: IconShieldCheck, roles: keeping },
  { to: paths.messages, words: 'messages', Icon: IconMail, roles: keeping },
  { to: paths.incidents, words: 'incidents', Icon: IconAlertTriangle, roles: keeping },
  { to: paths.oversight, words: 'oversight', Icon: IconEye, roles: keeping },
] as const

/** The pages: in the header on a wide screen, under the thumb on a phone. One of the two is shown. */
export function PageLinks({ place }: { place: 'top' | 'bottom' }) {
  const { t } = useTranslation()
  const { role } = useSession().officer
  const shown = links.filter((link) => !('roles' in link) || link.roles.some((known) => known === role))
  return (
    <nav className={`page-links page-links--${place}`} aria-label={t('app.navigation')}>
      {shown.map(({ to, words, Icon }) => (
        <Link key={to} to={to} className="page-links__link" activeOptions={{ exact: to !== paths.review }}>
          <Icon size={place === 'top' ? 17 : 21} stroke={1.8} aria-hidden />
          <span>{t(`nav.${words}`)}</span>
        </Link>
      ))}
    </nav>
  )
}
