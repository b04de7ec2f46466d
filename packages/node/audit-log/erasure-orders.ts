import { randomUUID } from 'node:crypto'
import type {
  LogErasure,
  LogErasureOrder,
  LogErasureOrderList,
  LogErasurePreview,
  LogHoldList,
} from '@isthmus/contract'
import type { Transaction } from '../platform/index.ts'
import type { AuditEvent } from './audit-event.ts'
import type { AuditLog } from './audit-log.ts'
import { eraseOrdered } from './erase.ts'
import { AuditLogError } from './errors.ts'
import type { AuditLogReader, LoggedEntry } from './reader.ts'

type Actor = NonNullable<AuditEvent['actor']>

/** An order lies in the log and nowhere else: who gave it cannot be rewritten to confirm it. */
export type OrderParts = { auditLog: AuditLog; auditReader: AuditLogReader }

const mostOrders = 100
const mostEntries = 2_000
const orderEvents = ['audit-log.erasure-ordered', 'audit-log.erasure-withdrawn', 'audit-log.erased'] as const

/**
 * Orders the readable entries of one correlation id to be erased; nothing goes yet. Throws AuditLogError ENTRY_NOT_FOUND,
 * ENTRY_HELD, ENTRY_KEPT, and ORDER_WAITING when one waits already.
 */
export async function orderErasure(
  parts: OrderParts,
  order: LogErasure,
  actor: Actor,
): Promise<LogErasureOrder> {
  const { correlationId, reason, legalBasis, reference } = order
  assertErasable(await previewErasure(parts, correlationId))
  const { orders } = await listErasures(parts, actor.id)
  if (orders.some((one) => one.state === 'waiting' && one.correlationId === correlationId))
    throw new AuditLogError('ORDER_WAITING', 'an order about this correlation id waits already', {
      remedy: 'have it confirmed or withdrawn by another person',
    })
  const id = randomUUID()
  await parts.auditLog.append({
    event: 'audit-log.erasure-ordered',
    operation: 'erasure',
    correlationId: id,
    ...{ actor, reason, legalBasis, outcome: 'done' },
    ...(reference === undefined ? {} : { caseReference: reference }),
    detail: { of: correlationId },
  })
  return getErasure(parts, { id, viewerId: actor.id })
}

/** The latest orders, the latest first. */
export async function listErasures(
  { auditReader }: OrderParts,
  viewerId: string,
): Promise<LogErasureOrderList> {
  const ordered = await auditReader.readEntries({
    events: ['audit-log.erasure-ordered'],
    newestFirst: true,
    limit: mostOrders,
  })
  const [first] = ordered.slice(-1)
  const ends = first
    ? await auditReader.readEntries({
        events: ['audit-log.erasure-withdrawn', 'audit-log.erased'],
        from: first.index,
        newestFirst: true,
        limit: 10_000,
      })
    : []
  const endOf = new Map(ends.map((end) => [end.correlationId, end]))
  return {
    orders: ordered.flatMap((entry) => toOrder(entry, endOf.get(entry.correlationId), viewerId) ?? []),
  }
}

/** Throws AuditLogError ORDER_NOT_FOUND. */
export async function getErasure(
  { auditReader }: OrderParts,
  { id, viewerId }: { id: string; viewerId: string },
): Promise<LogErasureOrder> {
  const entries = await auditReader.readEntries({ correlationId: id, events: orderEvents })
  const ordered = entries.find(({ event }) => event === 'audit-log.erasure-ordered')
  const end = entries.find(({ event }) => event !== 'audit-log.erasure-ordered')
  const order = ordered && toOrder(ordered, end, viewerId)
  if (!order) throw new AuditLogError('ORDER_NOT_FOUND', 'the log has no such order')
  return order
}

/**
 * Erases what an order names, in one commit with the entry that says so. Who may, the policy has said. Throws
 * AuditLogError ORDER_NOT_FOUND, ORDER_DECIDED, ENTRY_NOT_FOUND, ENTRY_HELD, ENTRY_KEPT.
 */
export async function confirmErasure(parts: OrderParts, id: string, actor: Actor): Promise<LogErasureOrder> {
  const order = await getErasure(parts, { id, viewerId: actor.id })
  await parts.auditLog.appendWith(async (transaction) => {
    await assertWaiting(transaction, id)
    return eraseOrdered(transaction, { order, orderId: id, actor })
  })
  return getErasure(parts, { id, viewerId: actor.id })
}

