import type { IndexRun, SourceEntry } from '@isthmus/contract/types'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { catalogueQuery } from '../../api/queries.ts'
import { confirmDeletions, latestRunQuery, removeSource } from '../../api/sources.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { toCount } from '../../locales/formats.ts'
import { Notice } from '../../ui/Notice.tsx'

/** What an operator of the own peer has to know and can do about one of its sources. */
export function SourceKeeping({ source }: { source: SourceEntry }) {
  return (
    <div className="source__keeping">
      {source.state === 'connected' ? null : <LatestRun sourceId={source.id} />}
      <Removal source={source} />
    </div>
  )
}

function LatestRun({ sourceId }: { sourceId: string }) {
  const { t, i18n } = useTranslation()
  const latest = useQuery(latestRunQuery(sourceId))
  if (latest.isError) return <ProblemNotice error={latest.error} />
  const run = latest.data
  if (run?.state === 'held') return <HeldRun run={run} />
  if (run?.state === 'running')
    return (
      <Notice tone="info">{t('keeping.running', { persons: toCount(run.persons, i18n.language) })}</Notice>
    )
  return run?.state === 'failed' || run?.state === 'interrupted' ? (
    <Notice tone="danger" title={t('keeping.failed')}>
      <bdi lang="en">{run.fault}</bdi>
    </Notice>
  ) : null
}

function HeldRun({ run: { sourceId, persons, things, added, deleted } }: { run: IndexRun }) {
  const { t, i18n } = useTranslation()
  const queryClient = useQueryClient()
  const confirming = useMutation({
    mutationFn: () => confirmDeletions(sourceId, deleted),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['source', sourceId] }),
  })
  const former = toCount(persons + things - added + deleted, i18n.language)
  return (
    <Notice tone="caution" title={t('keeping.heldTitle')}>
      <p data-testid="source-held">
        {t('keeping.held', { deleted: toCount(deleted, i18n.language), former })}
      </p>
      <Button
        size="compact-sm"
        loading={confirming.isPending}
        onClick={() => confirming.mutate()}
        data-testid="confirm-deletions"
      >
        {t('keeping.confirm')}
      </Button>
      {confirming.isError ? <ProblemNotice error={confirming.error} /> : null}
    </Notice>
  )
}

function Removal({ source: { id, title } }: { source: SourceEntry }) {
  const { t } = useTranslation()
  const [isAsked, setAsked] = useState(false)
  const queryClient = useQueryClient()
  const removing = useMutation({
    mutationFn: () => removeSource(id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: catalogueQuery.queryKey }),
  })
  const ask = (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => setAsked(true)}
      aria-label={`${t('keeping.remove')}: ${title}`}
      data-testid="remove-source"
    >
      {t('keeping.remove')}
    </Button>
  )
  if (!isAsked) return ask
  return (
    <Notice tone="danger" title={`${t('keeping.remove')}: ${title}`} role="alert">
      <p>{t('keeping.removeAsk')}</p>
      <div className="source__acts">
        <Button
          size="compact-sm"
          loading={removing.isPending}
          onClick={() => removing.mutate()}
          data-testid="remove-source-yes"
        >
          {t('keeping.removeYes')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => setAsked(false)}>
          {t('keeping.keep')}
        </Button>
      </div>
      {removing.isError ? <ProblemNotice error={removing.error} /> : null}
    </Notice>
  )
}
