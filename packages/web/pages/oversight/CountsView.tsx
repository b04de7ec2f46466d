import type { OversightCount, OversightGroup } from '@isthmus/contract/types'
import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Days, summaryQuery } from '../../api/supervision.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { toCount, toLocalDay } from '../../locales/formats.ts'
import { Notice } from '../../ui/Notice.tsx'
import { useActWords } from './use-act-words.ts'

/** How often what was done. */
export function CountsView({ days }: { days: Days }) {
  const { t, i18n } = useTranslation()
  const summary = useQuery(summaryQuery(days))
  if (summary.isPending) return <Loader my={24} aria-hidden />
  if (summary.isError) return <ProblemNotice error={summary.error} onRetry={() => void summary.refetch()} />
  return (
    <section aria-label={t('oversight.counts')}>
      <p data-testid="total">{t('oversight.total', { count: toCount(summary.data.acts, i18n.language) })}</p>
      {summary.data.isCut ? <Notice tone="caution">{t('oversight.isCut')}</Notice> : null}
      <div className="oversight__groups">
        {summary.data.groups.map((group) => (
          <Group key={group.by} group={group} />
        ))}
      </div>
    </section>
  )
}

function Group({ group: { by, rows } }: { group: OversightGroup }) {
  const { t } = useTranslation()
  const most = Math.max(1, ...rows.map(({ count = 0 }) => count))
  const id = `counts-${by}`
  return (
    <section className="panel oversight__group" aria-labelledby={id} data-testid={id}>
      <h2 id={id}>{t(`oversight.by.${by}`)}</h2>
      {rows.length === 0 ? (
        <p className="soft">{t('oversight.emptyGroup')}</p>
      ) : (
        <table className="oversight__counts">
          <thead className="visually-hidden">
            <tr>
              <th scope="col">{t('oversight.what')}</th>
              <th scope="col">{t('oversight.howMany')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <CountRow key={row.key} by={by} row={row} most={most} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

type RowProps = { by: OversightGroup['by']; row: OversightCount; most: number }

function CountRow({ by, row, most }: RowProps) {
  const { t, i18n } = useTranslation()
  const { count, fewerThan, key } = row
  return (
    <tr>
      <th scope="row">
        <KeyWords by={by} value={key} />
        <progress className="oversight__bar-line" value={count ?? 0} max={most} aria-hidden tabIndex={-1} />
      </th>
      <td>
        {count === undefined
          ? t('oversight.fewer', { count: fewerThan ?? 0 })
          : toCount(count, i18n.language)}
      </td>
    </tr>
  )
}

function KeyWords({ by, value }: { by: OversightGroup['by']; value: string }) {
  const { i18n } = useTranslation()
  const words = useActWords()
  if (by === 'day') return <time dateTime={value}>{toLocalDay(value, i18n.language)}</time>
  if (by === 'purpose') return <>{words.purposeOf(value)}</>
  if (by === 'outcome') return <>{words.outcomeOf(value)}</>
  if (by === 'officer') return <code>{value}</code>
  return <bdi>{value}</bdi>
}
