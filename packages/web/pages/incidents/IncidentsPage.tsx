import { Button, Loader, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { incidentsQuery } from '../../api/supervision.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { useSession } from '../../components/use-session.ts'
import { Notice } from '../../ui/Notice.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { IncidentCard } from './IncidentCard.tsx'
import { Reconciliations } from './Reconciliations.tsx'
import './incidents.css'

/** What went wrong, what it means, what to do and whom to call; and whether the logs of all peers agree. */
export function IncidentsPage() {
  const { t } = useTranslation()
  const { officer } = useSession()
  return (
    <>
      <PageHead page={t('incident.page')} lead={t('incident.lead')} />
      {officer.role === 'authority' ? <Notice tone="info">{t('incident.readOnly')}</Notice> : null}
      <IncidentCards />
      <Reconciliations />
    </>
  )
}

function IncidentCards() {
  const { t } = useTranslation()
  const [state, setState] = useState<'all' | ''>('')
  const list = useInfiniteQuery(incidentsQuery(state))
  if (list.isPending) return <Loader my={24} aria-hidden />
  if (list.isError) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
  const incidents = list.data.pages.flatMap((page) => page.incidents)
  return (
    <section className="incidents" aria-label={t('incident.page')}>
      <SegmentedControl
        aria-label={t('incident.show')}
        value={state}
        onChange={(value) => setState(value === 'all' ? 'all' : '')}
        data={[
          { value: '', label: t('incident.showOpen') },
          { value: 'all', label: t('incident.showAll') },
        ]}
      />
      {incidents.length === 0 ? <p data-testid="no-incidents">{t('incident.none')}</p> : null}
      {incidents.map((incident) => (
        <IncidentCard key={incident.id} incident={incident} />
      ))}
      {list.hasNextPage ? (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('incident.more')}
        </Button>
      ) : null}
    </section>
  )
}
