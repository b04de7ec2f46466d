import { IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../ui/Notice.tsx'
import type { Missing } from './search-values.ts'

type Props = { id: string; missing: readonly Missing[]; extra?: string | undefined; isTried: boolean }

/** What the question still lacks. Quiet while the form is filled in, spoken once it was sent too early. */
export function MissingList({ id, missing, extra, isTried }: Props) {
  const { t } = useTranslation()
  const items = [...(extra === undefined ? [] : [extra]), ...missing.map((item) => t(`missing.${item}`))]
  if (items.length === 0) {
    return (
      <p id={id} className="ask__ready">
        <IconCircleCheck size={16} aria-hidden /> {t('ask.ready')}
      </p>
    )
  }
  return (
    <div id={id} data-testid="missing">
      <Notice
        tone={isTried ? 'caution' : 'info'}
        role={isTried ? 'alert' : 'note'}
        title={t('ask.missingTitle')}
      >
        <ul>
          {items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </Notice>
    </div>
  )
}
