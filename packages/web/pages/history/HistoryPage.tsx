import type { PastSearch } from '@isthmus/contract/types'
import { Button, Loader } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { historyQuery } from '../../api/queries.ts'
import { EvidenceFile, EvidenceWords } from '../../components/EvidenceFile.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { useSession } from '../../components/use-session.ts'
import { toCount, toLocalTime } from '../../locales/formats.ts'
import { Notice } from '../../ui/Notice.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { type SourceStateName, StateTag } from '../../ui/StateTag.tsx'
import { OwnActs } from './OwnActs.tsx'
import './history.css'

/** The officer's own searches: when, why and for which case; never about whom. */
export function HistoryPage() {
  const { t } = useTranslation()
  const { role } = useSession().officer
  const searches = role === 'officer' || role === 'caseworker'
  return (
    <>
      <PageHead page={t('history.page')} lead={t('history.lead')} />
      <Notice tone="info">{t('history.why')}</Notice>
      {searches ? <PastSearches /> : null}
      <OwnActs />
    </>
  )
}

const evidenceWords = 'evidence-of-searches'

function PastSearches() {
  const { t } = useTranslation()
  const history = useInfiniteQuery({ ...historyQuery, staleTime: 0 })
  if (history.isPending) return <Loader my={24} aria-hidden />
  if (history.isError) return <ProblemNotice error={history.error} onRetry={() => void history.refetch()} />
  const searches = history.data.pages.flatMap((page) => page.searches)
  if (searches.length === 0) return <p>{t('history.empty')}</p>
  return (
    <div className="panel history">
      <EvidenceWords id={evidenceWords} />
      <table className="table rows">
        <caption className="visually-hidden">{t('history.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('history.when')}</th>
            <th scope="col">{t('history.caseReference')}</th>
            <th scope="col">{t('history.purpose')}</th>
            <th scope="col">{t('history.subjects')}</th>
            <th scope="col">{t('history.states')}</th>
            <th scope="col">{t('history.reference')}</th>
          </tr>
        </thead>
        <tbody>
          {searches.map((search) => (
            <PastSearchRow key={search.correlationId} search={search} />
          ))}
        </tbody>
      </table>
      {history.hasNextPage ? (
        <Button
          variant="default"
          loading={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {t('history.more')}
        </Button>
      ) : null}
    </div>
  )
}

function PastSearchRow({ search }: { search: PastSearch }) {
  const { t, i18n } = useTranslation()
  return (
    <tr data-testid="past-search">
      <th scope="row">
        <time dateTime={search.askedAt}>{toLocalTime(search.askedAt, i18n.language)}</time>
      </th>
      <td>{search.caseReference}</td>
      <td>
        {t(`purpose.${search.purpose}`)}
        {search.legalBasis === undefined ? null : <div className="soft">{search.legalBasis}</div>}
      </td>
      <td>
        <span className="history__label">{t('history.subjects')}: </span>
        {toCount(search.subjects, i18n.language)}
      </td>
      <td>
        <ul className="history__states">
          {toStates(search).map(([state, count]) => (
            <li key={state}>
              <StateTag state={state} label={t(`stateCount.${state}`, { count })} />
            </li>
          ))}
        </ul>
      </td>
      <td className="history__reference">
        <code>{search.correlationId}</code>
        <EvidenceFile
          correlationId={search.correlationId}
          words={evidenceWords}
          about={toLocalTime(search.askedAt, i18n.language)}
        />
      </td>
    </tr>
  )
}

const order: readonly SourceStateName[] = ['hit', 'no-hit', 'refused', 'unreachable', 'slow', 'asking']

function toStates(search: PastSearch): [SourceStateName, number][] {
  return order.flatMap((state): [SourceStateName, number][] => {
    const count = search.states[state] ?? 0
    return count === 0 ? [] : [[state, count]]
  })
}
