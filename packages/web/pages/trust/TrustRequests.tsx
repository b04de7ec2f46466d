import type { TrustOverview, TrustProposal, TrustRequestEntry } from '@isthmus/contract/types'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../components/use-session.ts'
import { toLocalTime } from '../../locales/formats.ts'
import { Tag } from '../../ui/Tag.tsx'
import { TrustAction } from './TrustAction.tsx'

const tones = {
  waiting: 'caution',
  sent: 'caution',
  drafted: 'plain',
  done: 'good',
  refused: 'danger',
} as const

const proposalKinds = { join: 'admit', rotate: 'rotate', revoke: 'revoke' } as const

/** What peers asked for; whoever decides compares the fingerprint with the other side first. */
export function TrustRequests({ overview }: { overview: TrustOverview }) {
  const { t } = useTranslation()
  const requests = overview.requests ?? []
  if (requests.length === 0) return null
  return (
    <section aria-labelledby="trust-requests">
      <h2 id="trust-requests">{t('trust.requests')}</h2>
      <ul className="trust__cards">
        {requests.map((request) => (
          <RequestCard key={request.id} request={request} isDesk={overview.desk !== undefined} />
        ))}
      </ul>
    </section>
  )
}

function RequestCard({ request, isDesk }: { request: TrustRequestEntry; isDesk: boolean }) {
  const { t, i18n } = useTranslation()
  const { id, kind, peer, name = peer, state, fingerprint, shortcomings, requestedAt } = request
  const isUrgent = kind === 'revoke' && (state === 'waiting' || state === 'sent')
  const isDecided = !isDesk || state !== 'waiting'
  return (
    <li className="panel trust__card" data-testid="trust-request" data-state={state} data-peer={peer}>
      <div className="trust__head">
        <h3>{t(`trustRequest.${kind}`, { name })}</h3>
        {isUrgent ? <Tag tone="danger">{t('trust.urgent')}</Tag> : null}
        <Tag tone={tones[state]}>{t(`requestState.${state}`)}</Tag>
      </div>
      <p className="soft">{toLocalTime(requestedAt, i18n.language)}</p>
      <p>
        {t('trust.fingerprint')}{' '}
        <strong className="trust__fingerprint" data-testid="fingerprint">
          {fingerprint}
        </strong>
      </p>
      {isDecided ? null : <p>{t('trust.compare')}</p>}
      {shortcomings.length === 0 ? null : (
        <ul className="trust__changes">
          {shortcomings.map((one) => (
            <li key={one}>{t(`shortcoming.${one}`)}</li>
          ))}
        </ul>
      )}
      {isDecided ? null : <Decision id={id} name={name} kind={proposalKinds[kind]} />}
    </li>
  )
}

function Decision({ id, name, kind }: { id: string; name: string; kind: TrustProposal['kind'] }) {
  const { t } = useTranslation()
  if (useSession().officer.role !== 'operator') return null
  return (
    <div className="trust__actions">
      <TrustAction
        act={{
          do: 'propose',
          proposal: { kind, request: id, ...(kind === 'revoke' ? { emergency: true } : {}) },
        }}
        label={kind === 'revoke' ? t('trust.emergencyDraftNow') : t('trust.makeDraft')}
        about={name}
      />
      <TrustAction act={{ do: 'refuse', request: id }} label={t('trust.refuse')} about={name} />
    </div>
  )
}
