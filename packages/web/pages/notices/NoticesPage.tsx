import type { Notice as Waiting } from '@isthmus/contract/types'
import { Button, Loader } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { noticesQuery, readNotice } from '../../api/notices.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { toLocalTime } from '../../locales/formats.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { Tag } from '../../ui/Tag.tsx'
import './notices.css'

/** What waits for whoever is signed in, by kind and reference. */
export function NoticesPage() {
  const { t } = useTranslation()
  const list = useInfiniteQuery(noticesQuery)
  return (
    <>
      <PageHead page={t('notice.page')} lead={t('notice.lead')} />
      {list.isPending ? <Loader my={24} aria-hidden /> : null}
      {list.isError ? <ProblemNotice error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data ? <NoticeCards notices={list.data.pages.flatMap((page) => page.notices)} /> : null}
      {list.hasNextPage ? (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('notice.more')}
        </Button>
      ) : null}
    </>
  )
}

function NoticeCards({ notices }: { notices: readonly Waiting[] }) {
  const { t } = useTranslation()
  if (notices.length === 0) return <p data-testid="no-notices">{t('notice.none')}</p>
  return (
    <ul className="notices" aria-label={t('notice.page')}>
      {notices.map((notice) => (
        <li key={notice.id}>
          <NoticeCard notice={notice} />
        </li>
      ))}
    </ul>
  )
}

function NoticeCard({ notice: { id, kind, reference, at, isRead } }: { notice: Waiting }) {
  const { t, i18n } = useTranslation()
  const client = useQueryClient()
  const reading = useMutation({
    mutationFn: () => readNotice(id),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notices'] }),
  })
  return (
    <article className="panel notice-card" data-testid="notice" data-kind={kind}>
      <header className="notice-card__head">
        <h2>{t(`notice.kind.${kind}`)}</h2>
        {isRead ? null : <Tag tone="strong">{t('notice.isNew')}</Tag>}
        <time dateTime={at}>{toLocalTime(at, i18n.language)}</time>
      </header>
      <p className="soft">
        {t('notice.reference')}: <code>{reference}</code>
      </p>
      {isRead ? null : (
        <Button
          variant="default"
          size="xs"
          loading={reading.isPending}
          data-testid="read-notice"
          onClick={() => reading.mutate()}
        >
          {t('notice.done')}
        </Button>
      )}
      {reading.error ? <ProblemNotice error={reading.error} /> : null}
    </article>
  )
}
