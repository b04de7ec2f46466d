import type { PasskeyRecovery } from '@isthmus/contract/types'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { decideRecovery, type RecoveryDecision, recoveriesQuery } from '../../api/passkeys.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { toLocalTime } from '../../locales/formats.ts'
import { PasskeyFailure } from './PasskeyFailure.tsx'

/** Officers who have lost every key, for the operators who know them. */
export function Recoveries({ hasPasskey }: { hasPasskey: boolean }) {
  const { t } = useTranslation()
  const list = useQuery(recoveriesQuery)
  const open = list.data?.recoveries.filter(({ state }) => state === 'open') ?? []
  return (
    <>
      <h3>{t('passkey.recoveries')}</h3>
      {list.isError ? <ProblemNotice error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data && open.length === 0 ? <p data-testid="no-recoveries">{t('passkey.noRecoveries')}</p> : null}
      <ul className="passkeys" aria-label={t('passkey.recoveries')}>
        {open.map((recovery) => (
          <li key={recovery.id}>
            <RecoveryCard recovery={recovery} hasPasskey={hasPasskey} />
          </li>
        ))}
      </ul>
    </>
  )
}

function RecoveryCard({ recovery, hasPasskey }: { recovery: PasskeyRecovery; hasPasskey: boolean }) {
  const { t, i18n } = useTranslation()
  const queries = useQueryClient()
  const { id, pseudonym, approvals, askedAt, mayApprove } = recovery
  const deciding = useMutation({
    mutationFn: (decision: RecoveryDecision['decision']) => decideRecovery({ id, decision }, hasPasskey),
    onSettled: () => queries.invalidateQueries({ queryKey: recoveriesQuery.queryKey }),
  })
  return (
    <article className="panel passkey" data-testid="recovery">
      <p>
        <code className="passkeys__code">{pseudonym}</code>
      </p>
      <p>{t('passkey.recoveryAsked', { count: approvals, at: toLocalTime(askedAt, i18n.language) })}</p>
      {mayApprove ? (
        <div className="passkey__acts">
          <Button
            size="sm"
            loading={deciding.isPending}
            data-testid="recovery-approve"
            onClick={() => deciding.mutate('approval')}
          >
            {t('passkey.approve')}
          </Button>
          <Button
            size="sm"
            variant="default"
            disabled={deciding.isPending}
            data-testid="recovery-refuse"
            onClick={() => deciding.mutate('refusal')}
          >
            {t('passkey.refuse')}
          </Button>
        </div>
      ) : (
        <p className="soft">{t('passkey.anotherOperator')}</p>
      )}
      <PasskeyFailure error={deciding.error} />
    </article>
  )
}