/** Ends an order without erasing. Throws AuditLogError ORDER_NOT_FOUND, ORDER_DECIDED. */
export async function withdrawErasure(parts: OrderParts, id: string, actor: Actor): Promise<LogErasureOrder> {
  await getErasure(parts, { id, viewerId: actor.id })
  await parts.auditLog.appendWith(async (transaction) => {
    await assertWaiting(transaction, id)
    const event: AuditEvent = {
      event: 'audit-log.erasure-withdrawn',
      ...{ operation: 'erasure', correlationId: id, actor, outcome: 'done' },
    }
    return { events: [event], result: undefined }
  })
  return getErasure(parts, { id, viewerId: actor.id })
}

/** What an order about a correlation id would erase. Throws AuditLogError ENTRY_NOT_FOUND when the log has none of it. */
export async function previewErasure(
  { auditReader }: OrderParts,
  correlationId: string,
): Promise<LogErasurePreview> {
  const entries = await auditReader.readEntries({ correlationId, limit: mostEntries })
  if (entries.length === 0)
    throw new AuditLogError('ENTRY_NOT_FOUND', 'no entry has this correlation id', {
      remedy: 'copy the correlation id from an entry of the log',
    })
  const seen = entries.map((entry) => ({
    index: entry.index,
    at: entry.at.toISOString(),
    event: entry.event,
    fate: fateOf(entry),
  }))
  const [latest] = await auditReader.readEntries({
    ...{ correlationId, events: ['audit-log.held', 'audit-log.released'] },
    ...{ newestFirst: true, limit: 1 },
  })
  return {
    correlationId,
    isHeld: latest?.event === 'audit-log.held',
    erasable: seen.filter(({ fate }) => fate === 'erased').length,
    entries: seen,
  }
}

/** What is kept beyond its retention now, the latest first. */
export async function listHolds({ auditReader }: OrderParts): Promise<LogHoldList> {
  const latest = new Map<string, LoggedEntry>()
  const events = ['audit-log.held', 'audit-log.released'] as const
  for await (const entry of auditReader.streamEntries({ events })) latest.set(entry.correlationId, entry)
  const holds = [...latest.values()].flatMap(({ event, correlationId, at, entry, index }) =>
    event === 'audit-log.held'
      ? [
          {
            index,
            correlationId,
            heldAt: at.toISOString(),
            reason: entry?.reason ?? '',
            heldBy: entry?.actor?.id ?? '',
          },
        ]
      : [],
  )
  return { holds: holds.toSorted((a, b) => b.index - a.index).map(({ index, ...hold }) => hold) }
}

function toOrder(
  { correlationId: id, at, entry }: LoggedEntry,
  end: LoggedEntry | undefined,
  viewerId: string,
): LogErasureOrder | undefined {
  const of = entry?.detail?.of
  if (!entry || typeof of !== 'string') return undefined
  const count = end?.entry?.detail?.count
  return {
    id,
    correlationId: of,
    reason: entry.reason ?? '',
    legalBasis: entry.legalBasis ?? '',
    ...(entry.caseReference === undefined ? {} : { reference: entry.caseReference }),
    orderedAt: at.toISOString(),
    orderedBy: entry.actor?.id ?? '',
    isOwn: entry.actor?.id === viewerId,
    state: end === undefined ? 'waiting' : end.event === 'audit-log.erased' ? 'done' : 'withdrawn',
    ...(end ? { decidedAt: end.at.toISOString(), decidedBy: end.entry?.actor?.id ?? '' } : {}),
    ...(typeof count === 'number' ? { entries: count } : {}),
  }
}

function fateOf({ erased, entry }: LoggedEntry): LogErasurePreview['entries'][number]['fate'] {
  if (erased) return 'gone'
  return entry?.retention === 'life-of-log' ? 'kept' : 'erased'
}

function assertErasable({ isHeld, erasable, entries }: LogErasurePreview): void {
  if (isHeld)
    throw new AuditLogError('ENTRY_HELD', 'the entries are held for a procedure', {
      remedy: 'release them first, when the procedure has ended',
    })
  if (erasable > 0) return
  if (entries.every(({ fate }) => fate === 'gone'))
    throw new AuditLogError('ENTRY_NOT_FOUND', 'no readable entry has this correlation id')
  throw new AuditLogError('ENTRY_KEPT', 'erasures and holds are kept as long as the log')
}

async function assertWaiting(transaction: Transaction, id: string): Promise<void> {
  const ends = await transaction.query(
    `select 1 from audit_log.entry
      where correlation_id = $1 and event in ('audit-log.erased', 'audit-log.erasure-withdrawn')`,
    [id],
  )
  if (ends.length > 0)
    throw new AuditLogError('ORDER_DECIDED', 'somebody has confirmed or withdrawn this order already', {
      remedy: 'read the list of orders again',
    })
}
