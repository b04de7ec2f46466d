import type { Hit } from '@isthmus/contract/types'
import { useTranslation } from 'react-i18next'
import { Tag } from './Tag.tsx'

const filledBars = { strong: 3, probable: 2, possible: 1 } as const
const tones = { strong: 'strong', probable: 'good', possible: 'plain' } as const

/** The band of a hit as a word and as one to three bars; colour only repeats them. */
export function BandBadge({ band }: { band: Hit['band'] }) {
  const { t } = useTranslation()
  return (
    <Tag tone={tones[band]} icon={<Bars filled={filledBars[band]} />} title={t(`bandHelp.${band}`)}>
      {t(`band.${band}`)}
    </Tag>
  )
}

function Bars({ filled }: { filled: number }) {
  return (
    <svg width="13" height="11" viewBox="0 0 13 11" aria-hidden="true">
      {[0, 1, 2].map((bar) => (
        <rect
          key={bar}
          x={bar * 5}
          y={7 - bar * 3.5}
          width="3"
          height={4 + bar * 3.5}
          rx="1"
          fill="currentColor"
          opacity={bar < filled ? 1 : 0.25}
        />
      ))}
    </svg>
  )
}
