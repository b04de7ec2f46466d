import type { LogHoldList } from '@isthmus/contract/types'
import { Button, Loader, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { holdEntries, holdsQuery } from '../../api/erasure.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { toLocalTime } from '../../locales/formats.ts'

/** What is kept beyond its retention while a procedure goes on. */
export function HoldList({ mayRelease }: { mayRelease: boolean }) {
  const { t } = useTranslation()
  const list = useQuery(holdsQuery)
  if (list.isPending) return <Loader my={24} aria-hidden />
  if (list.isError) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
  return (
    <section className="panel" aria-labelledby="holds">
      <h2 id="holds">{t('erasure.holds')}</h2>
      {list.data.holds.length === 0 ? <p>{t('erasure.noHolds')}</p> : null}
      {list.data.holds.map((held) => (
        <Held key={held.correlationId} held={held} mayRelease={mayRelease} />
      ))}
    </section>
  )
}

function Held({ held, mayRelease }: { held: LogHoldList['holds'][number]; mayRelease: boolean }) {
  const { t, i18n } = useTranslation()
  const { correlationId, heldAt, heldBy, reason } = held
  return (
    <article className="erasure__item" data-testid="held">
      <p>
        <code>{correlationId}</code>
      </p>
      <p>
        <bdi>{reason}</bdi>
      </p>
      <p className="soft">{t('erasure.heldBy', { at: toLocalTime(heldAt, i18n.language), by: heldBy })}</p>
      {mayRelease ? <Release correlationId={correlationId} /> : null}
    </article>
  )
}

function Release({ correlationId }: { correlationId: string }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const queryClient = useQueryClient()
  const releasing = useMutation({
    mutationFn: () => holdEntries({ correlationId, hold: false, reason: reason.trim() }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['log'] }),
  })
  return (
    <form
      className="oversight__handling"
      onSubmit={(event) => {
        event.preventDefault()
        releasing.mutate()
      }}
    >
      <TextInput
        label={t('erasure.releaseWhy')}
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button
        type="submit"
        variant="default"
        disabled={reason.trim().length < 3}
        loading={releasing.isPending}
      >
        {t('erasure.release')}
      </Button>
      {releasing.isError ? <ProblemNotice error={releasing.error} /> : null}
    </form>
  )
}
