import type { LogErasurePreview } from '@isthmus/contract/types'
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { holdEntries, orderErasure, previewErasure } from '../../api/erasure.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { toLocalTime } from '../../locales/formats.ts'
import { Notice } from '../../ui/Notice.tsx'

const correlationForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** First what would be erased, then the order, or a hold. */
export function ErasureForm() {
  const { t } = useTranslation()
  const [correlationId, setCorrelationId] = useState('')
  const preview = useMutation({ mutationFn: previewErasure })
  const isGood = correlationForm.test(correlationId.trim())
  return (
    <section className="panel" aria-labelledby="erasure-form">
      <h2 id="erasure-form">{t('erasure.title')}</h2>
      <p className="soft">{t('erasure.lead')}</p>
      <form
        className="oversight__handling"
        onSubmit={(event) => {
          event.preventDefault()
          if (isGood) preview.mutate(correlationId.trim())
        }}
      >
        <TextInput
          label={t('erasure.correlation')}
          description={t('erasure.correlationHint')}
          value={correlationId}
          maxLength={36}
          onChange={(event) => setCorrelationId(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={!isGood} loading={preview.isPending}>
          {t('erasure.preview')}
        </Button>
      </form>
      {preview.isError ? <ProblemNotice error={preview.error} /> : null}
      {preview.data ? (
        <Preview key={preview.data.correlationId} preview={preview.data} onDone={() => preview.reset()} />
      ) : null}
    </section>
  )
}

function Preview({ preview, onDone }: { preview: LogErasurePreview; onDone: () => void }) {
  const { t, i18n } = useTranslation()
  const { isHeld, erasable, entries } = preview
  return (
    <div data-testid="erasure-preview">
      {isHeld ? <Notice tone="caution" role="status" title={t('erasure.held')} /> : null}
      <p role="status">
        {erasable === 0 ? t('erasure.nothing') : t('erasure.erasable', { count: erasable })}
      </p>
      <table className="table rows">
        <caption className="visually-hidden">{t('erasure.preview')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('erasure.index')}</th>
            <th scope="col">{t('oversight.when')}</th>
            <th scope="col">{t('oversight.what')}</th>
            <th scope="col">{t('erasure.fate')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ index, at, event, fate }) => (
            <tr key={index}>
              <th scope="row">{index}</th>
              <td>
                <time dateTime={at}>{toLocalTime(at, i18n.language)}</time>
              </td>
              <td>
                <code>{event}</code>
              </td>
              <td>{t(`erasure.fates.${fate}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Order preview={preview} onDone={onDone} />
    </div>
  )
}

const noWords = { reason: '', legalBasis: '', reference: '' }

function Order({ preview, onDone }: { preview: LogErasurePreview; onDone: () => void }) {
  const { t } = useTranslation()
  const [words, setWords] = useState(noWords)
  const queryClient = useQueryClient()
  const { correlationId, isHeld, erasable } = preview
  const reason = words.reason.trim()
  const legalBasis = words.legalBasis.trim()
  const reference = words.reference.trim()
  const doing = useMutation({
    mutationFn: async (act: 'order' | 'hold') => {
      if (act === 'hold') await holdEntries({ correlationId, hold: true, reason })
      else await orderErasure({ correlationId, reason, legalBasis, ...(reference ? { reference } : {}) })
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['log'] })
      onDone()
    },
  })
  const mayOrder = !isHeld && erasable > 0 && reason.length >= 3 && legalBasis.length >= 3
  return (
    <form
      className="erasure__order"
      onSubmit={(event) => {
        event.preventDefault()
        if (mayOrder) doing.mutate('order')
      }}
    >
      {(['reason', 'legalBasis', 'reference'] as const).map((field) => (
        <TextInput
          key={field}
          label={t(`erasure.${field}`)}
          value={words[field]}
          maxLength={field === 'reference' ? 200 : 300}
          onChange={(event) => setWords({ ...words, [field]: event.currentTarget.value })}
        />
      ))}
      <p className="soft">{t('erasure.orderHelp')}</p>
      <div className="oversight__handling">
        <Button type="submit" disabled={!mayOrder} loading={doing.isPending} data-testid="order-erasure">
          {t('erasure.order')}
        </Button>
        <Button
          variant="default"
          disabled={isHeld || reason.length < 3}
          loading={doing.isPending}
          onClick={() => doing.mutate('hold')}
          data-testid="hold"
        >
          {t('erasure.hold')}
        </Button>
      </div>
      {doing.isError ? <ProblemNotice error={doing.error} /> : null}
    </form>
  )
}
