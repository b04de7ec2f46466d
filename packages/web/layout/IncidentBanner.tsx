import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { severeQuery } from '../api/supervision.ts'
import { useSession } from '../components/use-session.ts'
import { paths } from '../paths.ts'
import { Notice } from '../ui/Notice.tsx'

/** On every page of an operator, while something severe is open that nobody has taken on. */
export function IncidentBanner() {
  const { t } = useTranslation()
  const { officer } = useSession()
  const severe = useQuery({ ...severeQuery, enabled: officer.role === 'operator' })
  if (!severe.data) return null
  return (
    <div className="incident-banner" data-testid="incident-banner">
      <Notice tone="danger" role="status">
        {t('incident.banner', { count: severe.data })}{' '}
        <Link to={paths.incidents}>{t('incident.bannerLink')}</Link>
      </Notice>
    </div>
  )
}
