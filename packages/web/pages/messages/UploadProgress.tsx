import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { toByteSize, toPercent } from '../../locales/formats.ts'
import { Notice } from '../../ui/Notice.tsx'
import type { Upload } from './use-upload.ts'

/** How far an upload is, and what can be done with it. */
export function UploadProgress({ upload, size }: { upload: Upload; size: number }) {
  const { t, i18n } = useTranslation()
  const { state } = upload
  if (state.phase === 'idle') return null
  if (state.phase === 'refused') return <ProblemNotice error={state.error} />
  if (state.phase === 'sent') {
    return (
      <Notice tone="good" role="status" title={t('attachment.sent')}>
        <p>{t('attachment.sentSays')}</p>
      </Notice>
    )
  }
  const { done, chunks } = state
  const percent = toPercent(done / chunks, i18n.language)
  return (
    <div className="upload" data-testid="upload" data-phase={state.phase}>
      <progress value={done} max={chunks} aria-label={t('attachment.progress')} />
      <p role="status">
        {done === chunks && state.phase === 'running'
          ? t('attachment.sealing')
          : t('attachment.done', { percent, size: toByteSize(size, i18n.language) })}
      </p>
      {state.phase === 'cut' ? <Cut upload={upload} percent={percent} error={state.error} /> : null}
      {state.phase === 'running' ? (
        <Button variant="default" size="xs" onClick={upload.stop} data-testid="stop-upload">
          {t('attachment.stop')}
        </Button>
      ) : null}
    </div>
  )
}

function Cut({ upload, percent, error }: { upload: Upload; percent: string; error: Error | undefined }) {
  const { t } = useTranslation()
  return (
    <>
      {error === undefined ? null : <ProblemNotice error={error} />}
      <Notice tone="caution" role="status" title={t('attachment.cut', { percent })}>
        <p>{t('attachment.cutTodo')}</p>
      </Notice>
      <div className="message__acts">
        <Button size="xs" onClick={upload.resume} data-testid="resume-upload">
          {t('attachment.resume')}
        </Button>
        <Button variant="default" size="xs" onClick={upload.end} data-testid="end-upload">
          {t('attachment.end')}
        </Button>
      </div>
    </>
  )
}
