import { Loader, NativeSelect, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { linkagePairQuery, type PairState } from '../../api/linkage.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { toPercent } from '../../locales/formats.ts'
import { paths } from '../../paths.ts'
import { Notice } from '../../ui/Notice.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { DecisionBar } from './DecisionBar.tsx'
import { PairQueue } from './PairQueue.tsx'
import { PairSheet } from './PairSheet.tsx'
import { RunTitle } from './ReviewPage.tsx'
import { ReviewProgress } from './ReviewProgress.tsx'
import { isJudgeable } from './review-queue.ts'
import { useDecision } from './use-decision.ts'
import { type Review, useReview } from './use-review.ts'
import { useReviewKeys } from './use-review-keys.ts'
import './review.css'

const filters = ['undecided', 'all', 'same', 'different'] as const satisfies readonly (PairState | 'all')[]

/** The pairs of one run, the likeliest first: both records, why they may be one person, and the decision. */
export function RunPage() {
  const { t } = useTranslation()
  const { runId } = useParams({ from: paths.reviewRun })
  const [filter, setFilter] = useState<PairState | 'all'>('undecided')
  const [hasKeys, setKeys] = useState(true)
  return (
    <>
      <PageHead page={t('review.page')} heading={t('review.pairsHeading')}>
        <Link to={paths.review}>{t('review.back')}</Link>
      </PageHead>
      <div className="review__choices">
        <NativeSelect
          size="xs"
          label={t('review.filter')}
          data={filters.map((value) => ({ value, label: t(`pairFilter.${value}`) }))}
          value={filter}
          onChange={({ currentTarget: { value } }) =>
            setFilter(filters.find((known) => known === value) ?? 'undecided')
          }
          data-testid="pair-filter"
        />
        <Switch
          size="sm"
          label={t('review.keys')}
          checked={hasKeys}
          onChange={({ currentTarget: { checked } }) => setKeys(checked)}
        />
      </div>
      <ReviewOfRun key={`${runId} ${filter}`} runId={runId} filter={filter} hasKeys={hasKeys} />
    </>
  )
}

type Props = { runId: string; filter: PairState | 'all'; hasKeys: boolean }

function ReviewOfRun({ runId, filter, hasKeys }: Props) {
  const { t } = useTranslation()
  const { list, review } = useReview(runId, filter)
  if (list.isPending) return <Loader my={24} aria-hidden />
  if (list.isError) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
  const { run, progress, pairs } = review
  return (
    <div className="review" data-testid="review" data-total={pairs.length}>
      {run === undefined ? null : (
        <h2 className="review__title">
          <RunTitle run={run} />
        </h2>
      )}
      {progress === undefined ? null : <ReviewProgress progress={progress} />}
      {pairs.length === 0 ? (
        <Notice tone="good" title={t(`review.none.${filter}`)} />
      ) : (
        <ReviewOfPairs review={review} hasKeys={hasKeys} />
      )}
    </div>
  )
}

function ReviewOfPairs({ review, hasKeys }: { review: Review; hasKeys: boolean }) {
  const { t } = useTranslation()
  const { pairs, at, go } = review
  const pair = pairs[at]
  // Read by the sheet of the pair; here only watched.
  const detail = useQuery({ ...linkagePairQuery(pair?.id ?? ''), enabled: false })
  const canJudge = isJudgeable(detail.data)
  const { act, reason } = useDecision(review, canJudge)
  useReviewKeys(hasKeys, act)
  const top = useScrollOnChange(pair?.id)
  if (pair === undefined) return null
  const isFinished = pairs.every(({ state }) => state !== 'undecided')
  return (
    <div className="review__columns">
      <PairQueue pairs={pairs} at={at} onGo={go} />
      <div className="review__pair" ref={top}>
        <LastDecision review={review} />
        {isFinished ? <Notice tone="good" title={t('review.finished')} /> : null}
        {review.decideError === null ? null : <ProblemNotice error={review.decideError} />}
        <PairSheet key={pair.id} pair={pair} />
        <DecisionBar
          pair={pair}
          review={review}
          canJudge={canJudge}
          reason={reason}
          onAct={act}
          hasKeys={hasKeys}
        />
      </div>
    </div>
  )
}

/** The next pair begins where the one before began, not in its middle. */
function useScrollOnChange(pairId: string | undefined) {
  const top = useRef<HTMLDivElement>(null)
  const last = useRef(pairId)
  useEffect(() => {
    if (last.current === pairId) return
    last.current = pairId
    top.current?.scrollIntoView({ block: 'start' })
  }, [pairId])
  return top
}

/** Said aloud after each decision. */
function LastDecision({ review: { last } }: { review: Review }) {
  const { t, i18n } = useTranslation()
  const words =
    last === undefined
      ? ''
      : t('review.said', {
          left: last.left.reference,
          right: last.right.reference,
          probability: toPercent(last.probability, i18n.language),
          state: t(`pairState.${last.state}`),
        })
  return (
    <p className="soft review__said" role="status" aria-live="polite" data-testid="review-said">
      {words}
    </p>
  )
}
