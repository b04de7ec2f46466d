import type { ReconciliationRun, ReconciliationRunList } from '@isthmus/contract/types'
import { Button, Loader, NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { reconciliationsQuery, startReconciliation } from '../../api/supervision.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { useSession } from '../../components/use-session.ts'
import { toCount, toLocalTime } from '../../locales/formats.ts'
import { Tag } from '../../ui/Tag.tsx'
import '../../ui/rows.css'

/** How this peer's log and those of the others agreed, and a button to compare them now. */
export function Reconciliations() {
  const { t } = useTranslation()
  const { officer } = useSession()
  const list = useQuery(reconciliationsQuery)
  return (
    <section className="panel reconciliations" aria-labelledby="reconciliations">
      <h2 id="reconciliations">{t('reconciliation.heading')}</h2>
      <p className="soft">{t('reconciliation.lead')}</p>
      {list.isPending ? <Loader aria-hidden /> : null}
      {list.isError ? <ProblemNotice error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data && officer.role !== 'authority' ? <CompareNow peers={list.data.peers} /> : null}
      {list.data ? <Runs runs={list.data.runs} /> : null}
    </section>
  )
}

function CompareNow({ peers }: Pick<ReconciliationRunList, 'peers'>) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState('')
  const peerId = chosen || (peers[0]?.id ?? '')
  const queryClient = useQueryClient()
  const start = useMutation({
    mutationFn: () => startReconciliation(peerId),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: reconciliationsQuery.queryKey }),
        queryClient.invalidateQueries({ queryKey: ['incidents'] }),
      ]),
  })
  if (peers.length === 0) return null
  return (
    <div className="reconciliations__start">
      <NativeSelect
        label={t('reconciliation.peer')}
        value={peerId}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={peers.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Button loading={start.isPending} onClick={() => start.mutate()} data-testid="reconcile">
        {t('reconciliation.start')}
      </Button>
      {start.isError ? <ProblemNotice error={start.error} /> : null}
    </div>
  )
}

function Runs({ runs }: Pick<ReconciliationRunList, 'runs'>) {
  const { t, i18n } = useTranslation()
  if (runs.length === 0) return <p>{t('reconciliation.none')}</p>
  const at = (instant: string) => toLocalTime(instant, i18n.language)
  return (
    <table className="table rows">
      <thead>
        <tr>
          <th scope="col">{t('reconciliation.peer')}</th>
          <th scope="col">{t('reconciliation.window')}</th>
          <th scope="col">{t('reconciliation.result')}</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.id} data-testid="reconciliation">
            <th scope="row">
              <bdi>{run.peerName ?? run.peerId}</bdi>
            </th>
            <td>
              <time dateTime={run.from}>{at(run.from)}</time> – <time dateTime={run.to}>{at(run.to)}</time>
            </td>
            <td>
              <RunResult run={run} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function RunResult({ run }: { run: ReconciliationRun }) {
  const { t, i18n } = useTranslation()
  if (run.state === 'running') return <Tag>{t('reconciliation.running')}</Tag>
  if (run.state === 'failed')
    return <Tag tone="danger">{t('reconciliation.failed', { fault: run.fault ?? '' })}</Tag>
  const { agreeing, compared, missing, late, contradicting, repaired, erased, unfounded } = run
  const number = (count: number) => toCount(count, i18n.language)
  return (
    <span className="reconciliations__result">
      <Tag tone={agreeing === compared ? 'good' : 'plain'}>
        {t('reconciliation.agree', { agreeing: number(agreeing), compared: number(compared) })}
      </Tag>
      {missing > 0 ? <Tag tone="danger">{t('reconciliation.missing', { count: missing })}</Tag> : null}
      {contradicting > 0 ? (
        <Tag tone="danger">{t('reconciliation.contradicting', { count: contradicting })}</Tag>
      ) : null}
      {unfounded > 0 ? <Tag tone="danger">{t('reconciliation.unfounded', { count: unfounded })}</Tag> : null}
      {erased > 0 ? <Tag>{t('reconciliation.erased', { count: erased })}</Tag> : null}
      {late > 0 ? <Tag tone="caution">{t('reconciliation.late', { count: late })}</Tag> : null}
      {repaired > 0 ? <Tag>{t('reconciliation.repaired', { count: repaired })}</Tag> : null}
    </span>
  )
}
