import type { Regime } from '@isthmus/contract/types'
import { IconScale } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Tag } from './Tag.tsx'

/** Under which data-protection law an organisation or a source stands. */
export function RegimeBadge({ regime }: { regime: Regime }) {
  const { t } = useTranslation()
  return (
    <Tag icon={<IconScale size={13} stroke={1.8} aria-hidden />} title={t(`regimeLaw.${regime}`)}>
      {t(`regime.${regime}`)}
    </Tag>
  )
}
