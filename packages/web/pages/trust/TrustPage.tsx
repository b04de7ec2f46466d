import type { TrustOverview } from '@isthmus/contract/types'
import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { trustQuery } from '../../api/trust.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { toList, toLocalDay, toLocalTime } from '../../locales/formats.ts'
import { FactList } from '../../ui/FactList.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { NextSteps } from './NextSteps.tsx'
import { TrustChanges } from './TrustChanges.tsx'
import { TrustDesk } from './TrustDesk.tsx'
import { TrustMembers } from './TrustMembers.tsx'
import { TrustRequests } from './TrustRequests.tsx'
import './trust.css'

const tones = {
  'in-force': 'good',
  'expires-soon': 'caution',
  'in-grace': 'danger',
  expired: 'danger',
} as const

const digestName = 'SHA-256'

/** Whom this peer believes, with which keys, how the list came about, and what is to be done. */
export function TrustPage() {
  const { t } = useTranslation()
  return (
    <>
      <PageHead page={t('trust.page')} lead={t('trust.lead')} />
      <Overview />
    </>
  )
}

function Overview() {
  const trust = useQuery(trustQuery)
  if (trust.isPending) return <Loader my={24} aria-hidden />
  if (trust.isError) return <ProblemNotice error={trust.error} onRetry={() => void trust.refetch()} />
  const overview = trust.data
  return (
    <div className="trust">
      <NextSteps overview={overview} />
      <ListFacts overview={overview} />
      <TrustRequests overview={overview} />
      {overview.desk ? <TrustDesk overview={overview} desk={overview.desk} /> : null}
      <TrustMembers overview={overview} />
      <History overview={overview} />
    </div>
  )
}

function ListFacts({ overview }: { overview: TrustOverview }) {
  const { t, i18n } = useTranslation()
  const { federation, version, hash, state, issuedAt, expiresAt, graceEndsAt, operators, witnesses } =
    overview
  const day = (instant: string): string => toLocalDay(instant, i18n.language)
  const facts = [
    [t('trust.issued'), day(issuedAt)],
    [t('trust.expires'), day(expiresAt)],
    [t('trust.grace'), day(graceEndsAt)],
    [
      t('trust.operators'),
      t('trust.quorum', {
        names: toList(
          operators.keys.map(({ name }) => name),
          i18n.language,
        ),
        quorum: operators.quorum,
        emergency: operators.emergencyQuorum ?? operators.quorum,
      }),
    ],
    ...(witnesses
      ? ([
          [
            t('trust.witnesses'),
            t('trust.witnessesWords', {
              names: toList(witnesses.peers, i18n.language),
              required: witnesses.required,
            }),
          ],
        ] as const)
      : []),
  ] as const
  return (
    <section className="panel trust__list" data-testid="trust-list" data-version={version}>
      <div className="trust__head">
        <h2>{t('trust.version', { federation, version })}</h2>
        <Tag tone={tones[state]}>{t(`trustState.${state}`)}</Tag>
      </div>
      <FactList className="trust__facts" facts={facts} />
      <p className="soft trust__hash">
        {digestName} <code>{hash}</code>
      </p>
    </section>
  )
}

/** The chain, the newest version first. */
function History({ overview }: { overview: TrustOverview }) {
  const { t, i18n } = useTranslation()
  return (
    <section aria-labelledby="trust-history">
      <h2 id="trust-history">{t('trust.history')}</h2>
      <ol className="trust__versions" reversed start={overview.history[0]?.version ?? 1}>
        {overview.history.map(({ version, issuedAt, signedBy, changes }) => (
          <li key={version} className="panel">
            <p className="trust__head">
              <strong>{t('trust.versionOnly', { version })}</strong>
              <span className="soft">
                {toLocalTime(issuedAt, i18n.language)}
                {signedBy.length === 0
                  ? null
                  : `, ${t('trust.signedBy', { names: toList(signedBy, i18n.language) })}`}
              </span>
            </p>
            <TrustChanges changes={changes} />
          </li>
        ))}
      </ol>
    </section>
  )
}
