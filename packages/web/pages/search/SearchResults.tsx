import type { SearchSubject } from '@isthmus/contract/types'
import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { toDuration } from '../../locales/formats.ts'
import { Notice } from '../../ui/Notice.tsx'
import { StateTag } from '../../ui/StateTag.tsx'
import { HitCard } from './HitCard.tsx'
import { SourceCard } from './SourceCard.tsx'
import {
  countAnswered,
  countSettled,
  type SearchView,
  toRankedHits,
  toShownState,
  toSourceKey,
  toStateCounts,
} from './search-view.ts'

type Props = {
  view: SearchView
  /** Whom these answers are about. */
  asked: SearchSubject | undefined
  /** The form asks about somebody else by now. */
  isOutdated: boolean
  onAgain: (() => void) | undefined
  onChange: () => void
}

/** Hits of all sources by probability, and the state of each source. */
export function SearchResults({ view, asked, isOutdated, onAgain, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <div
      className={isOutdated ? 'results results--outdated' : 'results'}
      data-testid="results"
      data-stage={view.stage}
    >
      {asked === undefined ? null : <Asked subject={asked} />}
      {isOutdated ? (
        <Notice tone="caution" role="status" title={t('results.outdated')}>
          <p>{t('results.outdatedHelp')}</p>
        </Notice>
      ) : null}
      <Summary view={view} onAgain={onAgain} onChange={onChange} />
      {view.error === undefined ? null : (
        <ProblemNotice error={view.error} {...(onAgain ? { onRetry: onAgain } : {})} />
      )}
      {view.sources.length === 0 ? null : (
        <div className="results__columns">
          <Hits view={view} />
          <section aria-labelledby="sources-heading" id="sources">
            <h2 id="sources-heading">{t('results.sourcesHeading')}</h2>
            <ul className="results__sources">
              {view.sources.map((source) => (
                <SourceCard
                  key={toSourceKey(source)}
                  source={source}
                  state={toShownState(source, view)}
                  onAgain={view.stage === 'asking' ? undefined : onAgain}
                />
              ))}
            </ul>
          </section>
        </div>
      )}
    </div>
  )
}

/** So that nobody reads an answer about one person as one about another. */
function Asked({ subject }: { subject: SearchSubject }) {
  const { t } = useTranslation()
  const { full, family, given, birth, documents = [], nationalities = [], places = [] } = subject
  const parts = [
    full,
    family,
    given,
    birth,
    ...documents.map(({ number }) => number),
    ...nationalities,
    ...places,
  ]
  return (
    <p className="results__asked" data-testid="asked">
      <span className="soft">{t('results.asked')}</span> <bdi>{parts.filter(Boolean).join(' · ')}</bdi>
    </p>
  )
}

type SummaryProps = Pick<Props, 'view' | 'onAgain' | 'onChange'>

function Summary({ view, onAgain, onChange }: SummaryProps) {
  const { t } = useTranslation()
  const total = view.sources.length
  const answered = countAnswered(view)
  return (
    <header className="summary">
      <div className="summary__line">
        <h1 className="visually-hidden">{t('results.heading')}</h1>
        <SummaryLine view={view} />
        <Button size="xs" variant="subtle" className="summary__change" onClick={onChange}>
          {t('results.change')}
        </Button>
        {view.stage === 'asking' || onAgain === undefined ? null : (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={14} aria-hidden />}
            onClick={onAgain}
            data-testid="again"
          >
            {t('results.again')}
          </Button>
        )}
      </div>
      <progress
        className="summary__bar"
        max={Math.max(1, total)}
        value={countSettled(view)}
        aria-label={t('results.summary', { answered, total })}
      />
      <ul className="summary__states">
        {toStateCounts(view).map(([state, count]) => (
          <li key={state}>
            <StateTag state={state} label={t(`stateCount.${state}`, { count })} />
          </li>
        ))}
      </ul>
      {view.correlationId === undefined ? null : (
        <p className="soft summary__log">{t('results.correlation', { id: view.correlationId })}</p>
      )}
    </header>
  )
}

/** Said aloud as answers come. */
function SummaryLine({ view }: { view: SearchView }) {
  const { t, i18n } = useTranslation()
  const total = view.sources.length
  const hits = toRankedHits(view).length
  const end = {
    idle: '',
    asking: t('results.askingMore'),
    done:
      view.tookMs === undefined ? '' : t('results.done', { time: toDuration(view.tookMs, i18n.language) }),
    stopped: t('results.stopped'),
    failed: '',
  }[view.stage]
  return (
    <p className="summary__text" role="status" aria-live="polite" aria-atomic="true" data-testid="summary">
      {total === 0 ? (
        <strong>{view.stage === 'asking' ? t('ask.asking') : ''}</strong>
      ) : (
        <strong>
          {t('results.summary', { answered: countAnswered(view), total })} ·{' '}
          {t('results.hits', { count: hits })}
        </strong>
      )}{' '}
      <span className="soft">{end}</span>
    </p>
  )
}

function Hits({ view }: { view: SearchView }) {
  const { t } = useTranslation()
  const hits = toRankedHits(view)
  return (
    <section aria-labelledby="hits-heading">
      <h2 id="hits-heading">{t('results.hitsHeading')}</h2>
      {hits.length === 0 ? (
        <NoHits view={view} />
      ) : (
        <ol className="results__hits">
          {hits.map((ranked) => (
            <HitCard key={ranked.key} ranked={ranked} />
          ))}
        </ol>
      )}
    </section>
  )
}

/** A refusal must not read like an empty answer. */
function NoHits({ view }: { view: SearchView }) {
  const { t } = useTranslation()
  if (view.stage === 'asking') return <Notice tone="info" title={t('results.noHitsYet')} />
  const hasLooked = view.sources.some(({ state }) => state === 'no-hit')
  if (!hasLooked) {
    return (
      <Notice tone="caution" title={t('results.noneLooked')}>
        <p>{t('results.noneLookedCaution')}</p>
      </Notice>
    )
  }
  return (
    <Notice tone="info" title={t('results.noHits')}>
      <p>{t('results.noHitsCaution')}</p>
    </Notice>
  )
}
