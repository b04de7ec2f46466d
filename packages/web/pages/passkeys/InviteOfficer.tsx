import type { PasskeyInvitation } from '@isthmus/contract/types'
import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inviteOfficer } from '../../api/passkeys.ts'
import { toLocalTime } from '../../locales/formats.ts'
import { Notice } from '../../ui/Notice.tsx'
import { PasskeyFailure } from './PasskeyFailure.tsx'

/** A one-time code for the first key of an officer; it is shown once, and nowhere kept. */
export function InviteOfficer({ hasPasskey }: { hasPasskey: boolean }) {
  const { t } = useTranslation()
  const [officer, setOfficer] = useState('')
  const inviting = useMutation({ mutationFn: () => inviteOfficer(officer.trim(), hasPasskey) })
  const isPseudonym = /^[A-Za-z0-9_-]{16,64}$/.test(officer.trim())
  const send = (event: FormEvent): void => {
    event.preventDefault()
    if (isPseudonym) inviting.mutate()
  }
  return (
    <details data-testid="passkey-invite">
      <summary>{t('passkey.inviteTitle')}</summary>
      <form className="passkeys__form" onSubmit={send}>
        <p>{t('passkey.inviteWhat')}</p>
        <TextInput
          label={t('passkey.invitePseudonym')}
          value={officer}
          maxLength={64}
          autoComplete="off"
          spellCheck={false}
          data-testid="invite-pseudonym"
          onChange={(event) => setOfficer(event.currentTarget.value)}
        />
        <Button type="submit" disabled={!isPseudonym} loading={inviting.isPending} data-testid="invite-do">
          {t('passkey.invite')}
        </Button>
        {inviting.data ? <CodeOnce invitation={inviting.data} /> : null}
        <PasskeyFailure error={inviting.error} />
      </form>
    </details>
  )
}

function CodeOnce({ invitation: { code, expiresAt } }: { invitation: PasskeyInvitation }) {
  const { t, i18n } = useTranslation()
  return (
    <Notice tone="good" role="status" title={t('passkey.codeOnce')}>
      <p>
        <code className="passkeys__code" data-testid="invite-code">
          {code}
        </code>
      </p>
      <p>{t('passkey.codeUntil', { until: toLocalTime(expiresAt, i18n.language) })}</p>
    </Notice>
  )
}
