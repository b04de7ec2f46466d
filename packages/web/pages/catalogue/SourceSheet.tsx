import type { SourceEntry } from '@isthmus/contract/types'
import { useTranslation } from 'react-i18next'
import { toCount, toDaysAgo, toLocalTime } from '../../locales/formats.ts'
import { ContactLine } from '../../ui/ContactLine.tsx'
import { FactList } from '../../ui/FactList.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { RegimeBadge } from '../../ui/RegimeBadge.tsx'
import { Tag } from '../../ui/Tag.tsx'
import type { CompletenessView } from './CataloguePage.tsx'
import { Completeness } from './Completeness.tsx'
import { SourceKeeping } from './SourceKeeping.tsx'

const tones = { connected: 'plain', indexing: 'caution', answering: 'good', faulty: 'danger' } as const

type Props = { source: SourceEntry; view: CompletenessView; isKept: boolean }

/** One source: what it holds, how fresh and how complete; with `isKept`, what its operator can do about it. */
export function SourceSheet({ source, view, isKept }: Props) {
  const { t } = useTranslation()
  return (
    <article className="panel source" data-testid="catalogue-source" data-source-id={source.id}>
      <div className="source__text">
        <header>
          <h3>{source.title}</h3>
          <Tag tone={tones[source.state]}>{t(`sourceState.${source.state}`)}</Tag>
          <RegimeBadge regime={source.regime} />
        </header>
        <p>{source.description}</p>
        <SourceFacts source={source} />
        {source.notice === undefined ? null : <Notice tone="caution">{source.notice}</Notice>}
        {isKept ? <SourceKeeping source={source} /> : null}
      </div>
      <div className="source__completeness">
        <h4>{t('catalogue.completeness')}</h4>
        <p className="soft">{t('catalogue.completenessHelp')}</p>
        <Completeness source={source} view={view} />
      </div>
    </article>
  )
}

function SourceFacts({ source }: { source: SourceEntry }) {
  const { t, i18n } = useTranslation()
  const count = (number: number) => toCount(number, i18n.language)
  const facts: [string, React.ReactNode][] = [
    [t('catalogue.persons'), <strong key="persons">{count(source.persons)}</strong>],
  ]
  if (source.things > 0) facts.push([t('catalogue.things'), count(source.things)])
  if (source.rejected !== undefined) facts.push([t('catalogue.rejected'), count(source.rejected)])
  if (source.publishedOn !== undefined) facts.push([t('catalogue.published'), source.publishedOn])
  facts.push([t('catalogue.indexed'), <IndexedAt key="indexed" indexedAt={source.indexedAt} />])
  facts.push([t('catalogue.kind'), source.kind])
  facts.push([t('catalogue.modes'), source.modes.map((mode) => t(`mode.${mode}`)).join(', ')])
  if (source.contact !== undefined) {
    facts.push([t('catalogue.contact'), <ContactLine key="contact" contact={source.contact} />])
  }
  return <FactList className="source__facts" facts={facts} />
}

function IndexedAt({ indexedAt }: { indexedAt: string | undefined }) {
  const { t, i18n } = useTranslation()
  if (indexedAt === undefined) return <>{t('catalogue.never')}</>
  const days = toDaysAgo(indexedAt, new Date())
  const age = days === 0 ? t('catalogue.today') : t('catalogue.days', { count: days ?? 0 })
  return (
    <>
      {toLocalTime(indexedAt, i18n.language)}
      {days === undefined ? null : ` (${age})`}
    </>
  )
}
