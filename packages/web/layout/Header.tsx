import { useTranslation } from 'react-i18next'
import { useSession } from '../components/use-session.ts'
import { RegimeBadge } from '../ui/RegimeBadge.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { Mark } from './Mark.tsx'
import { NoticeBell } from './NoticeBell.tsx'
import { PageLinks } from './PageLinks.tsx'

/** Who asks, for whom, through which peer and under which law. */
export function Header() {
  const { t } = useTranslation()
  const session = useSession()
  return (
    <header className="header">
      <div className="header__bar">
        <span className="header__brand">
          <Mark size={26} />
          <span>{t('app.name')}</span>
        </span>
        <PageLinks place="top" />
        <div className="header__who">
          <span className="header__organisation" data-testid="organisation">
            {session.organisation.name}
          </span>
          <span className="header__peer">
            {t('account.peer')}: {session.peer.name}
          </span>
        </div>
        <span className="header__regime">
          <RegimeBadge regime={session.organisation.regime} />
        </span>
        <NoticeBell />
        <AccountMenu />
      </div>
    </header>
  )
}
