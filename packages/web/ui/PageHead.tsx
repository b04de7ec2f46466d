import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import './page-head.css'

type Props = { page: string; heading?: string; lead?: string; children?: ReactNode }

/** Title of the tab, and the head of the page. */
export function PageHead({ page, heading = page, lead, children }: Props) {
  const { t } = useTranslation()
  return (
    <header className="page-head">
      <title>{t('app.title', { page })}</title>
      <div>
        <h1>{heading}</h1>
        {lead === undefined ? null : <p>{lead}</p>}
      </div>
      {children}
    </header>
  )
}
