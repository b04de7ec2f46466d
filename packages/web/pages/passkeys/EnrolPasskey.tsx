import type { PasskeyList } from '@isthmus/contract/types'
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { hasPasskeys } from '../../api/passkey-browser.ts'
import { enrolPasskey, passkeysQuery } from '../../api/passkeys.ts'
import { Notice } from '../../ui/Notice.tsx'
import { PasskeyFailure } from './PasskeyFailure.tsx'

/** A name for the key, and whatever else this officer needs before another one may be enrolled. */
export function EnrolPasskey({ list }: { list: PasskeyList }) {
  const { t } = useTranslation()
  const { enrolment } = list
  if (enrolment === 'recovery') return null
  return (
    <section className="panel passkeys__enrol" aria-labelledby="passkey-enrol">
      <h2 id="passkey-enrol">{t('passkey.enrolTitle')}</h2>
      <p>{t(`passkey.ground.${enrolment}`)}</p>
      {enrolment === 'code' ? (
        <p>
          {t('passkey.pseudonym')} <code className="passkeys__code">{list.pseudonym}</code>
        </p>
      ) : null}
      {hasPasskeys() ? (
        <EnrolForm list={list} />
      ) : (
        <Notice tone="caution" title={t('passkey.fault.unsupported')}>
          <p>{t('passkey.faultRemedy.unsupported')}</p>
        </Notice>
      )}
    </section>
  )
}

function EnrolForm({ list }: { list: PasskeyList }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [code, setCode] = useState('')
  const enrolling = useMutation({
    mutationFn: () => enrolPasskey(list, { name, code }),
    onSuccess: (changed) => {
      queries.setQueryData(passkeysQuery.queryKey, changed)
      setName('')
      setCode('')
    },
  })
  const isComplete = name.trim() !== '' && (list.enrolment !== 'code' || code.trim().length >= 8)
  const send = (event: FormEvent): void => {
    event.preventDefault()
    if (isComplete) enrolling.mutate()
  }
  return (
    <form className="passkeys__form" onSubmit={send}>
      {list.enrolment === 'code' ? (
        <TextInput
          label={t('passkey.code')}
          value={code}
          maxLength={40}
          autoComplete="off"
          data-testid="passkey-code"
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      ) : null}
      <TextInput
        label={t('passkey.name')}
        description={t('passkey.nameHelp')}
        value={name}
        maxLength={60}
        autoComplete="off"
        data-testid="passkey-name"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" disabled={!isComplete} loading={enrolling.isPending} data-testid="passkey-enrol">
        {t('passkey.enrol')}
      </Button>
      {enrolling.isSuccess ? (
        <Notice tone="good" role="status">
          <p>{t('passkey.enrolled')}</p>
        </Notice>
      ) : null}
      <PasskeyFailure error={enrolling.error} />
    </form>
  )
}
