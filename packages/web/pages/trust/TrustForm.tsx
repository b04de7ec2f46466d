import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { performTrustAct, type TrustAct, trustQuery } from '../../api/trust.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'

type Props = {
  /** What the closed form says; its name for tests. */
  title: string
  name: string
  /** What is to be done; undefined as long as the fields do not say it. */
  toAct: () => TrustAct | undefined
  submit: string
  done: string
  children: ReactNode
}

/** A form that stays closed until somebody wants it, and says what came of it. */
export function TrustForm({ title, name, toAct, submit, done, children }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const doing = useMutation({
    mutationFn: performTrustAct,
    onSuccess: () => queries.invalidateQueries({ queryKey: trustQuery.queryKey }),
  })
  const send = (event: FormEvent): void => {
    event.preventDefault()
    const act = toAct()
    if (act) doing.mutate(act)
  }
  return (
    <details
      className="trust__form"
      data-testid={`trust-form-${name}`}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{title}</summary>
      {isOpen ? (
        <form onSubmit={send}>
          {children}
          <p className="soft">{t('trust.nothingYet')}</p>
          <Button type="submit" variant="default" loading={doing.isPending}>
            {submit}
          </Button>
        </form>
      ) : null}
      {doing.isSuccess ? (
        <Notice tone="good" role="status">
          <p>{done}</p>
        </Notice>
      ) : null}
      {doing.error ? <ProblemNotice error={doing.error} /> : null}
    </details>
  )
}
