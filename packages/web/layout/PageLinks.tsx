import { useTranslation } from 'react-i18next'
import { useSession } from '../components/use-session.ts'
import { MoreLinks } from './MoreLinks.tsx'
import { PageLink } from './PageLink.tsx'
import { linksOf, splitLinks } from './page-list.ts'

/** The pages: in the header on a wide screen, under the thumb on a phone. One of the two is shown. */
export function PageLinks({ place }: { place: 'top' | 'bottom' }) {
  const { t } = useTranslation()
  const shown = linksOf(useSession().officer.role)
  const { first, more } = place === 'top' ? { first: shown, more: [] } : splitLinks(shown)
  return (
    <nav className={`page-links page-links--${place}`} aria-label={t('app.navigation')}>
      {first.map((link) => (
        <PageLink key={link.to} link={link} iconSize={place === 'top' ? 17 : 21} />
      ))}
      {more.length === 0 ? null : <MoreLinks links={more} />}
    </nav>
  )
}
