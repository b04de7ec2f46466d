import type { TrustOverview, TrustOverviewPeer } from '@isthmus/contract/types'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../components/use-session.ts'
import { toList, toLocalDay } from '../../locales/formats.ts'
import { FactList } from '../../ui/FactList.tsx'
import { RegimeBadge } from '../../ui/RegimeBadge.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { ChangeOrganisation } from './ChangeOrganisation.tsx'
import { RevokeOwnKeys } from './RevokeOwnKeys.tsx'
import { TrustAction } from './TrustAction.tsx'
import '../../ui/rows.css'

const tones = {
  valid: 'good',
  'ends-soon': 'caution',
  'not-yet': 'plain',
  ended: 'plain',
  revoked: 'danger',
} as const

type Member = TrustOverview['organisations'][number]

/** Organisations with what is known of them, and peers with their keys. */
export function TrustMembers({ overview }: { overview: TrustOverview }) {
  const { t } = useTranslation()
  return (
    <>
      <section aria-labelledby="trust-peers">
        <h2 id="trust-peers">{t('trust.peers')}</h2>
        <ul className="trust__cards">
          {overview.peers.map((peer) => (
            <PeerCard key={peer.id} peer={peer} overview={overview} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="trust-organisations">
        <h2 id="trust-organisations">{t('trust.organisations')}</h2>
        <ul className="trust__cards">
          {overview.organisations.map((member) => (
            <OrganisationCard
              // A card whose organisation has changed begins its form anew.
              key={JSON.stringify(member.organisation)}
              member={member}
              isDesk={overview.desk !== undefined}
            />
          ))}
        </ul>
      </section>
    </>
  )
}

function PeerCard({ peer, overview }: { peer: TrustOverviewPeer; overview: TrustOverview }) {
  const { t, i18n } = useTranslation()
  const isOperator = useSession().officer.role === 'operator'
  const names = new Map(
    overview.organisations.map(({ organisation }) => [organisation.id, organisation.name]),
  )
  const isSelf = peer.id === overview.self
  const isRevocable = peer.keys.some(({ state }) => state !== 'revoked')
  return (
    <li className="panel trust__card" data-testid="trust-peer" data-peer={peer.id}>
      <div className="trust__head">
        <h3>{peer.name}</h3>
        {isSelf ? <Tag tone="strong">{t('trust.self')}</Tag> : null}
      </div>
      <p className="soft trust__address">
        {t('trust.hosts', {
          names: toList(
            peer.hosts.map((id) => names.get(id) ?? id),
            i18n.language,
          ),
        })}{' '}
        {peer.address}
      </p>
      <KeyTable peer={peer} />
      {isOperator ? (
        <div className="trust__actions">
          {isSelf ? (
            <TrustAction
              act={{ do: 'rotate', rotation: { uses: ['signing', 'sealing', 'tls', 'log', 'witness'] } }}
              label={t('trust.rotateAll')}
            />
          ) : null}
          {overview.desk && isRevocable ? (
            <TrustAction
              act={{ do: 'propose', proposal: { kind: 'revoke', peer: peer.id, emergency: true } }}
              label={t('trust.revoke')}
              about={peer.name}
            />
          ) : null}
        </div>
      ) : null}
      {isOperator && isSelf ? <RevokeOwnKeys peer={peer} /> : null}
    </li>
  )
}

function KeyTable({ peer }: { peer: TrustOverviewPeer }) {
  const { t, i18n } = useTranslation()
  return (
    <table className="table rows">
      <caption className="visually-hidden">{t('trust.keysOf', { name: peer.name })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('trust.use')}</th>
          <th scope="col">{t('trust.key')}</th>
          <th scope="col">{t('trust.validity')}</th>
          <th scope="col">{t('trust.keyState')}</th>
        </tr>
      </thead>
      <tbody>
        {peer.keys.map(({ key, state }) => (
          <tr key={key.id}>
            <th scope="row">{t(`keyUse.${key.use}`)}</th>
            <td>
              <code>{key.id}</code>
            </td>
            <td>
              {t('trust.fromTo', {
                from: toLocalDay(key.validFrom, i18n.language),
                to: toLocalDay(key.validTo, i18n.language),
              })}
            </td>
            <td>
              <Tag tone={tones[state]}>{t(`keyState.${state}`)}</Tag>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function OrganisationCard({ member, isDesk }: { member: Member; isDesk: boolean }) {
  const { t, i18n } = useTranslation()
  const isOperator = useSession().officer.role === 'operator'
  const { organisation, shortcomings } = member
  const { dataProtectionOfficer: officer, registration, accreditation, languages = [] } = organisation
  const facts = [
    [t('trust.contact'), organisation.contact],
    [t('trust.hours'), organisation.roundTheClock ? '24/7' : organisation.availability],
    [t('trust.languages'), languages.join(', ')],
    [t('trust.dpo'), officer ? `${officer.name}, ${officer.email}` : undefined],
    [t('trust.registration'), registration ? `${registration.register}, ${registration.number}` : undefined],
    [
      t('trust.accreditation'),
      accreditation
        ? t('trust.accredited', {
            by: accreditation.by,
            date: toLocalDay(accreditation.expiresAt, i18n.language),
          })
        : undefined,
    ],
  ] as const
  return (
    <li className="panel trust__card" data-testid="trust-organisation" data-organisation={organisation.id}>
      <div className="trust__head">
        <h3>
          {organisation.name} ({organisation.country})
        </h3>
        <RegimeBadge regime={organisation.regime} />
      </div>
      <FactList className="trust__facts" facts={facts.filter(([, value]) => value)} />
      {shortcomings.length === 0 ? null : (
        <ul className="trust__changes">
          {shortcomings.map((one) => (
            <li key={one}>{t(`shortcoming.${one}`)}</li>
          ))}
        </ul>
      )}
      {isDesk && isOperator ? <ChangeOrganisation organisation={organisation} /> : null}
    </li>
  )
}
