import { IconDatabase, IconGitCompare, IconHistory, IconListDetails, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'

const links = [
  { to: paths.search, words: 'search', Icon: IconSearch },
  { to: paths.batch, words: 'batch', Icon: IconListDetails },
  { to: paths.history, words: 'history', Icon: IconHistory },
  { to: paths.catalogue, words: 'catalogue', Icon: IconDatabase },
  { to: paths.review, words: 'review', Icon: IconGitCompare },
] as const

/** The pages: in the header on a wide screen, under the thumb on a phone. One of the two is shown. */
export function PageLinks({ place }: { place: 'top' | 'bottom' }) {
  const { t } = useTranslation()
  return (
    <nav className={`page-links page-links--${place}`} aria-label={t('app.navigation')}>
      {links.map(({ to, words, Icon }) => (
        <Link key={to} to={to} className="page-links__link" activeOptions={{ exact: to !== paths.review }}>
          <Icon size={place === 'top' ? 17 : 21} stroke={1.8} aria-hidden />
          <span>{t(`nav.${words}`)}</span>
        </Link>
      ))}
    </nav>
  )
}
