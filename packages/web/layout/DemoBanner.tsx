import { IconFlask } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../components/use-session.ts'

/** Stands above every page of a demonstration, and cannot be closed. */
export function DemoBanner() {
  const { t } = useTranslation()
  if (!useSession().demo) return null
  return (
    <aside className="demo" aria-label={t('demo.label')} data-testid="demo-banner">
      <IconFlask size={14} aria-hidden />
      <p>
        <strong>{t('demo.label')}.</strong> {t('demo.short')}
      </p>
    </aside>
  )
}
