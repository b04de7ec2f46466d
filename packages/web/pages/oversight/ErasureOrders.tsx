import type { LogErasureOrder } from '@isthmus/contract/types'
import { Button, Loader } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { decideErasure, erasuresQuery } from '../../api/erasure.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { toLocalTime } from '../../locales/formats.ts'
import { Tag } from '../../ui/Tag.tsx'

/** The latest orders to erase. The button to confirm is for another person than who gave the order. */
export function ErasureOrders({ mayDecide }: { mayDecide: boolean }) {
  const { t } = useTranslation()
  const list = useQuery(erasuresQuery)
  if (list.isPending) return <Loader my={24} aria-hidden />
  if (list.isError) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
  return (
    <section className="panel" aria-labelledby="erasure-orders">
      <h2 id="erasure-orders">{t('erasure.orders')}</h2>
      {list.data.orders.length === 0 ? <p>{t('erasure.noOrders')}</p> : null}
      {list.data.orders.map((order) => (
        <Order key={order.id} order={order} mayDecide={mayDecide} />
      ))}
    </section>
  )
}

function Order({ order, mayDecide }: { order: LogErasureOrder; mayDecide: boolean }) {
  const { t, i18n } = useTranslation()
  const { state, correlationId, reason, legalBasis, reference, entries } = order
  const at = (instant: string): string => toLocalTime(instant, i18n.language)
  return (
    <article className="erasure__item" data-testid="erasure">
      <p>
        <Tag tone={state === 'waiting' ? 'caution' : 'plain'}>{t(`erasure.states.${state}`)}</Tag>{' '}
        <code>{correlationId}</code>
      </p>
      <p>
        <bdi>{reason}</bdi>, <bdi>{legalBasis}</bdi>
        {reference === undefined ? null : <bdi>, {reference}</bdi>}
      </p>
      <p className="soft">{t('erasure.orderedBy', { at: at(order.orderedAt), by: order.orderedBy })}</p>
      {order.decidedAt === undefined ? null : (
        <p className="soft">
          {t('erasure.decidedBy', { at: at(order.decidedAt), by: order.decidedBy ?? '' })}
        </p>
      )}
      {entries === undefined ? null : <p>{t('erasure.gone', { count: entries })}</p>}
      {mayDecide && state === 'waiting' ? <Decision order={order} /> : null}
    </article>
  )
}

function Decision({ order: { id, isOwn } }: { order: LogErasureOrder }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const deciding = useMutation({
    mutationFn: (decision: 'confirmation' | 'withdrawal') => decideErasure(id, decision),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['log'] }),
  })
  return (
    <>
      <p>{isOwn ? t('erasure.ownOrder') : t('erasure.sure')}</p>
      <div className="oversight__handling">
        {isOwn ? null : (
          <Button
            loading={deciding.isPending}
            onClick={() => deciding.mutate('confirmation')}
            data-testid="confirm-erasure"
          >
            {t('erasure.confirm')}
          </Button>
        )}
        <Button
          variant="default"
          loading={deciding.isPending}
          onClick={() => deciding.mutate('withdrawal')}
          data-testid="withdraw-erasure"
        >
          {t('erasure.withdraw')}
        </Button>
      </div>
      {deciding.isError ? <ProblemNotice error={deciding.error} /> : null}
    </>
  )
}
