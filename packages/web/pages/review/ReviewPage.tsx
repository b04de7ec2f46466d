import type { LinkageRun } from '@isthmus/contract/types'
import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { linkageRunsQuery } from '../../api/linkage.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { useSourceTitle } from '../../components/use-source-title.ts'
import { toCount, toDuration, toLocalTime } from '../../locales/formats.ts'
import { paths } from '../../paths.ts'
import { Notice } from '../../ui/Notice.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { ReviewProgress } from './ReviewProgress.tsx'
import './review.css'

const tones = {
  running: 'plain',
  done: 'good',
  failed: 'danger',
  cancelled: 'caution',
  interrupted: 'caution',
} as const

/** The linkage runs of this peer: what was looked for, and how many of the pairs they found have been judged. */
export function ReviewPage() {
  const { t } = useTranslation()
  return (
    <>
      <PageHead page={t('review.page')} lead={t('review.lead')} />
      <Runs />
    </>
  )
}

function Runs() {
  const { t } = useTranslation()
  const runs = useQuery(linkageRunsQuery)
  if (runs.isPending) return <Loader my={24} aria-hidden />
  if (runs.isError) return <ProblemNotice error={runs.error} onRetry={() => void runs.refetch()} />
  if (runs.data.runs.length === 0) {
    return (
      <Notice tone="info" title={t('review.noRuns')}>
        <p>{t('review.noRunsHelp')}</p>
      </Notice>
    )
  }
  return (
    <ul className="runs" aria-label={t('review.runs')}>
      {runs.data.runs.map((run) => (
        <RunCard key={run.id} run={run} />
      ))}
    </ul>
  )
}

function RunCard({ run }: { run: LinkageRun }) {
  const { t, i18n } = useTranslation()
  const persons = run.persons.map((count) => toCount(count, i18n.language)).join(' + ')
  return (
    <li className="panel run" data-testid="linkage-run" data-run-id={run.id} data-state={run.state}>
      <div className="run__head">
        <h2>
          <RunTitle run={run} />
        </h2>
        <Tag tone={tones[run.state]}>{t(`runState.${run.state}`)}</Tag>
      </div>
      <p className="soft run__facts">
        <time dateTime={run.startedAt}>{toLocalTime(run.startedAt, i18n.language)}</time>
        {run.persons.length === 0 ? null : <span>{t('review.persons', { persons })}</span>}
        <span>{t('review.pairs', { count: run.pairs })}</span>
        <span>{run.legalBasis}</span>
      </p>
      {run.step === undefined ? null : <p className="run__step">{t('review.step', { step: run.step })}</p>}
      {run.fault === undefined ? null : <p>{t('source.fault', { fault: run.fault })}</p>}
      {run.pairs === 0 ? null : (
        <>
          <ReviewProgress progress={{ ...run, total: run.pairs, decided: run.same + run.different }} />
          <Link
            to={paths.reviewRun}
            params={{ runId: run.id }}
            className="run__open"
            data-testid="review-run"
          >
            {t(run.undecided === 0 ? 'review.look' : 'review.start')}
          </Link>
        </>
      )}
      {run.steps.length === 0 ? null : <Steps run={run} />}
    </li>
  )
}

/** How the pairs were found: each step, and what it made of what. */
function Steps({ run }: { run: LinkageRun }) {
  const { t, i18n } = useTranslation()
  return (
    <details className="run__steps">
      <summary>{t('review.steps', { count: run.steps.length })}</summary>
      <ol>
        {run.steps.map(({ name, sentence, rowsIn, rowsOut, ms }) => (
          <li key={name}>
            <code>{name}</code> {sentence}{' '}
            <span className="soft">
              {t('review.rows', {
                rowsIn: toCount(rowsIn, i18n.language),
                rowsOut: toCount(rowsOut, i18n.language),
                time: toDuration(ms, i18n.language),
              })}
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}

/** What a run looked for, in words. */
export function RunTitle({ run }: { run: LinkageRun }) {
  const { t } = useTranslation()
  const toTitle = useSourceTitle()
  const [left = '', right = left] = run.sources.map(toTitle)
  return run.kind === 'duplicates'
    ? t('review.duplicates', { source: left })
    : t('review.links', { left, right })
}
