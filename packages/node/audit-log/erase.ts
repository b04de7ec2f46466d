import { randomUUID } from 'node:crypto'
import type { LogErasure, LogHold } from '@isthmus/contract'
import type { Transaction } from '../platform/index.ts'
import type { AuditEvent } from './audit-event.ts'
import type { AuditLog } from './audit-log.ts'
import { toErasedPart } from './erased-rows.ts'
import { AuditLogError } from './errors.ts'
import { toDay } from './retention.ts'
import { type StoredEntry, storedColumns } from './stored-entry.ts'

type Actor = NonNullable<AuditEvent['actor']>

/** Readable entries that one erasing entry takes away at most. */
const longestErasure = 2_000

const heldCorrelations = `
  select correlation_id from (
    select distinct on (correlation_id) correlation_id, event from audit_log.entry
     where event in ('audit-log.held', 'audit-log.released') and retention = 'life-of-log'
     order by correlation_id, index desc) latest
   where event = 'audit-log.held'`

/** Erases what has reached the end of its retention and is not held. Gives how many readable entries went. */
export async function sweepRetention(log: AuditLog, now: Date): Promise<number> {
  let erased = 0
  for (;;) {
    const count = await log.appendWith(async (transaction) => {
      const rows = await transaction.query<StoredEntry>(
        `select ${storedColumns} from audit_log.entry
          where sealed is not null and erase_on <= $1::date and correlation_id not in (${heldCorrelations})
          order by erase_on, index limit $2`,
        [toDay(now), longestErasure],
      )
      return eraseRows(transaction, rows, { reason: 'RETENTION_ENDED' })
    })
    erased += count
    if (count < longestErasure) return erased
  }
}

/** An order as it was given, and who has it carried out. */
export type Ordered = { order: LogErasure; orderId?: string; actor: Actor }

/**
 * Erases the readable entries of one correlation id by order, with the queries of the commit. Throws AuditLogError
 * ENTRY_NOT_FOUND, ENTRY_HELD, and ENTRY_KEPT when nothing but erasures and holds is there.
 */
export async function eraseOrdered(
  transaction: Transaction,
  { order, orderId, actor }: Ordered,
): Promise<{ events: AuditEvent[]; result: number }> {
  const { correlationId, reason, legalBasis, reference } = order
  if (await isHeld(transaction, correlationId))
    throw new AuditLogError('ENTRY_HELD', 'the entries are held for a procedure', {
      remedy: 'release them first, when the procedure has ended',
    })
  const rows = await transaction.query<StoredEntry>(
    `select ${storedColumns} from audit_log.entry
      where correlation_id = $1 and sealed is not null order by index limit $2`,
    [correlationId, longestErasure],
  )
  const erasable = rows.filter(({ retention }) => retention !== 'life-of-log')
  if (rows.length === 0)
    throw new AuditLogError('ENTRY_NOT_FOUND', 'no readable entry has this correlation id')
  if (erasable.length === 0)
    throw new AuditLogError('ENTRY_KEPT', 'erasures and holds are kept as long as the log')
  const why = {
    ...{ reason, legalBasis, actor },
    ...(reference === undefined ? {} : { caseReference: reference }),
  }
  return eraseRows(transaction, erasable, why, orderId)
}

/** The same in a commit of its own, for who has had the order confirmed elsewhere. */
export function eraseByOrder(log: AuditLog, order: LogErasure, actor: Actor): Promise<number> {
  return log.appendWith((transaction) => eraseOrdered(transaction, { order, actor }))
}

/** Holds or releases the entries of one correlation id. Gives how many readable ones there are; ENTRY_NOT_FOUND if none. */
export function holdEntries(
  log: AuditLog,
  { correlationId, hold, reason }: LogHold,
  actor: Actor,
): Promise<number> {
  return log.appendWith(async (transaction) => {
    const [row] = await transaction.query<{ count: number }>(
      'select count(*)::int as count from audit_log.entry where correlation_id = $1 and sealed is not null',
      [correlationId],
    )
    if (!row?.count) throw new AuditLogError('ENTRY_NOT_FOUND', 'no readable entry has this correlation id')
    const event: AuditEvent = {
      event: hold ? 'audit-log.held' : 'audit-log.released',
      ...{ operation: 'config', correlationId, actor, reason, outcome: 'done' },
    }
    return { events: [event], result: row.count }
  })
}

/** Of each past day only the last checkpoint stays. */
export async function thinOwnCheckpoints(transaction: Pick<Transaction, 'query'>, now: Date): Promise<void> {
  await transaction.query(
    `delete from audit_log.checkpoint old
      where old.at < $1::date and exists (
        select 1 from audit_log.checkpoint c
         where c.size > old.size
           and (c.at at time zone 'UTC')::date = (old.at at time zone 'UTC')::date)`,
    [toDay(now)],
  )
}

async function isHeld(transaction: Transaction, correlationId: string): Promise<boolean> {
  const rows = await transaction.query(`select 1 from (${heldCorrelations}) held where correlation_id = $1`, [
    correlationId,
  ])
  return rows.length > 0
}

async function eraseRows(
  transaction: Transaction,
  rows: readonly StoredEntry[],
  why: Pick<AuditEvent, 'reason' | 'legalBasis' | 'caseReference' | 'actor'>,
  correlationId: string = randomUUID(),
): Promise<{ events: AuditEvent[]; result: number }> {
  if (rows.length === 0) return { events: [], result: 0 }
  await transaction.query(
    'update audit_log.entry set sealed = null, actor_tag = null, erased_by = $1 where index = any($2::bigint[])',
    [correlationId, rows.map(({ index }) => index)],
  )
  const event: AuditEvent = {
    ...{ event: 'audit-log.erased', operation: 'erasure', correlationId, outcome: 'done' },
    ...why,
    detail: { ...toErasedPart(rows) },
  }
  return { events: [event], result: rows.length }
}
