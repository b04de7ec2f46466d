import type { TrustOverview, TrustStep } from '@isthmus/contract/types'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../components/use-session.ts'
import { toLocalDay } from '../../locales/formats.ts'
import { Notice } from '../../ui/Notice.tsx'
import { TrustAction } from './TrustAction.tsx'

/** What is to be done, the most urgent first, with a button where this page can do it. */
export function NextSteps({ overview }: { overview: TrustOverview }) {
  const { t } = useTranslation()
  const steps = overview.next.filter(({ kind }) => kind !== 'nothing')
  if (steps.length === 0) {
    return (
      <Notice tone="good" title={t('trust.next')}>
        <p>{t('trustStep.nothing')}</p>
      </Notice>
    )
  }
  const isUrgent = steps.some(({ kind }) => kind === 'revoke-now')
  return (
    <Notice
      tone={isUrgent ? 'danger' : 'caution'}
      title={isUrgent ? `${t('trust.urgent')}: ${t('trust.next')}` : t('trust.next')}
      role={isUrgent ? 'alert' : 'note'}
    >
      <ol className="trust__steps" data-testid="trust-steps">
        {steps.map((step) => (
          <li key={`${step.kind} ${step.subject ?? ''}`}>
            <Step step={step} />
          </li>
        ))}
      </ol>
    </Notice>
  )
}

function Step({ step }: { step: TrustStep }) {
  const { t, i18n } = useTranslation()
  const isOperator = useSession().officer.role === 'operator'
  const words = t(`trustStep.${step.kind}`, {
    use: isUse(step.use) ? t(`keyUse.${step.use}`) : '',
    date: step.at ? toLocalDay(step.at, i18n.language) : '',
    subject: step.subject ?? '',
  })
  const use = step.kind === 'rotate-key' && isUse(step.use) ? step.use : undefined
  return (
    <>
      {words}{' '}
      {isOperator && step.kind === 'renew-list' ? (
        <TrustAction act={{ do: 'propose', proposal: { kind: 'renew' } }} label={t('trust.renew')} />
      ) : null}
      {isOperator && step.kind === 'revoke-now' && step.subject ? (
        <TrustAction
          act={{ do: 'propose', proposal: { kind: 'revoke', request: step.subject, emergency: true } }}
          label={t('trust.emergencyDraftNow')}
        />
      ) : null}
      {isOperator && use ? (
        <TrustAction act={{ do: 'rotate', rotation: { uses: [use] } }} label={t('trust.rotate')} />
      ) : null}
    </>
  )
}

const uses = ['signing', 'sealing', 'tls', 'log', 'witness'] as const

function isUse(use: string | undefined): use is (typeof uses)[number] {
  return uses.some((known) => known === use)
}
