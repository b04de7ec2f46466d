import type { MessagePeer } from '@isthmus/contract/types'
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sendNote } from '../../api/messages.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'

const longestNote = 1000

/** A note to the operators of another peer. A second press of the button is the same note, and arrives once. */
export function SendNote({ peers, onSent }: { peers: readonly MessagePeer[]; onSent: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [chosen, setChosen] = useState('')
  const [text, setText] = useState('')
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID())
  const to = chosen || (peers[0]?.id ?? '')
  const sending = useMutation({
    mutationFn: () => sendNote({ to, text: text.trim(), idempotencyKey }),
    onSuccess: () => {
      setText('')
      setKey(crypto.randomUUID())
      onSent()
      return queryClient.invalidateQueries({ queryKey: ['messages'] })
    },
  })
  if (peers.length === 0) return null
  return (
    <section className="panel messages__send" aria-labelledby="send-note">
      <h2 id="send-note">{t('message.send')}</h2>
      <NativeSelect
        label={t('message.to')}
        value={to}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={peers.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Textarea
        label={t('message.text')}
        description={t('message.textHint')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={longestNote}
      />
      <Button
        disabled={text.trim() === ''}
        loading={sending.isPending}
        onClick={() => sending.mutate()}
        data-testid="send-note"
      >
        {t('message.sendNow')}
      </Button>
      {sending.isError ? <ProblemNotice error={sending.error} /> : null}
    </section>
  )
}
