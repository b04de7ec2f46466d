import type { AttachmentEntry, MessagePeer } from '@isthmus/contract/types'
import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { contentAddress, withdrawAttachment } from '../../api/attachments.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { useSession } from '../../components/use-session.ts'
import { toByteSize, toLocalTime, toPercent } from '../../locales/formats.ts'
import { Tag } from '../../ui/Tag.tsx'
import { toKnownFault } from './MessageCard.tsx'
import { ResumeUpload } from './ResumeUpload.tsx'

const tones = {
  uploading: 'caution',
  sent: 'caution',
  delivered: 'good',
  withdrawn: 'plain',
  expired: 'plain',
  broken: 'danger',
} as const

type Props = { entry: AttachmentEntry; peers: readonly MessagePeer[] }

/** One file: with whom, how far it is, what became of it, and what can be done. */
export function AttachmentCard({ entry, peers }: Props) {
  const { t, i18n } = useTranslation()
  const { officer } = useSession()
  const { attachmentId, counterpart, direction, state, at, name, text } = entry
  const title = `attachment-${attachmentId}`
  const peer = peers.find(({ id }) => id === counterpart)?.name ?? counterpart
  return (
    <article className="panel message" aria-labelledby={title} data-testid="attachment" data-state={state}>
      <header className="message__head">
        <h3 id={title}>
          {t(direction === 'sent' ? 'attachment.toPeer' : 'attachment.fromPeer', { name: peer })}
        </h3>
        <Tag tone={tones[state]}>{t(toStateKey(entry))}</Tag>
        <time className="soft" dateTime={at}>
          {toLocalTime(at, i18n.language)}
        </time>
      </header>
      <p className="attachment__name">
        <bdi>{name ?? t('attachment.unnamed')}</bdi>
      </p>
      {text === undefined ? null : (
        <blockquote className="message__note">
          <bdi>{text}</bdi>
        </blockquote>
      )}
      <Facts entry={entry} />
      {officer.role === 'operator' ? <Acts entry={entry} about={name ?? peer} /> : null}
    </article>
  )
}

function toStateKey({ direction, state }: AttachmentEntry) {
  if (direction === 'received' && state === 'sent') return 'attachment.arriving'
  if (direction === 'received' && state === 'delivered') return 'attachment.here'
  return `attachment.states.${state}` as const
}

function Facts({ entry }: { entry: AttachmentEntry }) {
  const { t, i18n } = useTranslation()
  const { size, digest, expiresAt, openedAt, correlationId, state, fault } = entry
  const at = (instant: string) => toLocalTime(instant, i18n.language)
  const fate = useFate(entry)
  return (
    <dl className="message__words">
      {fate === undefined ? null : (
        <>
          <dt>{t('attachment.fate')}</dt>
          <dd>{fate}</dd>
        </>
      )}
      {state !== 'sent' || fault === undefined ? null : (
        <>
          <dt>{t('attachment.why')}</dt>
          <dd>{t(`message.faults.${toKnownFault(fault)}.why`, { code: fault })}</dd>
        </>
      )}
      {openedAt === undefined ? null : (
        <>
          <dt>{t('attachment.opened')}</dt>
          <dd>{at(openedAt)}</dd>
        </>
      )}
      <dt>{t('attachment.size')}</dt>
      <dd>{toByteSize(size, i18n.language)}</dd>
      {digest === undefined ? null : (
        <>
          <dt>{t('attachment.digest')}</dt>
          <dd>
            <code>{digest}</code>
          </dd>
        </>
      )}
      <dt>{t('attachment.until')}</dt>
      <dd>{at(expiresAt)}</dd>
      <dt>{t('attachment.reference')}</dt>
      <dd>
        <code>{correlationId}</code>
      </dd>
    </dl>
  )
}

function useFate({ state, direction, chunks, chunksDone, withdrawal }: AttachmentEntry): string | undefined {
  const { t, i18n } = useTranslation()
  if (withdrawal === 'asked') return t('attachment.asked')
  if (withdrawal === 'too-late') return t('attachment.tooLate')
  const percent = toPercent(chunksDone / chunks, i18n.language)
  if (state === 'sent')
    return t(direction === 'sent' ? 'attachment.partsAway' : 'attachment.partsHere', { percent })
  if (state === 'uploading') return t('attachment.partsHere', { percent })
  return state === 'delivered' ? undefined : t(`attachment.means.${state}`)
}

function Acts({ entry, about }: { entry: AttachmentEntry; about: string }) {
  const { t } = useTranslation()
  const { attachmentId, direction, state, withdrawal } = entry
  const hint = useId()
  const isOwn = direction === 'sent'
  if (isOwn && state === 'uploading') return <ResumeUpload entry={entry} />
  if (isOwn && (state === 'sent' || state === 'delivered') && withdrawal === undefined)
    return <Withdraw attachmentId={attachmentId} about={about} />
  if (isOwn || state !== 'delivered') return null
  return (
    <div className="message__acts">
      <Button
        component="a"
        href={contentAddress(attachmentId)}
        download
        size="xs"
        leftSection={<IconDownload size={15} aria-hidden />}
        aria-describedby={hint}
        data-testid="download"
      >
        {t('attachment.download')}
        <span className="visually-hidden"> {about}</span>
      </Button>
      <span id={hint} className="soft">
        {t('attachment.downloadHint')}
      </span>
    </div>
  )
}

function Withdraw({ attachmentId, about }: { attachmentId: string; about: string }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const hint = useId()
  const withdrawing = useMutation({
    mutationFn: () => withdrawAttachment(attachmentId),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['attachments'] }),
  })
  return (
    <div className="message__acts">
      <Button
        size="xs"
        variant="default"
        loading={withdrawing.isPending}
        onClick={() => withdrawing.mutate()}
        aria-describedby={hint}
        data-testid="withdraw"
      >
        {t('attachment.withdraw')}
        <span className="visually-hidden"> {about}</span>
      </Button>
      <span id={hint} className="soft">
        {t('attachment.withdrawHint')}
      </span>
      {withdrawing.isError ? <ProblemNotice error={withdrawing.error} /> : null}
    </div>
  )
}
