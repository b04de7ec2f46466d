import type { MessagePeer } from '@isthmus/contract/types'
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toByteSize } from '../../locales/formats.ts'
import { Notice } from '../../ui/Notice.tsx'
import { ChooseFile } from './ChooseFile.tsx'
import { UploadProgress } from './UploadProgress.tsx'
import { useUpload } from './use-upload.ts'

const longestNote = 1000

type Props = { peers: readonly MessagePeer[]; largestBytes: number }

/** A file to the operators of another peer, with a note. */
export function AttachFile({ peers, largestBytes }: Props) {
  const { t, i18n } = useTranslation()
  const [chosenPeer, setPeer] = useState('')
  const [file, setFile] = useState<File>()
  const [text, setText] = useState('')
  const upload = useUpload()
  const { phase } = upload.state
  const to = chosenPeer || (peers[0]?.id ?? '')
  useEffect(() => {
    if (phase === 'sent') setText('')
  }, [phase])
  if (peers.length === 0) return null
  const isBusy = phase === 'running' || phase === 'cut'
  const isTooLarge = file !== undefined && file.size > largestBytes
  const size = (bytes: number) => toByteSize(bytes, i18n.language)
  const send = (given: File) => {
    const note = text.trim()
    upload.start(given, { to, name: given.name, size: given.size, ...(note === '' ? {} : { text: note }) })
  }
  return (
    <section className="panel messages__send" aria-labelledby="attach-file">
      <h2 id="attach-file">{t('attachment.send')}</h2>
      <NativeSelect
        label={t('attachment.to')}
        value={to}
        disabled={isBusy}
        onChange={(event) => setPeer(event.currentTarget.value)}
        data={peers.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {isBusy ? null : (
        <ChooseFile
          chosen={file}
          words={t(file ? 'attachment.another' : 'attachment.choose')}
          hint={t('attachment.largest', { size: size(largestBytes) })}
          onChoose={setFile}
        />
      )}
      {isTooLarge ? (
        <Notice tone="caution" role="alert">
          <p>{t('attachment.tooLarge', { size: size(file.size), largest: size(largestBytes) })}</p>
        </Notice>
      ) : null}
      <Textarea
        label={t('attachment.text')}
        description={t('attachment.textHint')}
        value={text}
        disabled={isBusy}
        onChange={(event) => setText(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={longestNote}
      />
      {isBusy ? null : (
        <Button
          disabled={file === undefined || isTooLarge}
          onClick={() => file && send(file)}
          data-testid="send-file"
        >
          {t('attachment.sendNow')}
        </Button>
      )}
      <UploadProgress upload={upload} size={file?.size ?? 0} />
    </section>
  )
}
