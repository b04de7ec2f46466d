import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { PageHead } from '../ui/PageHead.tsx'

export function NotFoundPage() {
  const { t } = useTranslation()
  return (
    <>
      <PageHead page={t('notFound.page')} lead={t('notFound.text')} />
      <Link to={paths.search}>{t('notFound.back')}</Link>
    </>
  )
}
