import type { MessageEntry, MessagePeer } from '@isthmus/contract/types'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { handleDeadLetter } from '../../api/messages.ts'
import { EvidenceFile } from '../../components/EvidenceFile.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { useSession } from '../../components/use-session.ts'
import { toLocalTime } from '../../locales/formats.ts'
import { Tag } from '../../ui/Tag.tsx'

const tones = {
  waiting: 'caution',
  delivered: 'good',
  dead: 'danger',
  discarded: 'plain',
  received: 'good',
} as const

/** Of the words about evidence files on this page. */
export const evidenceWords = 'evidence-of-messages'

/** One message in words: with whom, what became of it, why, and what to do. */
export function MessageCard({ message, peers }: { message: MessageEntry; peers: readonly MessagePeer[] }) {
  const { t, i18n } = useTranslation()
  const { officer } = useSession()
  const { messageId, correlationId, counterpart, direction, state, at, note, receipt } = message
  const title = `message-${messageId}`
  const name = peers.find(({ id }) => id === counterpart)?.name ?? counterpart
  return (
    <article className="panel message" aria-labelledby={title} data-testid="message" data-state={state}>
      <header className="message__head">
        <h2 id={title}>{t(direction === 'sent' ? 'message.toPeer' : 'message.fromPeer', { name })}</h2>
        <Tag tone={tones[state]}>{t(`message.states.${state}`)}</Tag>
        <time className="soft" dateTime={at}>
          {toLocalTime(at, i18n.language)}
        </time>
      </header>
      {note === undefined ? null : (
        <blockquote className="message__note">
          <bdi>{note}</bdi>
        </blockquote>
      )}
      <Fate message={message} />
      {receipt !== undefined && officer.role === 'dpo' ? (
        <EvidenceFile correlationId={correlationId} words={evidenceWords} about={name} />
      ) : null}
      {state === 'dead' && officer.role === 'operator' ? <DeadLetter messageId={messageId} /> : null}
    </article>
  )
}

function Fate({ message }: { message: MessageEntry }) {
  const { t, i18n } = useTranslation()
  const { fault, attempts = 0, nextAttemptAt, deadline, receipt, kind, correlationId } = message
  const at = (instant: string) => toLocalTime(instant, i18n.language)
  return (
    <dl className="message__words">
      {fault === undefined ? null : (
        <>
          <dt>{t('message.why')}</dt>
          <dd>{t(`message.faults.${toKnownFault(fault)}.why`, { code: fault })}</dd>
          <dt>{t('message.todo')}</dt>
          <dd>{t(`message.faults.${toKnownFault(fault)}.todo`)}</dd>
        </>
      )}
      {nextAttemptAt === undefined || deadline === undefined ? null : (
        <>
          <dt>{t('message.next')}</dt>
          <dd>{t('message.nextAt', { count: attempts, at: at(nextAttemptAt), deadline: at(deadline) })}</dd>
        </>
      )}
      {receipt === undefined ? null : (
        <>
          <dt>{t('message.receipt')}</dt>
          <dd>
            {t('message.receiptSays', {
              index: receipt.log.index,
              origin: receipt.log.origin,
              at: at(receipt.receivedAt),
            })}
          </dd>
        </>
      )}
      <dt>{t('message.reference')}</dt>
      <dd>
        <code>{kind}</code> <code>{correlationId}</code>
      </dd>
    </dl>
  )
}

function DeadLetter({ messageId }: { messageId: string }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const handling = useMutation({
    mutationFn: (act: 'resending' | 'discarding') => handleDeadLetter(messageId, act),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['messages'] }),
  })
  return (
    <div className="message__acts">
      <Button loading={handling.isPending} onClick={() => handling.mutate('resending')} data-testid="resend">
        {t('message.resend')}
      </Button>
      <Button
        variant="default"
        loading={handling.isPending}
        onClick={() => handling.mutate('discarding')}
        data-testid="discard"
      >
        {t('message.discard')}
      </Button>
      {handling.isError ? <ProblemNotice error={handling.error} /> : null}
    </div>
  )
}

/** The faults that have words of their own; an operator of a peer meets hardly any other. */
const groups = {
  unreachable: ['PEER_UNREACHABLE', 'DEADLINE_PASSED', 'TOO_MANY_MESSAGES'],
  unproven: ['PEER_NOT_PROVEN', 'PEER_UNKNOWN', 'TRUST_LIST_EXPIRED'],
  notBelieved: [
    'SENDER_UNKNOWN',
    'SIGNATURE_WRONG',
    'KEY_UNKNOWN',
    'KEY_REVOKED',
    'KEY_NOT_VALID',
    'TLS_PEER_DIFFERS',
  ],
  clock: ['SIGNATURE_EXPIRED', 'SIGNATURE_FROM_THE_FUTURE', 'ENVELOPE_FROM_THE_FUTURE'],
  sealed: ['SEAL_BROKEN', 'SEALING_KEY_UNKNOWN', 'ENVELOPE_EXPIRED'],
  refused: [
    'MESSAGE_REFUSED',
    'MESSAGE_TOO_LARGE',
    'KIND_UNKNOWN',
    'MESSAGE_KIND_UNKNOWN',
    'CONTRACT_VIOLATED',
  ],
  contradiction: ['MESSAGE_ID_REUSED', 'IDEMPOTENCY_KEY_REUSED', 'MESSAGE_OUT_OF_ORDER'],
  receipt: ['RECEIPT_MALFORMED', 'RECEIPT_OF_ANOTHER_MESSAGE', 'RECEIPT_SIGNATURE_WRONG'],
} as const satisfies Record<string, readonly string[]>

type FaultGroup = keyof typeof groups | 'other'

export function toKnownFault(code: string): FaultGroup {
  for (const [group, codes] of Object.entries(groups)) {
    // Object.entries loses the names of the keys.
    if (codes.some((known) => known === code)) return group as keyof typeof groups
  }
  return 'other'
}
