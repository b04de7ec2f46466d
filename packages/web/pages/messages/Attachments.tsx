import type { MessagePeer } from '@isthmus/contract/types'
import { Button, Loader } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { attachmentsQuery } from '../../api/attachments.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { useSession } from '../../components/use-session.ts'
import { Notice } from '../../ui/Notice.tsx'
import { AttachFile } from './AttachFile.tsx'
import { AttachmentCard } from './AttachmentCard.tsx'
import './attachments.css'

/** Files to other peers and from them. */
export function Attachments({ peers }: { peers: readonly MessagePeer[] }) {
  const { t } = useTranslation()
  const { officer } = useSession()
  const list = useInfiniteQuery(attachmentsQuery)
  const [first] = list.data?.pages ?? []
  const isOperator = officer.role === 'operator'
  return (
    <section className="messages attachments" aria-labelledby="attachments">
      <h2 id="attachments" className="attachments__heading">
        {t('attachment.heading')}
      </h2>
      <p className="soft">{t('attachment.lead')}</p>
      {isOperator ? null : <Notice tone="info">{t('attachment.readOnly')}</Notice>}
      {isOperator && first ? <AttachFile peers={peers} largestBytes={first.largestBytes} /> : null}
      {list.isPending ? <Loader my={24} aria-hidden /> : null}
      {list.isError ? <ProblemNotice error={list.error} onRetry={() => void list.refetch()} /> : null}
      {first?.attachments.length === 0 ? <p data-testid="no-attachments">{t('attachment.none')}</p> : null}
      {list.data?.pages
        .flatMap(({ attachments }) => attachments)
        .map((entry) => (
          <AttachmentCard key={entry.attachmentId} entry={entry} peers={peers} />
        ))}
      {list.hasNextPage ? (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('attachment.more')}
        </Button>
      ) : null}
    </section>
  )
}
