import type { OversightAct, OversightDetail } from '@isthmus/contract/types'
import { Button, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { actQuery } from '../../api/supervision.ts'
import { EvidenceFile, EvidenceWords } from '../../components/EvidenceFile.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { useSession } from '../../components/use-session.ts'
import { Notice } from '../../ui/Notice.tsx'
import { ActTable } from './ActTable.tsx'
import { NameReveal } from './NameReveal.tsx'

/** Acts for which there may be something to prove beside the entry itself. */
function isOfExchange({ event }: OversightAct): boolean {
  return event.startsWith('search.') || event.startsWith('exchange.')
}

type Props = { id: string; onClose: () => void; onOfficer: (pseudonym: string) => void }

/** One entry as it lies in the log, and what else belongs to the same matter. */
export function ActSheet({ id, onClose, onOfficer }: Props) {
  const { t } = useTranslation()
  const sheet = useRef<HTMLElement>(null)
  const detail = useQuery(actQuery(id))
  useEffect(() => {
    if (id) sheet.current?.focus()
  }, [id])
  return (
    <section
      ref={sheet}
      className="oversight__sheet"
      aria-labelledby="entry"
      tabIndex={-1}
      data-testid="act-sheet"
    >
      <header className="oversight__bar">
        <h2 id="entry">{t('oversight.entry', { id })}</h2>
        <Button size="xs" variant="default" onClick={onClose}>
          {t('oversight.close')}
        </Button>
      </header>
      {detail.isPending ? <Loader aria-hidden /> : null}
      {detail.isError ? <ProblemNotice error={detail.error} /> : null}
      {detail.data?.act.pseudonym === undefined ? null : (
        <NameReveal
          pseudonym={detail.data.act.pseudonym}
          isOwn={detail.data.act.isOwn}
          onOfficer={onOfficer}
        />
      )}
      {detail.data ? <Content {...detail.data} /> : null}
    </section>
  )
}

const evidenceWords = 'evidence-of-act'

function Content({ act, entry, leafHash, related }: OversightDetail) {
  const { t } = useTranslation()
  const { role } = useSession().officer
  return (
    <>
      {entry === undefined ? <Notice tone="info">{t('oversight.erased')}</Notice> : null}
      {entry === undefined ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
        <pre className="oversight__entry" dir="ltr" tabIndex={0}>
          {JSON.stringify(entry, null, 2)}
        </pre>
      )}
      <p className="soft">
        {t('oversight.leaf')}: <code>{leafHash}</code>
      </p>
      {role === 'dpo' && isOfExchange(act) ? (
        <>
          <EvidenceWords id={evidenceWords} />
          <EvidenceFile correlationId={act.correlationId} words={evidenceWords} about={act.event} />
        </>
      ) : null}
      {related.length === 0 ? null : (
        <>
          <h3>{t('oversight.related')}</h3>
          <ActTable acts={related} caption={t('oversight.related')} />
        </>
      )}
    </>
  )
}
