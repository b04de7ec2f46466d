import { Button, Loader, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type MessageBox, messagesQuery } from '../../api/messages.ts'
import { EvidenceWords } from '../../components/EvidenceFile.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { useSession } from '../../components/use-session.ts'
import { Notice } from '../../ui/Notice.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Attachments } from './Attachments.tsx'
import { evidenceWords, MessageCard } from './MessageCard.tsx'
import { SendNote } from './SendNote.tsx'
import './messages.css'

const boxes = ['sent', 'received', 'dead'] as const

/** Messages to other peers and from them, and those that could not be delivered, with why and what to do. */
export function MessagesPage() {
  const { t } = useTranslation()
  const { officer } = useSession()
  const [box, setBox] = useState<MessageBox>('sent')
  const list = useInfiniteQuery(messagesQuery(box))
  const [first] = list.data?.pages ?? []
  const isOperator = officer.role === 'operator'
  return (
    <>
      <PageHead page={t('message.page')} lead={t('message.lead')} />
      {isOperator ? null : <Notice tone="info">{t('message.readOnly')}</Notice>}
      {isOperator && first ? <SendNote peers={first.peers} onSent={() => setBox('sent')} /> : null}
      <section className="messages" aria-label={t('message.page')}>
        <SegmentedControl
          aria-label={t('message.box')}
          value={box}
          onChange={(value) => setBox(boxes.find((known) => known === value) ?? 'sent')}
          data={boxes.map((value) => ({ value, label: t(`message.boxes.${value}`) }))}
        />
        {first && first.dead > 0 && box !== 'dead' ? (
          <Notice tone="caution">{t('message.deadCount', { count: first.dead })}</Notice>
        ) : null}
        {officer.role === 'dpo' ? (
          <EvidenceWords id={evidenceWords} />
        ) : (
          <p className="soft">{t('evidence.whoMay')}</p>
        )}
        {list.isPending ? <Loader my={24} aria-hidden /> : null}
        {list.isError ? <ProblemNotice error={list.error} onRetry={() => void list.refetch()} /> : null}
        {first?.messages.length === 0 ? <p data-testid="no-messages">{t(`message.none.${box}`)}</p> : null}
        {list.data?.pages
          .flatMap(({ messages }) => messages)
          .map((message) => (
            <MessageCard key={message.messageId} message={message} peers={first?.peers ?? []} />
          ))}
        {list.hasNextPage ? (
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('message.more')}
          </Button>
        ) : null}
      </section>
      {first ? <Attachments peers={first.peers} /> : null}
    </>
  )
}
