import { IconCheck, IconChevronDown, IconChevronUp, IconCopy } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { en } from '../../locales/en.ts'
import { toPercent } from '../../locales/formats.ts'
import { BandBadge } from '../../ui/BandBadge.tsx'
import { ContactLine } from '../../ui/ContactLine.tsx'
import { toNextChecks } from '../../ui/next-checks.ts'
import { Waterfall } from '../../ui/Waterfall.tsx'
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
        <bdi className="hit__percent">{toPercent(hit.probability, i18n.language)}</bdi>
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
        {isOpen ? <Waterfall explained={hit} /> : null}
        {isOpen ? <NextSteps hit={hit} contact={source.contact} /> : null}
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

/** What to check before anything is done with the hit, and whom to ask for the record. */
function NextSteps({ hit, contact }: { hit: RankedHit['hit']; contact: string | undefined }) {
  const { t } = useTranslation()
  const { reference } = hit
  return (
    <div className="hit__next">
      <h4>{t('check.heading')}</h4>
      <ul data-testid="next-checks">
        {toNextChecks(hit).map((check) => (
          <li key={check}>{t(`check.${check}`)}</li>
        ))}
      </ul>
      {contact === undefined ? (
        <p>{t('hit.nextNoContact', { reference })}</p>
      ) : (
        <p>
          {t('hit.next', { reference })} <ContactLine contact={contact} />
        </p>
      )}
    </div>
  )
}

function isKnownCategory(category: string): category is keyof typeof en.category {
  return Object.hasOwn(en.category, category)
}
