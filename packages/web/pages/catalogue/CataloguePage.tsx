import { Loader, SegmentedControl } from '@mantine/core'
import { IconBraces } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { catalogueQuery } from '../../api/queries.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { useSession } from '../../components/use-session.ts'
import { toCount } from '../../locales/formats.ts'
import { peerPaths } from '../../paths.ts'
import { Notice } from '../../ui/Notice.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { PeerSheet } from './PeerSheet.tsx'
import './catalogue.css'

export type CompletenessView = 'chart' | 'table'

/** Which databases answer, what they hold, how fresh and complete they are, and whom to call. */
export function CataloguePage() {
  const { t } = useTranslation()
  const { demo } = useSession()
  return (
    <>
      <PageHead page={t('catalogue.page')} lead={t('catalogue.lead')}>
        <a href={peerPaths.catalogueJsonLd} className="catalogue__json" data-testid="json-ld">
          <IconBraces size={16} aria-hidden /> {t('catalogue.jsonLd')}
        </a>
      </PageHead>
      {demo ? (
        <Notice tone="caution" title={t('demo.label')}>
          <p>{t('demo.long')}</p>
        </Notice>
      ) : null}
      <Peers />
    </>
  )
}

function Peers() {
  const { t, i18n } = useTranslation()
  const catalogue = useQuery(catalogueQuery)
  const [view, setView] = useState<CompletenessView>('chart')
  if (catalogue.isPending) return <Loader my={24} aria-hidden />
  if (catalogue.isError)
    return <ProblemNotice error={catalogue.error} onRetry={() => void catalogue.refetch()} />
  const { peers } = catalogue.data
  const sources = peers.flatMap((peer) => peer.sources)
  const totals = {
    sources: toCount(sources.length, i18n.language),
    peers: toCount(peers.length, i18n.language),
    persons: toCount(
      sources.reduce((sum, source) => sum + source.persons, 0),
      i18n.language,
    ),
  }
  return (
    <>
      <div className="catalogue__tools">
        <p data-testid="catalogue-totals">{t('catalogue.totals', totals)}</p>
        <div className="catalogue__view">
          <span aria-hidden="true">{t('catalogue.view')}</span>
          <SegmentedControl
            size="xs"
            value={view}
            data={[
              { value: 'chart', label: t('catalogue.chart') },
              { value: 'table', label: t('catalogue.table') },
            ]}
            onChange={setView}
            aria-label={t('catalogue.view')}
          />
        </div>
      </div>
      {peers.map((peer) => (
        <PeerSheet key={peer.id} peer={peer} view={view} />
      ))}
    </>
  )
}
