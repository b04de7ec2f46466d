import { IconDatabaseSearch, IconMailShare, IconNotebook, IconScale } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

const steps = [
  { words: 'idle1', Icon: IconMailShare },
  { words: 'idle2', Icon: IconScale },
  { words: 'idle3', Icon: IconDatabaseSearch },
  { words: 'idle4', Icon: IconNotebook },
] as const

/** What will happen, told before anything is asked. */
export function BeforeAsking() {
  const { t } = useTranslation()
  return (
    <div className="before">
      <h1>{t('results.idleHeading')}</h1>
      <ol>
        {steps.map(({ words, Icon }) => (
          <li key={words}>
            <Icon size={22} stroke={1.6} aria-hidden />
            <span>{t(`results.${words}`)}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
