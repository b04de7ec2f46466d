import type { AttachmentEntry } from '@isthmus/contract/types'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { withdrawAttachment } from '../../api/attachments.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { toByteSize } from '../../locales/formats.ts'
import { Notice } from '../../ui/Notice.tsx'
import { ChooseFile } from './ChooseFile.tsx'
import { UploadProgress } from './UploadProgress.tsx'
import { useUpload } from './use-upload.ts'

/** An upload that broke off, also on another day: with the same file it goes on. */
export function ResumeUpload({ entry }: { entry: AttachmentEntry }) {
  const { t, i18n } = useTranslation()
  const queryClient = useQueryClient()
  const upload = useUpload()
  const [file, setFile] = useState<File>()
  const ending = useMutation({
    mutationFn: () => withdrawAttachment(entry.attachmentId),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['attachments'] }),
  })
  const isOther = file !== undefined && file.size !== entry.size
  const size = toByteSize(entry.size, i18n.language)
  const { phase } = upload.state
  return (
    <div className="messages__send">
      {phase === 'idle' || phase === 'refused' ? (
        <>
          <ChooseFile
            chosen={file}
            words={t('attachment.resumeWith')}
            hint={t('attachment.chosen', { name: entry.name ?? t('attachment.unnamed'), size })}
            onChoose={(given) => {
              setFile(given)
              if (given.size === entry.size) upload.start(given, entry)
            }}
          />
          {isOther ? (
            <Notice tone="caution" role="alert">
              <p>{t('attachment.other', { name: entry.name ?? '', size })}</p>
            </Notice>
          ) : null}
          <Button size="xs" variant="default" loading={ending.isPending} onClick={() => ending.mutate()}>
            {t('attachment.end')}
          </Button>
        </>
      ) : null}
      <UploadProgress upload={upload} size={entry.size} />
      {ending.isError ? <ProblemNotice error={ending.error} /> : null}
    </div>
  )
}
