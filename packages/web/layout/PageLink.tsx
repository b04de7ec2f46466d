import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import type { PageLink as Known } from './page-list.ts'

type Props = { link: Known; iconSize: number; onClick?: () => void }

export function PageLink({ link: { to, words, Icon }, iconSize, onClick }: Props) {
  const { t } = useTranslation()
  return (
    <Link
      to={to}
      className="page-links__link"
      activeOptions={{ exact: to !== paths.review }}
      {...(onClick ? { onClick } : {})}
    >
      <Icon size={iconSize} stroke={1.8} aria-hidden />
      <span>{t(`nav.${words}`)}</span>
    </Link>
  )
}
