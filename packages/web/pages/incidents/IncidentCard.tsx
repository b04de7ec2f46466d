import type { Incident } from '@isthmus/contract/types'
import { Button, Textarea } from '@mantine/core'
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { handleIncident } from '../../api/supervision.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { useSession } from '../../components/use-session.ts'
import { toLocalTime } from '../../locales/formats.ts'
import { ContactLine } from '../../ui/ContactLine.tsx'
import { Tag } from '../../ui/Tag.tsx'

/** One incident in words. */
export function IncidentCard({ incident }: { incident: Incident }) {
  const { t } = useTranslation()
  const { officer } = useSession()
  const { kind, severity, state } = incident
  const isSevere = severity === 'severe'
  const Icon = isSevere ? IconAlertTriangle : IconAlertCircle
  const title = `incident-${incident.id}`
  return (
    <article
      className={`panel incident incident--${state === 'closed' ? 'closed' : severity}`}
      aria-labelledby={title}
      data-testid="incident"
    >
      <header className="incident__head">
        <h2 id={title}>{t(`incident.kinds.${kind}.title`)}</h2>
        <Tag tone={isSevere ? 'danger' : 'caution'} icon={<Icon size={14} aria-hidden />}>
          {t(`incident.${severity}`)}
        </Tag>
        <Tag>{t(`incident.states.${state}`)}</Tag>
      </header>
      <Seen incident={incident} />
      <dl className="incident__words">
        <dt>{t('incident.means')}</dt>
        <dd>{t(`incident.kinds.${kind}.means`)}</dd>
        <dt>{t('incident.todo')}</dt>
        <dd>{t(`incident.kinds.${kind}.todo`)}</dd>
        <dt>{t('incident.call')}</dt>
        <dd>
          <WhomToCall counterpart={incident.counterpart} />
        </dd>
        <Particulars incident={incident} />
      </dl>
      {state !== 'closed' && officer.role !== 'authority' ? <Handling incident={incident} /> : null}
    </article>
  )
}

function Seen({ incident }: { incident: Incident }) {
  const { t, i18n } = useTranslation()
  const at = (instant: string) => toLocalTime(instant, i18n.language)
  return (
    <p className="soft incident__seen">
      <span>{t('incident.times', { count: incident.count })}</span>
      {incident.count > 1 ? <span>{t('incident.first', { at: at(incident.firstSeenAt) })}</span> : null}
      <span>{t('incident.last', { at: at(incident.lastSeenAt) })}</span>
    </p>
  )
}

function WhomToCall({ counterpart }: { counterpart: Incident['counterpart'] | undefined }) {
  const { t } = useTranslation()
  if (!counterpart) return <>{t('incident.nobody')}</>
  const { organisation } = counterpart
  return (
    <>
      <bdi>{organisation?.name ?? counterpart.name ?? counterpart.id}</bdi>
      {organisation ? (
        <div>
          <ContactLine contact={organisation.contact} />
          {organisation.availability ? <span className="soft"> ({organisation.availability})</span> : null}
        </div>
      ) : null}
    </>
  )
}

function Particulars({ incident }: { incident: Incident }) {
  const { t, i18n } = useTranslation()
  const { correlationId, detail, handledAt, handledBy, note, state } = incident
  const members = Object.entries(detail)
  return (
    <>
      {correlationId === undefined ? null : (
        <>
          <dt>{t('incident.reference')}</dt>
          <dd>
            <code>{correlationId}</code>
          </dd>
        </>
      )}
      {members.length === 0 ? null : (
        <>
          <dt>{t('incident.detail')}</dt>
          <dd>
            <code>{members.map(([name, value]) => `${name}: ${value}`).join(', ')}</code>
          </dd>
        </>
      )}
      {handledAt === undefined ? null : (
        <>
          <dt>{t(`incident.states.${state}`)}</dt>
          <dd>
            {t('incident.by', { who: handledBy ?? '', at: toLocalTime(handledAt, i18n.language) })}
            {note === undefined ? null : <div>{note}</div>}
          </dd>
        </>
      )}
    </>
  )
}

function Handling({ incident }: { incident: Incident }) {
  const { t } = useTranslation()
  const [note, setNote] = useState('')
  const queryClient = useQueryClient()
  const handling = useMutation({
    mutationFn: (act: 'acknowledgement' | 'closing') => handleIncident(incident.id, act, note),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['incidents'] }),
  })
  return (
    <div className="incident__handling">
      <Textarea
        label={t('incident.note')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        autosize
        minRows={1}
        maxLength={1000}
      />
      {incident.state === 'open' ? (
        <Button
          variant="default"
          loading={handling.isPending}
          onClick={() => handling.mutate('acknowledgement')}
          data-testid="acknowledge"
        >
          {t('incident.take')}
        </Button>
      ) : null}
      <Button
        disabled={note.trim() === ''}
        loading={handling.isPending}
        onClick={() => handling.mutate('closing')}
        data-testid="close-incident"
      >
        {t('incident.close')}
      </Button>
      {handling.isError ? <ProblemNotice error={handling.error} /> : null}
    </div>
  )
}
