import type { SourceState } from '@isthmus/contract/types'
import { Button } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { RefusalReason } from '../../components/RefusalReason.tsx'
import { en } from '../../locales/en.ts'
import { toDuration, toLocalDay } from '../../locales/formats.ts'
import { ContactLine } from '../../ui/ContactLine.tsx'
import { StateTag } from '../../ui/StateTag.tsx'
import type { ShownState } from './search-view.ts'
import './source-card.css'

type Props = { source: SourceState; state: ShownState; onAgain: (() => void) | undefined }

/** One source of one peer: its state, and if it gave no answer, why not and who can help. */
export function SourceCard({ source, state, onAgain }: Props) {
  const { t, i18n } = useTranslation()
  const title = source.sourceId === '*' ? t('source.unknown') : source.sourceTitle
  return (
    <li
      className={`source-card source-card--${state}`}
      data-testid="source-card"
      data-peer-id={source.peerId}
      data-source-id={source.sourceId}
      data-state={state}
    >
      <div className="source-card__head">
        <div>
          <h3>{title}</h3>
          <p className="soft">{t('source.keptBy', { peer: source.peerName })}</p>
        </div>
        <StateTag
          state={state}
          {...(state === 'hit' ? { label: t('results.hits', { count: source.hits.length }) } : {})}
        />
      </div>
      <SourceReason source={source} state={state} />
      <p className="soft source-card__foot">
        {source.indexedAt === undefined ? null : (
          <span>{t('source.indexed', { when: toLocalDay(source.indexedAt, i18n.language) })}</span>
        )}
        {source.tookMs === undefined ? null : (
          <span>{t('source.took', { time: toDuration(source.tookMs, i18n.language) })}</span>
        )}
      </p>
      {isSilent(state) && onAgain !== undefined ? (
        <Button size="xs" variant="default" onClick={onAgain}>
          {t('results.again')}
        </Button>
      ) : null}
    </li>
  )
}

/** Why there is no answer; nothing for a source that answered. */
function SourceReason({ source, state }: { source: SourceState; state: ShownState }) {
  const { t } = useTranslation()
  if (state !== 'refused' && !isSilent(state)) return null
  return (
    <div className="source-card__reason">
      {source.refusal === undefined ? null : <RefusalReason refusal={source.refusal} />}
      {isSilent(state) ? <p>{t(`source.${state}Text`)}</p> : null}
      {source.fault === undefined ? null : <p>{faultWords(source.fault, t)}</p>}
      {source.contact === undefined ? null : (
        <p>
          <strong>{t('source.contact')}: </strong>
          <ContactLine contact={source.contact} />
        </p>
      )}
    </div>
  )
}

/** What a peer reports as a code, in words; a code that is not known is shown as it came. */
function faultWords(fault: string, t: TFunction): string {
  return Object.hasOwn(en.fault, fault)
    ? t(`fault.${fault as keyof typeof en.fault}`)
    : t('source.fault', { fault })
}

function isSilent(state: ShownState): state is 'unreachable' | 'slow' | 'unanswered' {
  return state === 'unreachable' || state === 'slow' || state === 'unanswered'
}
