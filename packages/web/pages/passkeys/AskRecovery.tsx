import type { PasskeyList, PasskeyRecovery } from '@isthmus/contract/types'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { askRecovery, passkeysQuery } from '../../api/passkeys.ts'
import { toLocalTime } from '../../locales/formats.ts'
import { Notice } from '../../ui/Notice.tsx'
import { PasskeyFailure } from './PasskeyFailure.tsx'

type Props = { list: PasskeyList; hasPasskey: boolean }

/** For whoever cannot use any key any more: how the recovery stands, or the button that asks for it. */
export function AskRecovery({ list: { passkeys, pseudonym, recovery }, hasPasskey }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const asking = useMutation({
    mutationFn: askRecovery,
    onSuccess: () => queries.invalidateQueries({ queryKey: passkeysQuery.queryKey }),
  })
  const isWaiting = recovery?.state === 'open' || recovery?.state === 'approved'
  if (recovery && isWaiting) return <RecoveryState recovery={recovery} pseudonym={pseudonym} />
  if (passkeys.length === 0) return null
  return (
    <section className="panel passkeys__recovery" aria-labelledby="passkey-recovery">
      <h2 id="passkey-recovery">{t('passkey.recoveryTitle')}</h2>
      <p>{t(hasPasskey ? 'passkey.recoveryIfLost' : 'passkey.recoveryNeeded')}</p>
      <Button
        variant={hasPasskey ? 'default' : 'filled'}
        loading={asking.isPending}
        data-testid="passkey-recover"
        onClick={() => asking.mutate()}
      >
        {t('passkey.recover')}
      </Button>
      <PasskeyFailure error={asking.error} />
    </section>
  )
}

type State = { recovery: PasskeyRecovery; pseudonym: string }

function RecoveryState({ recovery: { state, approvals, expiresAt }, pseudonym }: State) {
  const { t, i18n } = useTranslation()
  const until = toLocalTime(expiresAt, i18n.language)
  const isApproved = state === 'approved'
  return (
    <div data-testid="recovery-state">
      <Notice
        tone={isApproved ? 'good' : 'info'}
        role="status"
        title={t(isApproved ? 'passkey.recoveryApproved' : 'passkey.recoveryOpen', { count: approvals })}
      >
        <p>{t(isApproved ? 'passkey.recoveryApprovedNext' : 'passkey.recoveryOpenNext', { until })}</p>
        {isApproved ? null : (
          <p>
            {t('passkey.pseudonym')} <code className="passkeys__code">{pseudonym}</code>
          </p>
        )}
      </Notice>
    </div>
  )
}
