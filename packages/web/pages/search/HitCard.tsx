import { IconCheck, IconChevronDown, IconChevronUp, IconCopy } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { en } from '../../locales/en.ts'
import { toPercent } from '../../locales/formats.ts'
import { BandBadge } from '../../ui/BandBadge.tsx'
import { ContactLine } from '../../ui/ContactLine.tsx'
import { ComparisonTable } from './ComparisonTable.tsx'
import { toComparisonSentence } from './comparison-sentence.ts'
import type { RankedHit } from './search-view.ts'
import './hit-card.css'

type Props = { ranked: RankedHit }

/** One hit: how sure, from which source, why, and what to do with it. */
export function HitCard({ ranked: { hit, source } }: Props) {
  const { t, i18n } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const detailId = useId()
  return (
    <li
      className={`hit hit--${hit.band}`}
      data-testid="hit"
      data-source-id={source.sourceId}
      data-reference={hit.reference}
      data-band={hit.band}
    >
      <div className="hit__sure" title={t('hit.probability')}>
        <span className="hit__percent">{toPercent(hit.probability, i18n.language)}</span>
        <span className="hit__same">{t('hit.same')}</span>
        <BandBadge band={hit.band} />
      </div>
      <div className="hit__body">
        <h3>{source.sourceTitle}</h3>
        <HitFacts hit={hit} peerName={source.peerName} />
        <p className="hit__sentence">{toComparisonSentence(hit.comparisons, t, i18n.language)}</p>
        <button
          type="button"
          className="hit__open"
          aria-expanded={isOpen}
          aria-controls={detailId}
          onClick={() => setOpen(!isOpen)}
          data-testid="compare"
        >
          {isOpen ? <IconChevronUp size={15} aria-hidden /> : <IconChevronDown size={15} aria-hidden />}
          {isOpen ? t('hit.hide') : t('hit.compare')}
        </button>
      </div>
      <div id={detailId} className="hit__detail" hidden={!isOpen}>
        {isOpen ? <ComparisonTable hit={hit} /> : null}
        {isOpen ? <NextStep reference={hit.reference} contact={source.contact} /> : null}
      </div>
    </li>
  )
}

function HitFacts({ hit, peerName }: { hit: RankedHit['hit']; peerName: string }) {
  const { t } = useTranslation()
  const category = hit.category
  return (
    <dl className="hit__facts">
      <div>
        <dt className="visually-hidden">{t('account.peer')}</dt>
        <dd>{peerName}</dd>
      </div>
      <div>
        <dt>{t('hit.reference')}</dt>
        <dd className="hit__reference">
          <code>{hit.reference}</code>
          <CopyButton text={hit.reference} />
        </dd>
      </div>
      {category === undefined ? null : (
        <div>
          <dt>{t('hit.category')}</dt>
          <dd>{isKnownCategory(category) ? t(`category.${category}`) : category}</dd>
        </div>
      )}
      {hit.asOf === undefined ? null : (
        <div>
          <dt>{t('hit.asOf')}</dt>
          <dd>{hit.asOf}</dd>
        </div>
      )}
    </dl>
  )
}

function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation()
  const [isCopied, setCopied] = useState(false)
  const words = isCopied ? t('hit.copied') : t('hit.copy')
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={words}
      title={words}
      onClick={() => void navigator.clipboard?.writeText(text).then(() => setCopied(true))}
    >
      {isCopied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
    </button>
  )
}

function NextStep({ reference, contact }: { reference: string; contact: string | undefined }) {
  const { t } = useTranslation()
  if (contact === undefined) return <p className="hit__next">{t('hit.nextNoContact', { reference })}</p>
  return (
    <p className="hit__next">
      {t('hit.next', { reference })} <ContactLine contact={contact} />
    </p>
  )
}

function isKnownCategory(category: string): category is keyof typeof en.category {
  return Object.hasOwn(en.category, category)
}
