import type { CataloguePeer } from '@isthmus/contract/types'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../components/use-session.ts'
import { toCountry, toLocalTime } from '../../locales/formats.ts'
import { ContactLine } from '../../ui/ContactLine.tsx'
import { RegimeBadge } from '../../ui/RegimeBadge.tsx'
import { Tag } from '../../ui/Tag.tsx'
import type { CompletenessView } from './CataloguePage.tsx'
import { SourceSheet } from './SourceSheet.tsx'

const tones = { 'this-peer': 'good', reachable: 'plain', unreachable: 'danger' } as const

type Props = { peer: CataloguePeer; view: CompletenessView }

/** One peer: who keeps it, whom to call, and its sources. */
export function PeerSheet({ peer, view }: Props) {
  const { t, i18n } = useTranslation()
  const { organisation, sources, state } = peer
  const session = useSession()
  const isKept =
    state === 'this-peer' &&
    session.officer.role === 'operator' &&
    session.organisation.id === organisation.id
  const country = toCountry(organisation.country, i18n.language)
  const about = [
    organisation.name,
    t(`organisationKind.${organisation.kind}`),
    ...(country ? [country] : []),
  ].join(', ')
  const headingId = `peer-${peer.id}`
  return (
    <section className="peer" aria-labelledby={headingId} data-testid="catalogue-peer" data-peer-id={peer.id}>
      <header className="peer__head">
        <h2 id={headingId}>{peer.name}</h2>
        <Tag tone={tones[state]}>{t(`peerState.${state}`)}</Tag>
        <RegimeBadge regime={organisation.regime} />
        <p>{about}</p>
        <p>
          <strong>{t('catalogue.contact')}: </strong>
          <ContactLine contact={organisation.contact} />
          {organisation.availability === undefined ? null : <span> · {organisation.availability}</span>}
          {organisation.languages === undefined ? null : <span> · {organisation.languages.join(', ')}</span>}
        </p>
        {peer.checkedAt === undefined ? null : (
          <p className="soft">
            {t('catalogue.checked', { when: toLocalTime(peer.checkedAt, i18n.language) })}
          </p>
        )}
      </header>
      {sources.length === 0 ? (
        <p className="panel">
          {state === 'unreachable' ? t('catalogue.noSourcesUnreachable') : t('catalogue.noSources')}
        </p>
      ) : (
        sources.map((source) => <SourceSheet key={source.id} source={source} view={view} isKept={isKept} />)
      )}
    </section>
  )
}
