import type { Anomaly, AnomalyNote } from '@isthmus/contract/types'
import { Button, Loader, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { anomaliesQuery, type Days, handleAnomaly, protectName } from '../../api/supervision.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { useSession } from '../../components/use-session.ts'
import { toLocalDay, toLocalTime } from '../../locales/formats.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { NameReveal } from './NameReveal.tsx'

/** What the rules find in the log, why it may be innocent, and what can be done about it. */
export function AnomaliesView({ days }: { days: Days }) {
  const { t } = useTranslation()
  const isDpo = useSession().officer.role === 'dpo'
  const list = useQuery(anomaliesQuery(days))
  if (list.isPending) return <Loader my={24} aria-hidden />
  if (list.isError) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
  const { anomalies, isCut } = list.data
  return (
    <section className="oversight__anomalies" aria-label={t('oversight.anomalies')}>
      {isCut ? <Notice tone="caution">{t('oversight.isCut')}</Notice> : null}
      {anomalies.length === 0 ? <p>{t('oversight.noAnomalies')}</p> : null}
      {anomalies.map((anomaly) => (
        <AnomalyCard key={anomaly.id} anomaly={anomaly} mayHandle={isDpo} />
      ))}
      {isDpo ? <ProtectedNames /> : null}
    </section>
  )
}

function AnomalyCard({ anomaly, mayHandle }: { anomaly: Anomaly; mayHandle: boolean }) {
  const { t, i18n } = useTranslation()
  const { id, kind, state } = anomaly
  const title = `anomaly-${id}`
  return (
    <article className="panel" aria-labelledby={title} data-testid="anomaly">
      <header className="oversight__bar">
        <h2 id={title}>{t(`oversight.anomaly.${kind}.title`)}</h2>
        <Tag tone={state === 'open' || state === 'answered' ? 'caution' : 'plain'}>
          {t(`oversight.states.${state}`)}
        </Tag>
        <span className="soft">
          <time dateTime={anomaly.on}>{toLocalDay(anomaly.on, i18n.language)}</time>,{' '}
          {t('oversight.questions', { count: anomaly.count })}
          {anomaly.unit === undefined ? null : <bdi>, {anomaly.unit}</bdi>}
        </span>
      </header>
      <NameReveal pseudonym={anomaly.pseudonym} isOwn />
      <dl className="oversight__words">
        <dt>{t('oversight.seen')}</dt>
        <dd>{t(`oversight.anomaly.${kind}.seen`)}</dd>
        <dt>{t('oversight.innocent')}</dt>
        <dd>{t(`oversight.anomaly.${kind}.innocent`)}</dd>
        {(anomaly.remarks ?? []).map((remark) => (
          <Fragment key={remark.at}>
            <dt>{t(`oversight.states.${remark.state}`)}</dt>
            <dd>
              <time className="soft" dateTime={remark.at}>
                {toLocalTime(remark.at, i18n.language)}
              </time>{' '}
              <bdi>{remark.text}</bdi>
            </dd>
          </Fragment>
        ))}
      </dl>
      {mayHandle && state !== 'closed' ? <AnomalyHandling anomaly={anomaly} /> : null}
    </article>
  )
}

const acts = [
  { state: 'noted', words: 'noteIt' },
  { state: 'asked', words: 'askIt' },
  { state: 'closed', words: 'closeIt' },
] as const

function AnomalyHandling({ anomaly: { kind, on, pseudonym } }: { anomaly: Anomaly }) {
  const { t } = useTranslation()
  const [note, setNote] = useState('')
  const queryClient = useQueryClient()
  const handling = useMutation({
    mutationFn: (state: AnomalyNote['state']) => handleAnomaly({ kind, on, pseudonym, state, note }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['oversight', 'anomalies'] }),
  })
  return (
    <div className="oversight__handling">
      <Textarea
        label={t('oversight.anomalyNote')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        autosize
        minRows={1}
        maxLength={1000}
      />
      {acts.map(({ state, words }) => (
        <Button
          key={state}
          variant={state === 'closed' ? 'filled' : 'default'}
          disabled={note.trim() === ''}
          loading={handling.isPending}
          onClick={() => handling.mutate(state)}
          data-testid={`anomaly-${state}`}
        >
          {t(`oversight.${words}`)}
        </Button>
      ))}
      {handling.isError ? <ProblemNotice error={handling.error} /> : null}
    </div>
  )
}

const noName = { family: '', given: '' }

function ProtectedNames() {
  const { t } = useTranslation()
  const [name, setName] = useState(noName)
  const adding = useMutation({ mutationFn: () => protectName(name), onSuccess: () => setName(noName) })
  return (
    <section className="panel" aria-labelledby="protected-names">
      <h2 id="protected-names">{t('oversight.protect')}</h2>
      <p className="soft">{t('oversight.protectLead')}</p>
      <form
        className="oversight__handling"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          adding.mutate()
        }}
      >
        <TextInput
          label={t('oversight.family')}
          value={name.family}
          maxLength={200}
          onChange={(event) => setName({ ...name, family: event.currentTarget.value })}
        />
        <TextInput
          label={t('oversight.given')}
          value={name.given}
          maxLength={200}
          onChange={(event) => setName({ ...name, given: event.currentTarget.value })}
        />
        <Button type="submit" disabled={name.family === '' || name.given === ''} loading={adding.isPending}>
          {t('oversight.add')}
        </Button>
      </form>
      {adding.data ? <p role="status">{t('oversight.added', { count: adding.data.names })}</p> : null}
      {adding.isError ? <ProblemNotice error={adding.error} /> : null}
    </section>
  )
}
