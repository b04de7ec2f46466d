import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Days } from '../../api/supervision.ts'
import { useSession } from '../../components/use-session.ts'
import { Notice } from '../../ui/Notice.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { ActsView } from './ActsView.tsx'
import { AnomaliesView } from './AnomaliesView.tsx'
import { CountsView } from './CountsView.tsx'
import { ErasuresView } from './ErasuresView.tsx'
import './oversight.css'

type View = 'counts' | 'acts' | 'anomalies' | 'erasures'

const views: readonly View[] = ['counts', 'acts', 'anomalies', 'erasures']
const dayMs = 86_400_000

/** Who asked what kind of thing, why, how often and with what result; an operator sees rough counts only. */
export function OversightPage() {
  const { t } = useTranslation()
  const isOperator = useSession().officer.role === 'operator'
  const [view, setView] = useState<View>('counts')
  const [days, setDays] = useState(lastThirtyDays)
  return (
    <>
      <PageHead page={t('oversight.page')} lead={t('oversight.lead')} />
      <Notice tone="info">{isOperator ? t('oversight.roughNote') : t('oversight.logged')}</Notice>
      <div className="oversight__bar">
        {isOperator ? null : (
          <SegmentedControl
            className="oversight__views"
            aria-label={t('oversight.views')}
            value={view}
            onChange={(value) => setView(views.find((known) => known === value) ?? 'counts')}
            data={views.map((value) => ({ value, label: t(`oversight.${value}`) }))}
          />
        )}
        {view === 'erasures' ? null : <DaysForm days={days} onDays={setDays} />}
      </div>
      {view === 'counts' ? <CountsView days={days} /> : null}
      {view === 'acts' ? <ActsView days={days} /> : null}
      {view === 'anomalies' ? <AnomaliesView days={days} /> : null}
      {view === 'erasures' ? <ErasuresView /> : null}
    </>
  )
}

/** Both days are in; nothing is asked before the button is pressed, since each look is logged. */
function DaysForm({ days, onDays }: { days: Days; onDays: (days: Days) => void }) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(days)
  const isGood = draft.since !== '' && draft.until !== '' && draft.since <= draft.until
  return (
    <form
      className="oversight__days"
      onSubmit={(event) => {
        event.preventDefault()
        if (isGood) onDays(draft)
      }}
    >
      <TextInput
        type="date"
        label={t('oversight.since')}
        value={draft.since}
        onChange={(event) => setDraft({ ...draft, since: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('oversight.until')}
        value={draft.until}
        onChange={(event) => setDraft({ ...draft, until: event.currentTarget.value })}
      />
      <Button type="submit" variant="default" disabled={!isGood}>
        {t('oversight.apply')}
      </Button>
    </form>
  )
}

function lastThirtyDays(): Days {
  const now = Date.now()
  const toDay = (at: number): string => new Date(at).toISOString().slice(0, 10)
  return { since: toDay(now - 29 * dayMs), until: toDay(now) }
}
