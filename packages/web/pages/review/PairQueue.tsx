import type { LinkagePair } from '@isthmus/contract/types'
import { IconEqual, IconEqualNot, IconQuestionMark } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { toPercent } from '../../locales/formats.ts'

const icons = { same: IconEqual, different: IconEqualNot, undecided: IconQuestionMark } as const

type Props = { pairs: readonly LinkagePair[]; at: number; onGo: (at: number) => void }

/** All pairs that were read, with their state as a word and a sign. */
export function PairQueue({ pairs, at, onGo }: Props) {
  const { t } = useTranslation()
  const current = useRef<HTMLButtonElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the pair that has become the current one is to be seen
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' })
  }, [at])
  return (
    <nav className="queue" aria-label={t('review.queue')}>
      <ol>
        {pairs.map((pair, place) => (
          <li key={pair.id}>
            <button
              type="button"
              ref={place === at ? current : undefined}
              className="queue__pair"
              aria-current={place === at ? 'true' : undefined}
              onClick={() => onGo(place)}
              data-testid="queue-pair"
              data-state={pair.state}
            >
              <QueuedPair pair={pair} />
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function QueuedPair({ pair }: { pair: LinkagePair }) {
  const { t, i18n } = useTranslation()
  const Icon = icons[pair.state]
  return (
    <>
      <Icon size={15} aria-hidden />
      <span className="queue__references">
        <bdi>{pair.left.reference}</bdi> · <bdi>{pair.right.reference}</bdi>
        <span className="soft">{t(`pairState.${pair.state}`)}</span>
      </span>
      <bdi className="queue__percent">{toPercent(pair.probability, i18n.language)}</bdi>
    </>
  )
}
