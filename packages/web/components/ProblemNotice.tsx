import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/api-error.ts'
import { Notice } from '../ui/Notice.tsx'
import { RefusalReason } from './RefusalReason.tsx'

type Props = { error: Error; onRetry?: () => void }

/** What went wrong, why, what to do, and who can unblock it. */
export function ProblemNotice({ error, onRetry }: Props) {
  const { t } = useTranslation()
  const problem = error instanceof ApiError ? error.problem : undefined
  const words = useProblemWords(error)
  return (
    <Notice tone={problem?.refusal ? 'caution' : 'danger'} title={words.title} role="alert">
      {words.detail === undefined ? null : <p>{words.detail}</p>}
      {words.remedy === undefined ? null : (
        <p>
          <strong>{t('problem.remedy')}: </strong>
          {words.remedy}
        </p>
      )}
      {problem?.refusal ? <RefusalReason refusal={problem.refusal} /> : null}
      {problem?.correlationId ? (
        <p className="soft">{t('problem.reference', { id: problem.correlationId })}</p>
      ) : null}
      {onRetry === undefined ? null : (
        <Button size="xs" variant="default" mt={8} onClick={onRetry}>
          {t('problem.again')}
        </Button>
      )}
    </Notice>
  )
}

type ProblemWords = { title: string; detail?: string | undefined; remedy?: string | undefined }

function useProblemWords(error: Error): ProblemWords {
  const { t } = useTranslation()
  if (!(error instanceof ApiError)) return { title: t('problem.title') }
  switch (error.code) {
    case 'PEER_UNREACHABLE':
      return {
        title: t('problem.offline'),
        detail: t('problem.offlineDetail'),
        remedy: t('problem.offlineRemedy'),
      }
    case 'ANSWER_UNREADABLE':
      return { title: t('problem.unreadable'), remedy: t('problem.unreadableRemedy') }
    case 'STREAM_BROKEN':
      return { title: t('problem.broken'), remedy: t('problem.brokenRemedy') }
    case 'NOT_SIGNED_IN':
      return { title: t('signIn.ended') }
    case 'PROBLEM_ANSWERED':
      // The refusal says why and who can help, in the reader's language; the problem would say it once more.
      if (error.problem?.refusal !== undefined && error.problem.detail === error.problem.refusal.text)
        return { title: t('problem.notPermitted') }
      return {
        title: error.problem?.title || t('problem.title'),
        detail: error.problem?.detail,
        remedy: error.problem?.remedy,
      }
  }
}
