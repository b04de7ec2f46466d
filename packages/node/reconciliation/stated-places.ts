import { hasShape, type LogEntry, type LogPosition, type ReconcileEntry } from '@isthmus/contract'
import type { LoggedEntry } from '../audit-log/index.ts'
import type { KeptReceipt } from '../exchange/index.ts'
import type { StatedPlace } from './prove-places.ts'

/** Places that the other peer states itself when it is asked what its log has. */
export function placesOfAnswer(entries: readonly ReconcileEntry[]): StatedPlace[] {
  return entries.map(({ index, leafHash, messageId, correlationId, leg, at }) => ({
    ...{ index, leafHash, correlationId, leg, at: new Date(at) },
    ...(messageId === undefined ? {} : { messageId }),
  }))
}

/** Places of messages that it took: their receipts are kept in the outbox. */
export function placesOfReceipts(receipts: readonly KeptReceipt[]): StatedPlace[] {
  return receipts.flatMap(({ receipt }) => {
    const given: unknown = JSON.parse(receipt)
    if (!hasShape('Receipt', given)) return []
    const { messageId, correlationId, log, receivedAt } = given
    return [{ ...log, messageId, correlationId, leg: 'question' as const, at: new Date(receivedAt) }]
  })
}

/** Places of questions that it answered: the own entry over the whole answer names them. */
export function placesOfCompleted({ entry, correlationId, at }: LoggedEntry): StatedPlace[] {
  const messageId = entry?.exchange?.messageId
  if (entry?.event !== 'exchange.completed' || messageId === undefined) return []
  const about = { messageId, correlationId, at }
  return (['question', 'answer'] as const).flatMap((leg) => {
    const position = findPosition(entry.detail, leg === 'question' ? 'received' : 'answered')
    return position ? [{ ...position, ...about, leg }] : []
  })
}

function findPosition(detail: LogEntry['detail'], name: string): LogPosition | undefined {
  const position: unknown = detail?.[name]
  return hasShape('LogPosition', position) ? position : undefined
}
