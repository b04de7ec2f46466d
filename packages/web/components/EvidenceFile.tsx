import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/api-error.ts'
import { type EvidenceFile as Fetched, fetchEvidence } from '../api/evidence.ts'
import { toLanguage } from '../locales/i18n.ts'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from './ProblemNotice.tsx'
import './evidence-file.css'

/** What an evidence file holds and that it is logged: to be read before the button is pressed. */
export function EvidenceWords({ id }: { id: string }) {
  const { t } = useTranslation()
  return (
    <p id={id} className="soft evidence__words">
      {t('evidence.holds')}
    </p>
  )
}

type Props = {
  correlationId: string
  /** Of the EvidenceWords on the page. */
  words: string
  /** Sets this exchange apart from the others on the page, for who does not see the row. */
  about: string
}

/** Fetches the evidence file of one exchange and hands it to the browser to save. */
export function EvidenceFile({ correlationId, words, about }: Props) {
  const { t, i18n } = useTranslation()
  const fetching = useMutation({
    mutationFn: () => fetchEvidence(correlationId, toLanguage([i18n.language])),
    onSuccess: save,
  })
  return (
    <div className="evidence">
      <Button
        size="xs"
        variant="default"
        leftSection={<IconDownload size={15} aria-hidden />}
        loading={fetching.isPending}
        onClick={() => fetching.mutate()}
        aria-describedby={words}
        data-testid="evidence"
      >
        {t('evidence.file')}
        <span className="visually-hidden"> {about}</span>
      </Button>
      {fetching.data ? <Saved isWhole={fetching.data.isWhole} /> : null}
      {fetching.isError ? <Failed error={fetching.error} /> : null}
    </div>
  )
}

function Saved({ isWhole }: { isWhole: boolean }) {
  const { t } = useTranslation()
  return (
    <Notice
      tone={isWhole ? 'good' : 'caution'}
      role="status"
      title={t(isWhole ? 'evidence.saved' : 'evidence.notKept')}
    >
      <p>{t(isWhole ? 'evidence.verify' : 'evidence.onlyLog')}</p>
    </Notice>
  )
}

function Failed({ error }: { error: Error }) {
  const { t } = useTranslation()
  const isUnknown = error instanceof ApiError && error.problem?.code === 'EXCHANGE_NOT_FOUND'
  if (!isUnknown) return <ProblemNotice error={error} />
  return <Notice tone="caution" role="alert" title={t('evidence.unknown')} />
}

function save({ file, name }: Fetched): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  // A browser that asks where to save reads the file later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
